"""The list of notices and the badge."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts.access import person_of, reads, signed_in
from redbridge.kernel import cursors
from redbridge.kernel.http import is_script
from redbridge.notes.queries import LAST_ID
from redbridge.notifications import actions, queries, rules


@require_safe
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """What I was told. Looking at the first page is having seen it; what was new stays marked on this one view."""
    me, after, show = person_of(request), request.GET.get("after", ""), request.GET.get("show", "")
    show, kinds = (show, rules.SHOWS[show]) if show in rules.SHOWS else ("", None)
    found = queries.notices(me.id, reads(request), int(cursors.unpack(after, "i")[0]) if after else LAST_ID, kinds)
    if found and not after and request.method == "GET":
        actions.mark_seen(me.id, found[0].id, kinds)
    path = f"/notifications?{f'show={show}&' if show else ''}after="
    following = path + cursors.pack(found[-1].id) if len(found) == queries.PAGE else ""
    template = "notifications/list.html" if is_script(request) else "notifications/notices.html"
    return render(request, template, {"notices": found, "next_url": following, "nav": "notices", "show": show})


@require_safe
@signed_in
def badge(request: HttpRequest) -> HttpResponse:
    """The badge alone, for the page that heard there is news."""
    return render(request, "web/badge.html")
