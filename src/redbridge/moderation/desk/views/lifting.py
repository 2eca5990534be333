"""Lifting a seal on the page of its case: proposing, agreeing, declining, asking the keeper of a list."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from redbridge.accounts.staff import Staff
from redbridge.accounts.stale import why_too_often
from redbridge.kernel.errors import Refusal, TooOften
from redbridge.kernel.limits import Limit
from redbridge.moderation.access import access_case, desk, lead_only, staff_of
from redbridge.moderation.desk.actions import lifting
from redbridge.moderation.desk.forms import LiftForm
from redbridge.moderation.desk.page import context_of
from redbridge.moderation.desk.views.decide import has_looked
from redbridge.moderation.models import Case

LIFTING = Limit("lift-seal", 60, 3600)
WORDED: Mapping[str, Callable[[int, Staff, str], None]] = {
    "propose": lifting.propose, "agree": lifting.lift, "decline": lifting.decline}
"""What takes words."""


@require_POST
@desk
@lead_only
def lift(request: HttpRequest, number: str, how: str) -> HttpResponse:
    """One of two says that it is to be lifted, or takes that back; the other agrees or declines; either asks the keeper."""
    found, form = access_case(staff_of(request), number), LiftForm(request.POST) if how in WORDED else None
    if stale := why_too_often(request, LIFTING):
        if form is None:
            raise TooOften(stale.retry_after)
        form.add_error("words", stale.sentence)
        return stale.sent(_page(request, found, form, stale.status))
    if not has_looked(request, found):
        messages.error(request, _("Look at it before you decide."))
        return redirect("desk_case", found.number)
    if form and not form.is_valid():
        return _page(request, found, form, 422)
    try:
        _do(request, found, how, form.cleaned_data["words"] if form else "")
    except Refusal as refused:
        return _refused(request, found, form, refused.message)
    messages.success(request, _SAID[how]())
    return redirect("desk_case", found.number)


def _do(request: HttpRequest, found: Case, how: str, words: str) -> None:
    who = staff_of(request)
    if how in WORDED:
        WORDED[how](found.pk, who, words)
    else:
        (lifting.take_back if how == "back" else lifting.ask_keepers)(found.pk, who)


def _refused(request: HttpRequest, found: Case, form: LiftForm | None, sentence: str) -> HttpResponse:
    """The case as it stands now, with what was typed."""
    if form is None:
        messages.error(request, sentence)
        return redirect("desk_case", found.number)
    form.add_error("words", sentence)
    return _page(request, found, form, 422)


def _page(request: HttpRequest, found: Case, form: LiftForm, status: int) -> HttpResponse:
    fresh = Case.objects.select_related("author", "claimed_by", "sealing").get(pk=found.pk)
    return render(request, "moderation/desk/case.html", context_of(request, fresh, lift=form), status=status)


_SAID: dict[str, Any] = {
    "propose": lambda: _("Written down. Another person who had no part in it has to agree, then all is back."),
    "agree": lambda: _("The seal is lifted, and what it took is back. The author is told."),
    "decline": lambda: _("It stays sealed. Your words stand with the case."),
    "back": lambda: _("Taken back. It stays sealed."),
    "ask": lambda: _("The keeper of the list is asked by mail; no picture is sent."),
}
HOWS = tuple(_SAID)
