"""Waves: choosing cases that are alike, seeing exactly what will happen, doing it, undoing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from redbridge.accounts.access import reads
from redbridge.accounts.stale import why_too_often
from redbridge.kernel.errors import Refusal
from redbridge.kernel.limits import Limit, hit
from redbridge.moderation.access import access_case, desk, staff_of
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.desk import looking, words
from redbridge.moderation.desk.actions import waves as actions
from redbridge.moderation.desk.forms import WaveForm, my_language
from redbridge.moderation.desk.jobs import run_wave, undo_wave
from redbridge.moderation.desk.models import Wave
from redbridge.moderation.desk.queries.queue import shown
from redbridge.moderation.desk.queries.subject import subject
from redbridge.moderation.desk.queries.wave import chosen, members
from redbridge.moderation.desk.words import WAVES
from redbridge.moderation.models import Decision

WAVING = Limit("wave", 60, 3600)
RUNNING = Limit("run-wave", 60, 3600)
"""And undoing."""
LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def waves(request: HttpRequest) -> HttpResponse:
    """What was done as waves, the newest first; a POST chooses the cases like one case and shows them."""
    who = staff_of(request)
    if request.method == "POST":
        return _choose(request)
    found = Wave.objects.exclude(begun=None).select_related("by__staff_number").order_by("-pk")[:50]
    return render(request, "moderation/desk/waves.html", {"waves": found, "staff": who, "nav": "desk", "w": words})


def _choose(request: HttpRequest) -> HttpResponse:
    who, by = staff_of(request), request.POST.get("by", "")
    found = access_case(who, request.POST.get("case", "")[:20])
    about = subject(found.kind, found.subject_id, reads(request))
    if by not in WAVES or about is None or not looking.may_look(request, found, about):
        raise Http404
    hit(WAVING, who.person_id)
    return redirect("desk_wave", actions.choose(who, f"{by} {found.number}", chosen(by, found, about)))


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def wave(request: HttpRequest, wave_id: int) -> HttpResponse:
    """Before it has begun: what will happen to which cases, and what is left out and why. After: what happened."""
    found, form = _access(request, wave_id), WaveForm()
    if request.method == "POST":
        form = WaveForm(request.POST)
        stale = why_too_often(request, RUNNING) if form.is_valid() else None
        if stale:
            form.add_error(None, stale.sentence)
            context = _context(request, found, form)
            return stale.sent(render(request, "moderation/desk/wave.html", context, status=stale.status))
        if form.is_valid() and (done := _begin(request, found, form)):
            return done
    return render(request, "moderation/desk/wave.html", _context(request, found, form), status=422 if form.errors else 200)


def _access(request: HttpRequest, wave_id: int) -> Wave:
    """One's own, and for all to see those that have begun."""
    found = Wave.objects.select_related("by__staff_number").filter(pk=wave_id).first() if wave_id < 2**63 else None
    if found is None or (found.begun is None and found.by_id != staff_of(request).person_id):
        raise Http404
    return found


def _begin(request: HttpRequest, found: Wave, form: WaveForm) -> HttpResponse | None:
    said = form.cleaned_data
    wanted = Wanted(kind=said["kind"], rule=said["rule"], words=said["words"], facts=said["facts"], language=my_language())
    out = {int(id_) for id_ in request.POST.getlist("out")[: LISTED + 1] if id_.isascii() and id_.isdigit() and len(id_) < 20}
    try:
        if actions.begin(found.pk, staff_of(request), wanted, out):
            run_wave.defer(wave_id=found.pk)
        else:
            actions.run(found.pk)
    except Refusal as refused:
        form.add_error(None, refused.message)
        return None
    return redirect("desk_wave", found.pk)


def _context(request: HttpRequest, found: Wave, form: WaveForm) -> dict[str, Any]:
    who, context = staff_of(request), {"wave": found, "form": form, "staff": staff_of(request), "nav": "desk", "w": words}
    if found.begun:
        decisions = Decision.objects.filter(wave=found.pk).select_related("case").order_by("pk")
        return context | {"decided": decisions.count(), "standing": decisions.filter(undone=None).count(),
                          "some": decisions[:LISTED], "left": found.left_out}
    all_ = members(found.cases, who.person_id)
    out = [(one, why) for one in all_ if (why := actions.why_out(one, who))]
    left = {one.id for one, _why in out}
    within = [one.id for one in all_ if one.id not in left]
    return context | {"within": len(within), "lines": shown(within[:LISTED], my_language()), "out": out[:LISTED],
                      "out_many": len(out), "listed": LISTED}


@require_POST
@desk
def undo(request: HttpRequest, wave_id: int) -> HttpResponse:
    """Take the whole wave back, and open its cases."""
    found = _access(request, wave_id)
    hit(RUNNING, staff_of(request).person_id)
    try:
        if actions.check_undo(found.pk, staff_of(request)) > actions.AT_ONCE:
            undo_wave.defer(wave_id=found.pk)
        else:
            actions.run_undo(found.pk)
        messages.success(request, _("Undone. The cases are open again."))
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect("desk_wave", found.pk)
