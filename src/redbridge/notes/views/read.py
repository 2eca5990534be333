"""A note, and any list of cards."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts.access import reads, viewer_id
from redbridge.kernel import cursors
from redbridge.kernel.http import is_script
from redbridge.notes import queries
from redbridge.notes.access import access_left, access_note, wanted
from redbridge.notes.forms import CommentForm
from redbridge.notes.queries import NoteView
from redbridge.notes.views.crossing import note_crossing
from redbridge.notes.views.left import left_page
from redbridge.notes.views.threads import remember, threads

PAGE = 20


@require_safe
def note(request: HttpRequest, note_id: int) -> HttpResponse:
    """A note at its own address: a page when opened cold, its inside alone when a script opens it over the feed.

    Where a note went with its author's account, what others wrote under it.
    """
    try:
        view = access_note(viewer_id(request), reads(request), note_id)
    except Http404:
        return left_page(request, access_left(viewer_id(request), note_id))
    return note_page(request, view, None, 200)


def note_page(request: HttpRequest, view: NoteView, form: CommentForm | None, status: int) -> HttpResponse:
    """The note with its comments. `?read=` chooses the language, `?original=<id>` shows one comment as it was written."""
    mode = request.GET.get("read") or ("original" if view.doubted else request.COOKIES.get("read", "mine"))
    template = "notes/inside.html" if is_script(request) else "notes/note.html"
    response = render(
        request,
        template,
        {
            "note": view,
            **threads(request, view),
            "form": form or CommentForm(initial={"parent": request.GET.get("reply")}),
            "read": mode if mode in ("original", "both") and view.translation else "mine",
            "original": request.GET.get("original", ""),
            "pinyin": "pinyin" in request.GET,
            "crossing_state": note_crossing(request, view),
        },
        status=status,
    )
    return remember(request, response)


def listing(
    request: HttpRequest, ids: list[int], path: str, template: str, context: dict[str, object], *, muted: bool = False
) -> HttpResponse:
    """A page of cards and the way to the next; `muted` shows what the one who asks has muted, too."""
    shown = ids if muted else wanted(request, ids)
    cards = queries.cards(viewer_id(request), reads(request), shown)
    following = f"{path}{'&' if '?' in path else '?'}after={cursors.pack(ids[-1])}" if len(ids) == PAGE else ""
    fragment = "notes/feed.html" if is_script(request) else template
    return render(request, fragment, {"cards": cards, "next_url": following, **context})


def before(request: HttpRequest) -> int:
    """The note after which this page begins."""
    after = request.GET.get("after", "")
    return int(cursors.unpack(after, "i")[0]) if after else queries.LAST_ID
