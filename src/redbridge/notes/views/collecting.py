"""Collecting a note: with one tap, or on a board one chooses or makes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from redbridge.accounts.access import member, person_of, reads
from redbridge.kernel.http import is_script
from redbridge.kernel.limits import Limit, hit
from redbridge.notes import actions, queries, rules
from redbridge.notes.access import access_board_to_add, access_note
from redbridge.notes.board_forms import BoardForm
from redbridge.notes.queries import NoteView
from redbridge.notes.views.boards import BOARDING, check_room

COLLECTING = Limit("collect", 3000, 3600)


@require_http_methods(["GET", "HEAD", "POST"])
@member
def collect(request: HttpRequest, note_id: int) -> HttpResponse:
    """Collect, or take it back. Without a word about where, it goes to the board used last."""
    me = person_of(request).id
    note = access_note(me, reads(request), note_id)
    if request.method != "POST":
        return _choose(request, note, BoardForm(), 200)
    hit(COLLECTING, me)
    if request.POST.get("on", "1") != "1":
        actions.uncollect(me, note.id)
    elif "name" in request.POST:
        return _on_a_new_board(request, note)
    else:
        actions.collect(me, note.id, _where(request))
    return _collected(request, note)


def _where(request: HttpRequest) -> int | None:
    me, said = person_of(request).id, request.POST.get("board")
    if said is None:
        last = queries.last_board(me)
        found = queries.board(me, last) if last else None
        return found.id if found and found.adds else None
    chosen = rules.number(said)
    return access_board_to_add(me, chosen).id if chosen is not None else None


def _on_a_new_board(request: HttpRequest, note: NoteView) -> HttpResponse:
    form = BoardForm(request.POST)
    check_room(request, form)
    if not form.is_valid():
        return _choose(request, note, form, 422)
    me = person_of(request).id
    hit(BOARDING, me)
    made = actions.make_board(me, form.cleaned_data["name"], public=not form.cleaned_data["private"])
    actions.collect(me, note.id, made)
    return _collected(request, note)


def _collected(request: HttpRequest, note: NoteView) -> HttpResponse:
    """The button again for a script; else the boards to choose from after the one tap, the note after a choice."""
    collected, board_id = queries.lies_on(person_of(request).id, note.id)
    if is_script(request):
        return render(request, "notes/collect.html", {"note": access_note(person_of(request).id, reads(request), note.id)})
    if collected and "board" not in request.POST and "name" not in request.POST:
        return redirect("collect", note.id)
    if collected:
        board = queries.board(person_of(request).id, board_id) if board_id else None
        messages.success(request, _("Collected on %(board)s.") % {"board": board.name} if board else _("Collected."))
    return redirect("note", note.id)


def _choose(request: HttpRequest, note: NoteView, form: BoardForm, status: int) -> HttpResponse:
    me = person_of(request).id
    collected, lies = queries.lies_on(me, note.id)
    context = {
        "note": note,
        "form": form,
        "collected": collected,
        "lies": lies,
        "boards": queries.choices(me, rules.BOARDS_MOST),
    }
    template = "notes/boards/choose.html" if is_script(request) else "notes/boards/collect.html"
    return render(request, template, context, status=status)
