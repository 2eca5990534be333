"""Deciding a case: by one person, or for a suspension by two; and asking somebody else to look."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from redbridge.accounts.access import reads
from redbridge.accounts.stale import Stale, why_too_often
from redbridge.kernel.errors import Refusal, TooOften
from redbridge.kernel.limits import Limit
from redbridge.moderation.access import access_case, desk, staff_of
from redbridge.moderation.decisions.actions import decide as decide_case
from redbridge.moderation.desk import looking
from redbridge.moderation.desk.actions import claims, seconds
from redbridge.moderation.desk.forms import DecideForm, LookForm, SaidForm
from redbridge.moderation.desk.page import context_of
from redbridge.moderation.desk.preview import preview
from redbridge.moderation.desk.queries.subject import subject
from redbridge.moderation.models import Case

DECIDING = Limit("decide-case", 300, 3600)
"""Looks at what the author will read are counted too."""
SECONDING = Limit("second-look", 120, 3600)


@require_POST
@desk
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Decide it, or with `preview` see the statement as its author will. What is refused is said, and nothing typed is lost."""
    found = access_case(staff_of(request), number)
    form = _form(request, found)
    if not has_looked(request, found):
        messages.error(request, _("Look at it before you decide."))
        return redirect("desk_case", found.number)
    if not form.is_valid():
        return _page(request, found, 422, form=form)
    if stale := why_too_often(request, DECIDING):
        form.add_error(None, stale.sentence)
        return stale.sent(_page(request, found, stale.status, form=form))
    if "preview" in request.POST:
        return _page(request, found, 200, form=form, preview=preview(found, staff_of(request), form.wanted()))
    try:
        sentence = _decide(request, found, form)
    except Refusal as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _page(request, found, 422, form=form)
    messages.success(request, sentence)
    return redirect("desk_case", found.number)


def has_looked(request: HttpRequest, found: Case) -> bool:
    """Whether it is for everybody, or the look is written down: statement and form say what stands in it. What is erased is
    decided without."""
    about = subject(found.kind, found.subject_id, reads(request), whole=False)
    return about is None or looking.may_look(request, found, about)


def _form(request: HttpRequest, found: Case) -> DecideForm:
    about = subject(found.kind, found.subject_id, reads(request))
    standing = found.decisions.filter(undone=None).exclude(kind__in=("no_action", "restore", "refuse")).exists()
    return DecideForm(about, found.kind, standing, request.POST)


def _decide(request: HttpRequest, found: Case, form: DecideForm) -> str:
    who, wanted = staff_of(request), form.wanted()
    claims.check_may_decide(found, who)
    if wanted.kind == "suspend":
        seconds.propose(found.pk, who, wanted)
        return _("Somebody else looks at it now: a suspension takes two.")
    decide_case(found.pk, who.person_id, wanted)
    return _("Decided. The author is told, and so are those who reported it.")


def _page(request: HttpRequest, found: Case, status: int, **said: Any) -> HttpResponse:
    fresh = Case.objects.select_related("author", "claimed_by", "sealing").get(pk=found.pk)
    return render(request, "moderation/desk/case.html", context_of(request, fresh, **said), status=status)


@require_POST
@desk
def second(request: HttpRequest, number: str, how: str) -> HttpResponse:
    """Ask for a second look, answer one, confirm or decline what was proposed, or take the question back."""
    found, who = access_case(staff_of(request), number), staff_of(request)
    form: LookForm | SaidForm | None = _ASKED[how](request.POST) if how in _ASKED else None
    if form and not form.is_valid():
        return _page(request, found, 422, **{"look" if how == "ask" else "said": form})
    if stale := why_too_often(request, SECONDING):
        return stale.sent(_too_often(request, found, how, form, stale))
    said = form.cleaned_data if form else {}
    try:
        if how == "ask":
            seconds.ask_look(found.pk, who, said["language"], said["words"])
        elif how == "answer":
            seconds.answer(found.pk, who, said["words"])
        elif how == "decline":
            seconds.decline(found.pk, who, said["words"])
        elif how == "back":
            seconds.take_back(found.pk, who)
        else:
            seconds.confirm(found.pk, who)
    except Refusal as refused:
        return _refused(request, found, how, form, refused.message)
    messages.success(request, _SAID[how]())
    return redirect("desk_case", found.number)


def _refused(request: HttpRequest, found: Case, how: str, form: LookForm | SaidForm | None, sentence: str) -> HttpResponse:
    """The case as it stands now, with what was typed."""
    if form is None:
        messages.error(request, sentence)
        return redirect("desk_case", found.number)
    form.add_error("words", sentence)
    return _page(request, found, 422, **{"look" if how == "ask" else "said": form})


def _too_often(request: HttpRequest, found: Case, how: str, form: LookForm | SaidForm | None, stale: Stale) -> HttpResponse:
    """The case again with what was typed."""
    if form is None:
        raise TooOften(stale.retry_after)
    form.add_error("words", stale.sentence)
    return _page(request, found, stale.status, **{"look" if how == "ask" else "said": form})


_ASKED: dict[str, Any] = {"ask": LookForm, "answer": SaidForm, "decline": SaidForm}
_SAID: dict[str, Any] = {
    "ask": lambda: _("Asked. The case comes back to you with the answer."),
    "answer": lambda: _("Answered. The case is back with who asked."),
    "decline": lambda: _("Declined. The case is open again."),
    "back": lambda: _("The case is yours again."),
    "confirm": lambda: _("Confirmed, and done."),
}
HOWS = tuple(_SAID)
