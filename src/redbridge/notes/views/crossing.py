"""Asking for a translation, waiting for it, and doing without it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts import actions as accounts
from redbridge.accounts.access import member, person_of, reads, viewer_id
from redbridge.kernel.http import is_script
from redbridge.kernel.limits import Limit, hit
from redbridge.kernel.reading import is_left, languages_of
from redbridge.notes import actions, jobs, queries, rules
from redbridge.notes.access import access_comment, access_note
from redbridge.notes.queries import CommentView, NoteView
from redbridge.translation import engines

TRANSLATING = Limit("translate", 120, 3600)
FIRST_WAIT, LONGEST_WAIT = 2, 60
"""Seconds between two looks of a page whether its translation is there; each is half as long again as the one before."""


@require_POST
@member
def translate_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Have a note translated into the reader's language; it stands on its row then, for the next reader too."""
    note = access_note(person_of(request).id, reads(request), note_id)
    hit(TRANSLATING, person_of(request).id)
    if note_crossing(request, note) == "offer":
        _want("note", note.id, _wish(reads(request), note.language, note.id))
    return _note_now(request, note_id) if is_script(request) else redirect(f"{note.url}?asked=1#reading")


@require_POST
@member
def translate_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """And a comment."""
    (comment,) = with_crossing(request, [access_comment(person_of(request).id, reads(request), comment_id)])
    hit(TRANSLATING, person_of(request).id)
    if comment.crossing == "offer":
        _want("comment", comment.id, _wish(reads(request), comment.language))
    return _comment_now(request, comment_id) if is_script(request) else redirect(comment.url)


@require_safe
def crossing_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """For scripts: the words of a note once their translation is there; before that the mark that looks again."""
    return _note_now(request, note_id)


@require_safe
def crossing_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The same for a comment."""
    return _comment_now(request, comment_id)


@require_POST
@member
def leave_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Show me this note as it was written, or translate it again, as the form says."""
    me, note = person_of(request), access_note(person_of(request).id, reads(request), note_id)
    leaving = request.POST.get("on", "1") == "1"
    (accounts.leave_note if leaving else accounts.translate_note)(me.id, note.id)
    return redirect(note.url)


def note_crossing(request: HttpRequest, note: NoteView) -> str:
    """What can be said of a note that is shown as it was written: "left", "pending", "offer", or nothing."""
    if is_left(reads(request), note.language, note.id):
        return "" if note.language in languages_of(reads(request)) and not is_left(reads(request), "", note.id) else "left"
    wish = "" if note.translation else _wish(reads(request), note.language, note.id)
    if not wish:
        return ""
    if queries.are_waiting("note", [note.id], wish, wish in settings.REDBRIDGE_LANGUAGES):
        return "pending"
    return "offer" if viewer_id(request) and _can(note.language, wish, note.visibility != "everyone") else ""


def with_crossing(request: HttpRequest, views: Sequence[CommentView]) -> list[CommentView]:
    """Comments that each say whether a translation is on its way or can be asked for; one more statement where one lacks it."""
    wishes = {
        view.id: _wish(reads(request), view.language)
        for top in views for view in (top, *top.replies) if not (view.translation or view.kept_rule) and view.body
    }
    first = next(filter(None, wishes.values()), "")
    waiting = queries.are_waiting("comment", list(wishes), first, first in settings.REDBRIDGE_LANGUAGES) if first else set()
    can = cache(lambda language: bool(viewer_id(request)) and _can(language, first))

    def told(view: CommentView) -> CommentView:
        state = "" if not wishes.get(view.id) else "pending" if view.id in waiting else "offer" if can(view.language) else ""
        return replace(view, crossing=state, replies=[told(reply) for reply in view.replies])

    return [told(view) for view in views] if first else list(views)


def _note_now(request: HttpRequest, note_id: int) -> HttpResponse:
    note = access_note(viewer_id(request), reads(request), note_id)
    state = note_crossing(request, note)
    if state == "pending":
        return render(request, "notes/crossing_pending.html", _waiting(request, f"/notes/{note.id}/crossing"))
    mode = request.COOKIES.get("read", "mine")
    context = {"note": note, "crossing_state": state, "tried": True, "pinyin": False, "read": mode if mode == "both" else "mine"}
    return _in_place(render(request, "notes/reading.html", context), "#reading")


def _comment_now(request: HttpRequest, comment_id: int) -> HttpResponse:
    (comment,) = with_crossing(request, [access_comment(viewer_id(request), reads(request), comment_id)])
    if comment.crossing == "pending":
        return render(request, "notes/crossing_pending.html", _waiting(request, f"/comments/{comment.id}/crossing"))
    shown = render(request, "notes/comment_words.html", {"comment": comment, "tried": True})
    return _in_place(shown, f"#words-{comment.id}")


def _wish(reads: Sequence[str], language: str, id_: int = 0) -> str:
    """The language a reader would have this in; "" where they read it, or want it as it was written."""
    languages = languages_of(reads)
    known = {code.split("-")[0] for code in languages}
    if language == rules.UNKNOWN or language.split("-")[0] in known or is_left(reads, language, id_):
        return ""
    return next(iter(languages), "")


def _can(language: str, target: str, private: bool = False) -> bool:
    return bool(engines.chosen(language, target, private))


def _want(kind: str, id_: int, target: str) -> None:
    actions.want(kind, [id_], "" if target in settings.REDBRIDGE_LANGUAGES else target, forward=actions.ASKED_FOR)
    jobs.cross_soon()


def _waiting(request: HttpRequest, address: str) -> dict[str, Any]:
    waited = rules.number(request.GET.get("waited", "")) or FIRST_WAIT
    return {"address": address, "wait": min(waited, LONGEST_WAIT), "next_wait": min(waited + max(1, waited // 2), LONGEST_WAIT)}


def _in_place(response: HttpResponse, selector: str) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = selector, "outerHTML"
    return response
