"""Sharing a board: invited by handle, accepted, declined, left; notes taken off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from redbridge.accounts.access import member, person_of
from redbridge.accounts.stale import why_too_often
from redbridge.kernel.limits import Limit, hit
from redbridge.notes import actions, rules
from redbridge.notes.access import access_board, access_board_to_add, access_own_board
from redbridge.notes.board_forms import InviteForm
from redbridge.notes.models import BoardMember
from redbridge.notes.views.boards import BOARDING, board_page

INVITING = Limit("invite", 60, 3600)


@require_POST
@member
def invite(request: HttpRequest, board_id: int) -> HttpResponse:
    """Offer to share a board of one's own."""
    me = person_of(request).id
    found = access_own_board(me, board_id)
    form = InviteForm(request.POST, owner_id=me, board="" if found.public else found.name)
    stale = why_too_often(request, INVITING) if form.is_valid() else None
    if stale:
        form.add_error("handle", stale.sentence)
        return stale.sent(board_page(request, found, None, form, stale.status))
    if BoardMember.objects.filter(board=found).count() >= rules.BOARD_PEOPLE_MOST:
        form.add_error("handle", _("A board can be shared with %(most)s people.") % {"most": rules.BOARD_PEOPLE_MOST})
    if not form.is_valid():
        return board_page(request, found, None, form, 422)
    actions.invite(found, form.cleaned_data["handle"])
    messages.success(request, _("Invited. It stands here once they accept."))
    return redirect("board_edit", board_id)


@require_POST
@member
def join(request: HttpRequest, board_id: int) -> HttpResponse:
    """Accept an invitation, or decline it."""
    me = person_of(request).id
    hit(BOARDING, me)
    if access_board(me, board_id).role != "invited":
        raise Http404
    if request.POST.get("on", "1") == "1":
        actions.join(me, board_id)
        return redirect("board", board_id)
    actions.leave(me, me, board_id)
    return redirect("boards")


@require_POST
@member
def leave(request: HttpRequest, board_id: int) -> HttpResponse:
    """Leave a board that somebody shares with one; its owner names whom to share it with no longer."""
    me, person = person_of(request).id, rules.number(request.POST.get("person", ""))
    if person is not None:
        access_own_board(me, board_id)
        actions.leave(me, person, board_id)
        return redirect("board_edit", board_id)
    if access_board(me, board_id).role != "member":
        raise Http404
    actions.leave(me, me, board_id)
    return redirect("boards")


@require_POST
@member
def take_off(request: HttpRequest, board_id: int) -> HttpResponse:
    """Take a note off a board: what one put there oneself; its owner, whatever lies there."""
    me, note = person_of(request).id, rules.number(request.POST.get("note", ""))
    board = access_board_to_add(me, board_id)
    if note is not None:
        actions.take_off(me, board.id, note, owner=board.role == "owner")
    return redirect(f"{board.url}?arrange=1")
