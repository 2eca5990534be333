"""Who follows somebody, and whom they follow."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from redbridge.accounts import access, queries
from redbridge.kernel import cursors
from redbridge.kernel.http import is_script


@require_safe
def followers(request: HttpRequest, handle: str) -> HttpResponse:
    """Those who follow somebody, newest first."""
    return _circle(request, handle, "followers")


@require_safe
def following(request: HttpRequest, handle: str) -> HttpResponse:
    """Those whom somebody follows, newest first."""
    return _circle(request, handle, "following")


def _circle(request: HttpRequest, handle: str, which: str) -> HttpResponse:
    viewer = access.viewer_id(request)
    person = access.access_reader(handle, viewer)
    if handle != person.handle:
        return redirect(f"/@{person.handle}/{which}", permanent=True)
    after = request.GET.get("after", "")
    before = [int(part) for part in cursors.unpack(after, "ii")] if after else queries.FIRST
    found = queries.circle(which, person.id, viewer, access.reads(request), before)
    following = f"/@{person.handle}/{which}?after={cursors.pack(*found[-1].place)}" if len(found) == queries.PAGE else ""
    template = "accounts/people.html" if is_script(request) else "accounts/circle.html"
    return render(request, template, {"profile": person, "which": which, "people": found, "next_url": following})
