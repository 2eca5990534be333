"""Boards: one's own, one board, making, naming, deleting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redbridge.accounts.access import member, person_of, reads, signed_in, viewer_id
from redbridge.accounts.stale import why_too_often
from redbridge.kernel import cursors
from redbridge.kernel.http import is_script
from redbridge.kernel.limits import Limit
from redbridge.notes import actions, queries, rules
from redbridge.notes.access import access_board, access_own_board
from redbridge.notes.board_forms import BoardForm, InviteForm
from redbridge.notes.models import Board
from redbridge.notes.queries.collected import START, Lying, Place

BOARDING = Limit("board", 120, 3600)
PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def boards(request: HttpRequest) -> HttpResponse:
    """One's own boards, those shared with one, invitations; a new one by POST."""
    if request.method != "POST":
        return _mine(request, BoardForm(), 200)
    form = BoardForm(request.POST)
    stale = why_too_often(request, BOARDING) if form.is_valid() else None
    if stale:
        form.add_error("name", stale.sentence)
        return stale.sent(_mine(request, form, stale.status))
    check_room(request, form)
    if not form.is_valid():
        return _mine(request, form, 422)
    made = actions.make_board(person_of(request).id, form.cleaned_data["name"], public=not form.cleaned_data["private"])
    return redirect("board", made)


def check_room(request: HttpRequest, form: BoardForm) -> None:
    """Add the sentence to the form where the person has as many boards as one may have."""
    if Board.objects.filter(owner_id=person_of(request).id, deleted=None).count() >= rules.BOARDS_MOST:
        said = _("You have %(most)s boards, which is all there is room for. Delete one first.")
        form.add_error("name", said % {"most": rules.BOARDS_MOST})


def _mine(request: HttpRequest, form: BoardForm, status: int) -> HttpResponse:
    me = person_of(request).id
    return render(
        request,
        "notes/boards/boards.html",
        {
            "boards": queries.boards_of(me, reads(request), me, rules.BOARDS_MOST + rules.BOARD_PEOPLE_MOST),
            "invitations": queries.invitations(me, rules.BOARD_PEOPLE_MOST),
            "form": form,
            "deleted": rules.number(request.GET.get("deleted", "")),
            "nav": "you",
        },
        status=status,
    )


@require_safe
def board(request: HttpRequest, board_id: int) -> HttpResponse:
    """A board: what lies on it, latest put first. `?arrange=1` lists it with what may be taken off."""
    viewer = viewer_id(request)
    view = access_board(viewer, board_id)
    lying = queries.on_board(viewer, view.id, _after(request), PAGE)
    arrange = view.adds and request.GET.get("arrange") == "1"
    shown = {"board": view, "arrange": arrange, "sharers": queries.sharers(viewer or 0, view.id) if view.role else []}
    return _listing(request, lying, view.url, "notes/boards/arrange.html" if arrange else "notes/boards/board.html", shown)


@require_safe
@signed_in
def unsorted(request: HttpRequest) -> HttpResponse:
    """What I collected and put on no board."""
    lying = queries.unsorted(person_of(request).id, _after(request), PAGE)
    return _listing(request, lying, "/boards/unsorted", "notes/boards/unsorted.html", {"arrange": False, "nav": "you"})


def _listing(
    request: HttpRequest, lying: list[Lying], path: str, template: str, context: dict[str, object]
) -> HttpResponse:
    shown = {card.id: card for card in queries.cards(viewer_id(request), reads(request), [one.note_id for one in lying])}
    query = f"?{'arrange=1&' if context['arrange'] else ''}after="
    following = path + query + cursors.pack(*lying[-1].place) if len(lying) == PAGE else ""
    values = {"cards": list(shown.values()), "lying": [(one, shown[one.note_id]) for one in lying if one.note_id in shown]}
    fragment = "notes/feed.html" if is_script(request) and not context["arrange"] else template
    return render(request, fragment, {"next_url": following, **values, **context})


def _after(request: HttpRequest) -> Place:
    after = request.GET.get("after", "")
    if not after:
        return START
    at, note = cursors.unpack(after, "ii")
    return int(at), int(note)


@require_http_methods(["GET", "HEAD", "POST"])
@member
def edit(request: HttpRequest, board_id: int) -> HttpResponse:
    """Name a board of one's own, make it private, see whom it is shared with."""
    found = access_own_board(person_of(request).id, board_id)
    if request.method != "POST":
        return board_page(request, found, BoardForm(initial={"name": found.name, "private": not found.public}), None, 200)
    form = BoardForm(request.POST, board=found)
    if not form.is_valid():
        return board_page(request, found, form, None, 422)
    actions.settle_board(found, form.cleaned_data["name"], public=not form.cleaned_data["private"])
    return redirect("board", board_id)


def board_page(
    request: HttpRequest, found: Board, form: BoardForm | None, invite: InviteForm | None, status: int
) -> HttpResponse:
    """The page on which a board is named and shared."""
    context = {
        "board": found,
        "form": form or BoardForm(initial={"name": found.name, "private": not found.public}),
        "invite": invite or InviteForm(),
        "sharers": queries.sharers(found.owner_id, found.pk),
    }
    return render(request, "notes/boards/edit.html", context, status=status)


@require_POST
@member
def delete(request: HttpRequest, board_id: int) -> HttpResponse:
    """Hide a board of one's own; the page after it offers to take that back."""
    actions.remove_board(access_own_board(person_of(request).id, board_id))
    return redirect(f"/boards?deleted={board_id}")


@require_POST
@member
def restore(request: HttpRequest, board_id: int) -> HttpResponse:
    """Bring a deleted board of one's own back."""
    actions.restore_board(access_own_board(person_of(request).id, board_id, deleted=True))
    messages.success(request, _("The board is back."))
    return redirect("board", board_id)
