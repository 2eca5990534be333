"""Explore and Following."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts.access import person_of, reads, signed_in, viewer_id
from redbridge.feeds import queries
from redbridge.feeds.queries import Page
from redbridge.kernel.http import is_script
from redbridge.notes.queries import cards


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """What everyone sees, in one's own language."""
    return _feed(request, queries.explore(request.GET.get("after", "")), "/", "feeds/explore.html", "explore")


@require_safe
@signed_in
def following(request: HttpRequest) -> HttpResponse:
    """What the people I follow wrote, by time and nothing else."""
    page = queries.following(person_of(request).id, request.GET.get("after", ""))
    return _feed(request, page, "/following", "feeds/following.html", "following")


def _feed(request: HttpRequest, page: Page, path: str, template: str, nav: str) -> HttpResponse:
    context = {
        "cards": cards(viewer_id(request), reads(request), page.ids),
        "next_url": f"{path}?after={page.after}" if page.after else "",
        "nav": nav,
    }
    return render(request, "notes/feed.html" if is_script(request) else template, context)
