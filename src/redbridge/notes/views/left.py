"""What others wrote under a note that went with its author's account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from redbridge.accounts.access import reads, viewer_id
from redbridge.kernel.http import is_script
from redbridge.notes import queries
from redbridge.notes.forms import CommentForm
from redbridge.notes.queries import Left
from redbridge.notes.views.crossing import with_crossing
from redbridge.notes.views.threads import after, remember, removed, threads


def left_page(request: HttpRequest, place: Left) -> HttpResponse:
    """The threads where everybody could read them, else one's own words; nothing can be added."""
    shown = threads(request, place) if place.open else _own(request, place)
    template = "notes/left_inside.html" if is_script(request) else "notes/left.html"
    context = {"note": place, "left": place, **shown, "form": CommentForm()}
    return remember(request, render(request, template, context))


def _own(request: HttpRequest, place: Left) -> dict[str, Any]:
    found = queries.own_comments(viewer_id(request) or 0, reads(request), place.id, after(request))
    older = found[-1].place if len(found) == queries.COMMENTS_PAGE else ""
    return {"comments": with_crossing(request, found), "sort": "new", "older": older, "removed": removed(request), "muted": 0}
