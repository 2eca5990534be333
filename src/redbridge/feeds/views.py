"""Explore and Following."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts import surge
from redbridge.accounts.access import person_of, reads, signed_in, viewer_id
from redbridge.feeds import queries, rules
from redbridge.feeds.queries import Page
from redbridge.kernel.http import is_script
from redbridge.kernel.reads import Row
from redbridge.notes.access import wanted
from redbridge.notes.queries import shown, suggestions

SUGGESTED = 6
"""People shown where nobody is followed yet."""


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """What everyone sees, in one's own language."""
    by_time = request.GET.get("order") == "time"
    page = (queries.by_time if by_time else queries.explore)(request.GET.get("after", ""), viewer_id(request))
    more = {"by_time": by_time, "chips": rules.chips(queries.popular_topics(), reads(request))}
    return _feed(request, page, "/?order=time" if by_time else "/", "feeds/explore.html", "explore", **more)


@require_safe
@signed_in
def following(request: HttpRequest) -> HttpResponse:
    """What the people I follow wrote, by time and nothing else."""
    me = person_of(request).id
    page = queries.following(me, request.GET.get("after", ""))
    people = suggestions(me, reads(request), SUGGESTED) if not page.rows else []
    return _feed(request, page, "/following", "feeds/following.html", "following", people=people)


def _heard(request: HttpRequest, page: Page) -> list[Row]:
    """The rows without what the one who asks has muted."""
    ids = page.ids
    heard = wanted(request, ids)
    return page.rows if heard is ids else [row for row, id_ in zip(page.rows, ids, strict=True) if id_ in heard]


def _feed(request: HttpRequest, page: Page, path: str, template: str, nav: str, **more: object) -> HttpResponse:
    context = {
        "cards": shown(viewer_id(request), reads(request), _heard(request, page)),
        "next_url": f"{path}{'&' if '?' in path else '?'}after={page.after}" if page.after else "",
        "nav": nav,
        "surge_hours": surge.hours_left() if viewer_id(request) else 0,
        **more,
    }
    return render(request, "notes/feed.html" if is_script(request) else template, context)
