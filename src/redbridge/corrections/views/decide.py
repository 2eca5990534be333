"""What waits for an answer, the answers, the log, and undoing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts.access import access_profile, member, person_of, signed_in, viewer_id
from redbridge.accounts.models import Person
from redbridge.accounts.trust import is_trusted
from redbridge.corrections import actions, queries
from redbridge.corrections.access import access_change, access_suggestion
from redbridge.corrections.actions import Outcome
from redbridge.corrections.forms import AnswerForm
from redbridge.corrections.models import Suggestion
from redbridge.corrections.queries.rows import PAGE
from redbridge.corrections.surfaces import KINDS
from redbridge.kernel.http import is_script
from redbridge.kernel.languages import NAMES
from redbridge.kernel.limits import Limit, hit
from redbridge.notes.queries import LAST_ID
from redbridge.notes.rules import number

ACCEPTING = Limit("accept_translation", 40, 86_400)
UNDOING = Limit("undo_translation", 60, 3600)


@require_safe
@signed_in
def corrections(request: HttpRequest) -> HttpResponse:
    """Suggestions for my texts, those I made, and for trusted members what waits in a pair of languages."""
    me = person_of(request)
    trusted = is_trusted(me.id)
    offered = queries.pairs(me.id) if trusted else []
    show, pair = request.GET.get("show", ""), request.GET.get("pair", "")
    pair = pair if set(pair.split(">")) <= NAMES.keys() else ""
    source, _sign, target = (pair or _first_pair(offered, me.languages)).partition(">")
    before = number(request.GET.get("before", "")) or LAST_ID
    if show == "sent":
        found = queries.sent(me.id, before)
    elif trusted and (pair or (show != "mine" and offered)):
        show, found = "pair", queries.for_trusted(me.id, source, target, before)
    else:
        show, found = "mine", queries.for_author(me.id, before)
    more = f"/corrections?show={show}&pair={pair}&before={found[-1].id}" if len(found) == PAGE else ""
    doubted = queries.doubted(me.id, source, target) if show == "pair" and before == LAST_ID else []
    return render(request, "corrections/corrections.html", {
        "found": found, "show": show, "pairs": offered, "pair": f"{source}>{target}", "source": source, "target": target,
        "trusted": trusted, "doubted": doubted, "next_url": more,
        "called_wrong": queries.called_wrong(me.id) if show == "sent" and before == LAST_ID else [],
    })  # fmt: skip


def _first_pair(offered: list[queries.PairView], languages: tuple[str, ...]) -> str:
    """The pair whose two languages the member reads, else the longest."""
    both = [pair for pair in offered if pair.source in languages and pair.target in languages]
    return next((pair.name for pair in [*both, *offered]), "zh-Hans>en")


@require_POST
@member
def answer(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Accept or decline, as the text's author or as somebody trusted."""
    me, form = person_of(request).id, AnswerForm(request.POST)
    found = access_suggestion(me, suggestion_id)
    if found.author_id != me and (found.proposer_id == me or not is_trusted(me)):
        raise Http404
    if not form.is_valid():
        return _answered(request, found, None, " ".join(str(e) for all_ in form.errors.values() for e in all_), 422)
    if form.cleaned_data["answer"] == "accept":
        hit(ACCEPTING, me)
        outcome = actions.accept(found.pk, me)
    else:
        outcome = actions.decline(found.pk, me, form.cleaned_data["reason"])
    return _answered(request, found, outcome, _sentence(outcome, form.cleaned_data["answer"]))


def _sentence(outcome: Outcome, said: str) -> str:
    if not outcome.counted:
        return _("Kept, but not counted: you two accepted each other today. Somebody else can settle this one.")
    if outcome.spread:
        return _("Accepted. It stands wherever the same words stand.")
    if outcome.state == "accepted":
        return _("Accepted for your own texts. Many others say the same, so more people decide for theirs.")
    if outcome.state == "declined":
        return _("Declined.")
    return _("Your yes is counted. Others have to agree.") if said == "accept" else _("Your no is counted.")


def _answered(request: HttpRequest, found: Suggestion, outcome: Outcome | None, sentence: str, status: int = 200) -> HttpResponse:
    if is_script(request):
        done = bool(outcome and outcome.state == "accepted")
        return render(request, "corrections/answered.html", {"id": found.pk, "sentence": sentence, "done": done}, status=status)
    (messages.success if outcome else messages.error)(request, sentence)
    mine = found.author_id == viewer_id(request)
    return redirect("/corrections?show=mine" if mine else f"/corrections?pair={found.source}%3E{found.target}")


@require_POST
@member
def undo(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Bring back what stood before, everywhere."""
    me = person_of(request).id
    found = access_change(me, suggestion_id)
    hit(UNDOING, me)
    actions.undo(found.pk, me)
    sentence = _("Undone. Every place says again what it said before.")
    if is_script(request):
        return render(request, "corrections/answered.html", {"id": found.pk, "sentence": sentence, "done": False})
    messages.success(request, sentence)
    return redirect("corrections_log")


@require_safe
@signed_in
def log(request: HttpRequest) -> HttpResponse:
    """Every change, with before and after; `?of=note-12` those on one text."""
    me, before = person_of(request).id, number(request.GET.get("before", "")) or LAST_ID
    kind, _sign, id_ = request.GET.get("of", "").partition("-")
    of = number(id_) if kind in KINDS else None
    found = queries.changes(me, before, kind if of else "", of or 0)
    more = f"/corrections/log?of={kind}-{of}&before={found[-1].id}" if len(found) == PAGE else ""
    context = {"found": found, "next_url": more, "of": of, "me": me, "trusted": is_trusted(me)}
    return render(request, "corrections/log.html", context)


@require_safe
def credit(request: HttpRequest, person_id: int) -> HttpResponse:
    """From a name beside a translation to the person, whatever they are called today."""
    handle = Person.objects.filter(pk=person_id).values_list("handle", flat=True).first() if person_id < 2**63 else None
    return redirect("profile", access_profile(handle or "", viewer_id(request)).handle)

