"""Proposing a change of the rules and settling it, in the browser: the same verbs as `propose_policy` and `settle_policy`."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from redbridge.accounts.access import reads
from redbridge.accounts.desk import administrator_only, desk, staff_of
from redbridge.accounts.stale import Stale, keeps_typed, why_stale, why_too_often
from redbridge.guidelines import actions, files, queries, words
from redbridge.guidelines.access import access_draft
from redbridge.guidelines.forms import PackForm, ProposeForm, SettleForm
from redbridge.guidelines.models import Draft
from redbridge.guidelines.rules import OPEN_DAYS, WHY_LONGEST, compare
from redbridge.kernel.errors import Refusal
from redbridge.kernel.limits import Limit
from redbridge.policy import site
from redbridge.policy.rules.packs import Pack, PackError

CHANGING = Limit("change-rules", 60, 3600)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@desk
@administrator_only
def propose(request: HttpRequest) -> HttpResponse:
    """A pack, typed or as a file, becomes a draft for two weeks; `preview` shows what would change. Refused, it comes back as
    it was sent, with line and reason."""
    if request.method != "POST":
        begun = request.GET.get("pack", "baseline")
        return _propose_page(request, ProposeForm(initial={"source": files.next_source(begun)}), 200, begun)
    form = ProposeForm(request.POST, request.FILES)
    stale = _stale(request, form)
    if stale:
        return stale.sent(_propose_page(request, form, stale.status))
    if not form.is_valid() or "preview" in request.POST or not form.said_why:
        return _propose_page(request, form, 422 if form.errors else 200)
    try:
        made = actions.propose(staff_of(request).person_id, form.cleaned_data["source"], form.cleaned_data["why"])
    except Refusal as refused:
        form.add_error(None, refused.message)
        return _propose_page(request, form, 422)
    messages.success(request, _("The change is open for remarks. Everybody is told."))
    return redirect("guideline_draft", made)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@desk
@administrator_only
def settle(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Adopt a draft, adopt it otherwise, or drop it, with a word to those who spoke about it."""
    found = access_draft(draft_id)
    if request.method != "POST":
        return _settle_page(request, found, SettleForm(initial={"source": found.source}), 200)
    form = SettleForm(request.POST, request.FILES)
    stale = _stale(request, form)
    if stale:
        return stale.sent(_settle_page(request, found, form, stale.status))
    if not form.is_valid() or "preview" in request.POST or not _settled(request, found, form):
        return _settle_page(request, found, form, 422 if form.errors else 200)
    messages.success(request, _("Settled. Everybody is told."))
    return redirect("guideline_draft", found.pk)


def _settled(request: HttpRequest, found: Draft, form: SettleForm) -> bool:
    """Whether it is done; else the form says why not."""
    said = form.cleaned_data
    source = said["source"] if said["state"] == Draft.State.CHANGED else ""
    try:
        actions.settle(found.pk, staff_of(request).person_id, said["state"], said["why"], source)
    except PackError as wrong:
        form.add_error("state", _("The draft cannot come into force as it is. %(fault)s") % {"fault": words.fault(wrong)})
    except Refusal as refused:
        form.add_error(refused.field or None, refused.message)
    return not form.errors


def _stale(request: HttpRequest, form: PackForm) -> Stale | None:
    """Why the form cannot be taken now, said on it."""
    found = why_stale(request) or why_too_often(request, CHANGING)
    if found:
        form.add_error(None, found.sentence)
    return found


def _propose_page(request: HttpRequest, form: ProposeForm, status: int, begun: str = "") -> HttpResponse:
    context = {"packs": [pack.name for pack in site.shelf().packs], "begun": begun, "days": OPEN_DAYS}
    return _page(request, "guidelines/propose.html", form, status, context)


def _settle_page(request: HttpRequest, found: Draft, form: SettleForm, status: int) -> HttpResponse:
    return _page(request, "guidelines/settle.html", form, status, {"draft": queries.draft(found.pk, reads(request))})


def _page(request: HttpRequest, template: str, form: PackForm, status: int, more: dict[str, Any]) -> HttpResponse:
    said = words.page_language()
    changed = [one for one in compare(_standing(form.pack), form.pack, said) if one.how != "same"] if form.pack else None
    context = {"form": form, "changed": changed, "w": words, "said": said, "longest": WHY_LONGEST, "nav": "desk"}
    return render(request, template, context | more, status=status)


def _standing(pack: Pack) -> Pack | None:
    """What is in force of this name."""
    return next((one for one in site.shelf().packs if one.name == pack.name), None)
