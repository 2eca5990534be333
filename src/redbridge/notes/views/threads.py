"""The comments of a note: their order, one's own thread first, and what is done to a comment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts.access import member, person_of, reads, viewer_id
from redbridge.kernel import cursors
from redbridge.kernel.http import is_script
from redbridge.notes import actions, queries, rules
from redbridge.notes.access import (
    access_comment,
    access_comment_to_pin,
    access_comment_to_remove,
    access_removed_comment,
)
from redbridge.notes.queries import CommentView, Left, NoteView
from redbridge.notes.queries.comments import REPLIES_PAGE, START, Place, Sort
from redbridge.notes.views.crossing import with_crossing
from redbridge.notes.views.fragments import comment_fragment

YEAR = 365 * 24 * 3600


def threads(request: HttpRequest, note: NoteView | Left) -> dict[str, Any]:
    """A page of comments as a note's page shows them. `?sort=` new or best; `?comment=` brings one thread first, unfolded."""
    sort, asked = sort_of(request), _asked(request, note)
    top = (asked.parent_id or asked.id) if asked else 0
    first = list(dict.fromkeys(id_ for id_ in (top, note.pinned_comment) if id_))
    from_, quiet = after(request), is_quiet(request)
    found = queries.comments(
        viewer_id(request), reads(request), note.id, sort=sort, after=from_,
        first=first if from_ == START else [], apart=first, asked=top, quiet=quiet,
    )
    if asked:
        _unfold(request, found, asked)
    full = len([view for view in found if view.id not in first]) == queries.COMMENTS_PAGE
    muted = queries.muted_comments(person_of(request).id, note.id) if quiet else 0
    return {"comments": with_crossing(request, found), "sort": sort, "older": found[-1].place if full else "",
            "removed": removed(request), "muted": muted}


def removed(request: HttpRequest) -> int | None:
    """The comment that the one who asks has just taken away."""
    return rules.number(request.GET.get("removed", "")) if viewer_id(request) else None


def is_quiet(request: HttpRequest) -> bool:
    """Whether to leave out what the reader muted: for whoever muted anything, unless they ask to see it (`?muted=1`)."""
    return bool(viewer_id(request)) and person_of(request).mutes and request.GET.get("muted") != "1"


def sort_of(request: HttpRequest) -> Sort:
    """The order asked for, or the one this browser asked for last."""
    return "best" if (request.GET.get("sort") or request.COOKIES.get("sort")) == "best" else "new"


def remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep the order of comments for the next note."""
    if "sort" in request.GET:
        response.set_cookie("sort", sort_of(request), max_age=YEAR, samesite="Lax")
    return response


def _asked(request: HttpRequest, note: NoteView | Left) -> CommentView | None:
    id_ = rules.number(request.GET.get("comment", ""))
    found = queries.comment(viewer_id(request), reads(request), id_) if id_ else None
    return found if found and found.note_id == note.id else None


def _unfold(request: HttpRequest, found: list[CommentView], asked: CommentView) -> None:
    top = next((view for view in found if view.id in (asked.id, asked.parent_id)), None)
    if top is None or not top.reply_count:
        return
    under = queries.replies(viewer_id(request), reads(request), top.id, 0, quiet=is_quiet(request))
    top.replies[:] = under if asked.id == top.id or asked.id in [view.id for view in under] else [*under[:-1], asked]


def after(request: HttpRequest) -> Place:
    """Where the page before this one ended."""
    said = request.GET.get("after", "")
    if not said:
        return START
    likes, id_ = cursors.unpack(said, "ii")
    return min(int(likes), START[0]), int(id_)


@require_safe
def replies(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The replies after `?after=`; without a script, their thread on the note's page."""
    top = access_comment(viewer_id(request), reads(request), comment_id)
    if not is_script(request):
        return redirect(top.url)
    from_ = rules.number(request.GET.get("after", "")) or 0
    found = queries.replies(viewer_id(request), reads(request), top.id, from_, quiet=is_quiet(request))
    more = found[-1].id if len(found) == REPLIES_PAGE else 0
    return render(request, "notes/replies.html", {"top": top, "replies": with_crossing(request, found), "after": more})


@require_POST
@member
def pin(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Put a comment before all others under a note of one's own, or take it down."""
    me = person_of(request).id
    comment = access_comment_to_pin(me, comment_id)
    actions.pin(me, comment.note_id, comment.pk if request.POST.get("on", "1") == "1" else None)
    return redirect("note", comment.note_id)


@require_POST
@member
def delete(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Hide a comment of one's own, or one under one's own note; what stands in its place offers to take that back."""
    me = person_of(request).id
    comment = access_comment_to_remove(me, comment_id)
    actions.remove_comment(me, comment)
    if is_script(request):
        return render(request, "notes/comment_gone.html", {"removed": comment_id})
    return redirect(f"/notes/{comment.note_id}?removed={comment_id}#comments-head")


@require_POST
@member
def restore(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Bring back a comment that one took away."""
    me = person_of(request).id
    actions.restore_comment(me, access_removed_comment(me, comment_id))
    return comment_fragment(request, comment_id)
