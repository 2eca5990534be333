"""The rules, their versions, and what members say of changes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts import actions as accounts
from redbridge.accounts.access import member, person_of, reads, signed_in, viewer_id
from redbridge.accounts.models import Person
from redbridge.accounts.stale import why_too_often
from redbridge.guidelines import actions, queries, words
from redbridge.guidelines.access import access_draft, access_own_remark, access_version, may_settle
from redbridge.guidelines.forms import RemarkForm
from redbridge.guidelines.models import Draft
from redbridge.guidelines.rules import OPEN_DAYS, REMARK_LONGEST, REMARKS_PAGE, compare
from redbridge.kernel.limits import Limit
from redbridge.policy import site
from redbridge.policy.rules.packs import read_pack

REMARKING = Limit("remark", 30, 3600)


@require_safe
def guidelines(request: HttpRequest) -> HttpResponse:
    """All rules that count, and for a member what changed since they accepted them."""
    me = viewer_id(request)
    accepted = Person.objects.filter(pk=me).values_list("code_accepted", flat=True).first() if me else None
    context = {
        "packs": site.shelf().packs, "kept": queries.latest_versions(), "news": queries.since(accepted), "w": words,
        "said": words.page_language(), "open_drafts": [one for one in queries.drafts(reads(request)) if one.open], "nav": "rules",
    }
    return render(request, "guidelines/guidelines.html", context)


@require_POST
@signed_in
def accept(request: HttpRequest) -> HttpResponse:
    """I have read what changed."""
    accounts.settle(person_of(request).id, code_accepted=timezone.now())
    return redirect("guidelines")


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Everything that ever came into force, newest first."""
    return render(request, "guidelines/versions.html", {"versions": queries.versions(), "nav": "rules"})


@require_safe
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """One version with what changed since the one before; `?plain=1` without marks."""
    found = access_version(version_id)
    before, plain = queries.previous(found), request.GET.get("plain") == "1"
    pack, said = queries.pack_of(found), words.page_language()
    plain = plain or before is None
    old = pack if plain else queries.pack_of(before)
    context = {"version": found, "before": before, "rules": compare(old, pack, said), "w": words, "said": said,
               "plain": plain, "nav": "rules"}
    return render(request, "guidelines/version.html", context)


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Changes that are spoken about, and what came of earlier ones."""
    context = {"drafts": queries.drafts(reads(request)), "days": OPEN_DAYS, "nav": "rules", "may_settle": may_settle(request)}
    return render(request, "guidelines/drafts.html", context)


@require_safe
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """One of them: what would change, why, what members say, what came of it."""
    return _draft_page(request, access_draft(draft_id), RemarkForm(), 200)


@require_POST
@member
def remark(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Say something of a change. Refused, it comes back as it was typed."""
    found, me = access_draft(draft_id), person_of(request)
    form = RemarkForm(request.POST, author=me.id)
    if form.is_valid() and (found.state != Draft.State.OPEN or timezone.now() >= found.closes):
        form.add_error("body", _("The two weeks are over. What was said in them is being looked at."))
    stale = why_too_often(request, REMARKING) if form.is_valid() else None
    if stale:
        form.add_error("body", stale.sentence)
        return stale.sent(_draft_page(request, found, form, stale.status))
    if not form.is_valid():
        return _draft_page(request, found, form, 422)
    made = actions.remark(me.id, list(me.languages), found.pk, form.cleaned_data["client_key"], form.cleaned_data["body"])
    return redirect(f"/guidelines/drafts/{found.pk}#remark-{made}")


@require_POST
@signed_in
def take_back(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Take back what one said."""
    me = person_of(request).id
    found = access_own_remark(me, remark_id)
    actions.take_back(found.pk, me)
    messages.success(request, _("Taken back."))
    return redirect("guideline_draft", found.draft_id)


def _draft_page(request: HttpRequest, found: Draft, form: RemarkForm, status: int) -> HttpResponse:
    me, said, after = viewer_id(request), words.page_language(), request.GET.get("after", "")
    shown = queries.remarks(found.pk, me, reads(request), int(after) if after.isdecimal() and len(after) < 19 else 0)
    rules = compare(queries.pack_of(found.base), read_pack(found.became or found.source), said)
    context = {
        "draft": queries.draft(found.pk, reads(request)), "rules": [one for one in rules if one.how != "same"], "remarks": shown,
        "form": form, "longest": REMARK_LONGEST, "w": words, "said": said, "nav": "rules",
        "may_settle": may_settle(request),
        "next_url": f"/guidelines/drafts/{found.pk}?after={shown[-1].id}" if len(shown) == REMARKS_PAGE else "",
    }
    return render(request, "guidelines/draft.html", context, status=status)
