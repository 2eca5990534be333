"""A note, a profile, a topic."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from redbridge.accounts.access import access_profile, reads, viewer_id
from redbridge.kernel import cursors
from redbridge.kernel.http import is_script
from redbridge.notes import queries, rules
from redbridge.notes.access import access_note
from redbridge.notes.forms import CommentForm
from redbridge.notes.queries import NoteView

PAGE = 20


@require_safe
def note(request: HttpRequest, note_id: int) -> HttpResponse:
    """A note at its own address: a page when opened cold, its inside alone when a script opens it over the feed."""
    return note_page(request, access_note(viewer_id(request), reads(request), note_id), None, 200)


def note_page(request: HttpRequest, view: NoteView, form: CommentForm | None, status: int) -> HttpResponse:
    """The note with its comments. `?read=` chooses the language, `?original=<id>` shows one comment as it was written."""
    before = _before(request)
    found = queries.comments(viewer_id(request), reads(request), view.id, before)
    mode = request.GET.get("read") or request.COOKIES.get("read", "mine")
    template = "notes/inside.html" if is_script(request) else "notes/note.html"
    return render(
        request,
        template,
        {
            "note": view,
            "comments": found,
            "form": form or CommentForm(initial={"parent": request.GET.get("reply")}),
            "read": mode if mode in ("original", "both") and view.translation else "mine",
            "original": request.GET.get("original", ""),
            "older": cursors.pack(found[-1].id) if len(found) == queries.COMMENTS_PAGE else "",
        },
        status=status,
    )


@require_safe
def profile(request: HttpRequest, handle: str) -> HttpResponse:
    """Somebody's notes, newest first."""
    viewer = viewer_id(request)
    person = access_profile(handle, viewer)
    if handle != person.handle:
        return redirect(f"/@{person.handle}", permanent=True)
    ids = queries.ids_by_author(viewer, person.id, _before(request), PAGE)
    return _listing(
        request,
        ids,
        f"/@{person.handle}",
        "notes/profile.html",
        {
            "profile": person,
            "notes": queries.note_count(viewer, person.id),
            "nav": "you" if viewer == person.id else "",
            "deleted": request.GET.get("deleted", "") if viewer == person.id else "",
        },
    )


@require_safe
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """Notes under a topic, newest first. A topic nobody used is an empty page that invites, not an error."""
    key = rules.topic_key(name)
    if not key:
        raise Http404
    found = queries.topic(key)
    ids = queries.ids_by_topic(viewer_id(request), found[0], _before(request), PAGE) if found else []
    # How it was spelled first is told by notes that may be seen, not by hidden ones.
    return _listing(
        request, ids, f"/topics/{quote(name)}", "notes/topic.html", {"topic": found[1] if found and ids else name}
    )


def _listing(
    request: HttpRequest, ids: list[int], path: str, template: str, context: dict[str, object]
) -> HttpResponse:
    cards = queries.cards(viewer_id(request), reads(request), ids)
    following = f"{path}?after={cursors.pack(ids[-1])}" if len(ids) == PAGE else ""
    fragment = "notes/feed.html" if is_script(request) else template
    return render(request, fragment, {"cards": cards, "next_url": following, **context})


def _before(request: HttpRequest) -> int:
    after = request.GET.get("after", "")
    return int(cursors.unpack(after, "i")[0]) if after else queries.LAST_ID
