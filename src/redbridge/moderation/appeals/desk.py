"""Reading appeals on the desk: the list, one with the whole case, keeping it for oneself, answering."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts.access import reads
from redbridge.accounts.staff import Staff, name_of
from redbridge.accounts.stale import why_too_often
from redbridge.kernel import cursors
from redbridge.kernel.errors import Refusal
from redbridge.kernel.http import is_script
from redbridge.kernel.limits import Limit, hit
from redbridge.moderation.access import access_case, desk, staff_of
from redbridge.moderation.appeals import answering, queries, queue
from redbridge.moderation.appeals.forms import AnswerForm
from redbridge.moderation.decisions.views import card
from redbridge.moderation.desk import words
from redbridge.moderation.desk.looking import may_look
from redbridge.moderation.desk.page import context_of
from redbridge.moderation.desk.queries.subject import subject
from redbridge.moderation.models import Appeal
from redbridge.translation.rules.scripts import read

ANSWERING = Limit("answer-appeal", 120, 3600)
KEEPING = Limit("keep-appeal", 600, 3600)


@require_safe
@never_cache
@desk
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for me to read, the oldest first."""
    who, after, all_ = staff_of(request), request.GET.get("after", ""), request.GET.get("language") == "all"
    lines = queue.waiting(who, reads(request), int(cursors.unpack(after, "i")[0]) if after else 0, all_)
    here = f"/desk/appeals?{'language=all&' if all_ else ''}after="
    context = {"lines": lines, "next_url": here + cursors.pack(lines[-1].id) if len(lines) == queue.PAGE else "",
               "others": queue.not_mine(who), "all": all_, "staff": who, "nav": "desk", "w": words}
    template = "moderation/appeals/lines.html" if is_script(request) else "moderation/appeals/queue.html"
    return render(request, template, context)


@require_safe
@never_cache
@desk
def one(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The appeal, the decision it is against, and the whole case."""
    found = access_appeal(staff_of(request), appeal_id)
    return _page(request, found, AnswerForm(initial={"words": _proposal(found)}), 200)


def _proposal(found: Appeal) -> str:
    """What the first of two said to the person: the other says it too, or something else."""
    return str(found.decision.case.sealing.proposal) if answering.takes_two(found) else ""


def access_appeal(who: Staff, appeal_id: int) -> Appeal:
    """An appeal that somebody of the staff may see, answered ones too; one's own, or about one's own, is not there."""
    rows = Appeal.objects.select_related("decision__case__sealing", "person")
    found = rows.filter(pk=appeal_id).first() if appeal_id < 2**63 else None
    if found is None or found.person_id == who.person_id:
        raise Http404
    access_case(who, found.decision.case.number)
    return found


def _page(request: HttpRequest, found: Appeal, form: AnswerForm, status: int) -> HttpResponse:
    who, apart, panel = staff_of(request), queries.apart(found), queries.panel_of(found)
    context: dict[str, Any] = context_of(request, found.decision.case)
    context |= {
        "appeal": found, "appeal_words": read(found.words, found.language, found.translations, "words", reads(request)),
        "takes_two": answering.takes_two(found), "answer_form": form,
        "card": card(request, found.decision, words=context["may_look"]),
        "concerned": found.decision.person_id == found.person_id,
        "apart": who.person_id in apart, "panel": panel, "has_it": answering.held_by(found),
        "keeper": name_of(found.claimed_by_id), "answerer": name_of(found.decided_by_id),
    }
    return render(request, "moderation/appeals/one.html", context, status=status)


@require_POST
@desk
def answer(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Grant or refuse it; what was typed stays where that cannot be."""
    found, form = access_appeal(staff_of(request), appeal_id), AnswerForm(request.POST)
    stale = why_too_often(request, ANSWERING) if form.is_valid() else None
    if stale:
        form.add_error("words", stale.sentence)
        return stale.sent(_page(request, found, form, stale.status))
    if not form.is_valid() or not _answered(request, found, form):
        return _page(request, access_appeal(staff_of(request), appeal_id), form, 422)
    again = form.cleaned_data["answer"] == "grant" and found.decision.kind == "no_action"
    messages.success(request, _said(form.cleaned_data["answer"], found, again))
    return redirect("desk_case", found.decision.case.number) if again else redirect("desk_appeals")


def _said(answer: str, found: Appeal, again: bool) -> str:
    if answer == "refuse":
        return _("Refused: the person reads why.")
    if _is_first(found):
        return _("Written down. Another person who had no part in it has to agree, then all is back.")
    return _("Granted: the case is open again. Decide it anew.") if again else _("Granted: what the decision took is back.")


def _is_first(found: Appeal) -> bool:
    """Whether it takes two to grant it, and nobody has said so yet."""
    return answering.takes_two(found) and not found.decision.case.sealing.proposed_by_id


def _answered(request: HttpRequest, found: Appeal, form: AnswerForm) -> bool:
    if form.cleaned_data["answer"] == "refuse":
        act = answering.refuse
    else:
        act = answering.propose if _is_first(found) else answering.grant
    try:
        if act is not answering.refuse and answering.takes_two(found):
            _check_has_looked(request, found)
        act(staff_of(request), found.pk, form.cleaned_data["words"])
    except Refusal as refusal:
        form.add_error("words", refusal.message)
        return False
    return True


def _check_has_looked(request: HttpRequest, found: Appeal) -> None:
    """Raises Refusal for who would bring back what they have not looked into; what is erased is answered without."""
    about = subject(found.decision.case.kind, found.decision.case.subject_id, reads(request), whole=False)
    if about is not None and not may_look(request, found.decision.case, about):
        raise Refusal("words", _("Look at it before you decide."))


def _does(act: Callable[[Staff, int], None], said: Callable[[], str]) -> Callable[[HttpRequest, int], HttpResponseBase]:
    @require_POST
    @desk
    def view(request: HttpRequest, appeal_id: int) -> HttpResponse:
        access_appeal(staff_of(request), appeal_id)
        hit(KEEPING, staff_of(request).person_id)
        try:
            act(staff_of(request), appeal_id)
            messages.success(request, said())
        except Refusal as refusal:
            messages.error(request, refusal.message)
        return redirect("desk_appeal", appeal_id)

    return view


claim = _does(answering.claim, lambda: _("It is yours for half an hour."))
release = _does(answering.release, lambda: _("Given back."))
