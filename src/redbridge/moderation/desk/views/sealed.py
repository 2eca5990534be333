"""Sealing a case, and the report a host must make of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redbridge.accounts.access import reads
from redbridge.kernel.errors import Refusal
from redbridge.kernel.limits import Limit, hit
from redbridge.moderation.access import access_case, desk, lead_only, staff_of
from redbridge.moderation.desk import legal as facts
from redbridge.moderation.desk import looking, words
from redbridge.moderation.desk.actions import sealing
from redbridge.moderation.desk.forms import ToldForm, WhyForm
from redbridge.moderation.desk.queries.subject import subject
from redbridge.moderation.models import Case

SEALING = Limit("seal-case", 60, 3600)
"""And writing down that an authority was told."""


@require_POST
@desk
def seal(request: HttpRequest, number: str) -> HttpResponse:
    """Hide it from everybody at once; from here on it is a lead's."""
    who, form = staff_of(request), WhyForm(request.POST)
    found = access_case(who, number)
    hit(SEALING, who.person_id)
    try:
        sealing.seal(found.pk, who, form.cleaned_data["why"] if form.is_valid() else "")
        messages.success(request, _("Sealed and hidden from everybody. A lead reports it."))
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect("desk_case", found.number) if who.lead else redirect("desk")


@require_http_methods(["GET", "HEAD", "POST"])
@desk
@lead_only
def legal(request: HttpRequest, number: str) -> HttpResponse:
    """What is handed to the authorities, and when it was."""
    found = _sealed(request, number)
    form = ToldForm(request.POST) if request.method == "POST" else ToldForm()
    if request.method == "POST" and form.is_valid():
        hit(SEALING, staff_of(request).person_id)
        try:
            sealing.mark_reported(found.pk, staff_of(request), form.cleaned_data["to"])
            messages.success(request, _("Written down."))
        except Refusal as refused:
            messages.error(request, refused.message)
        return redirect("desk_legal", found.number)
    told = facts.facts(found, staff_of(request))
    context: dict[str, Any] = {"case": found, "facts": told, "form": form, "nav": "desk", "w": words}
    return render(request, "moderation/desk/legal.html", context, status=422 if form.errors else 200)


@require_safe
@desk
@lead_only
def export(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a file."""
    found = _sealed(request, number)
    response = JsonResponse(facts.facts(found, staff_of(request)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="case-{found.number}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


def _sealed(request: HttpRequest, number: str) -> Case:
    """A sealed case that this session may look at, its reason written down; 404 for any other."""
    found = access_case(staff_of(request), number)
    about = subject(found.kind, found.subject_id, reads(request), whole=False)
    if not found.sealed or (about is not None and not looking.may_look(request, found, about)):
        raise Http404
    return found
