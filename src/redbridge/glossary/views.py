"""Reading the glossary, and making it better."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redbridge.accounts.access import member, person_of, reads, signed_in, viewer_id
from redbridge.accounts.stale import why_too_often
from redbridge.accounts.trust import is_trusted
from redbridge.glossary import actions, queries, rules
from redbridge.glossary.access import access_entry, access_own, access_to_decide
from redbridge.glossary.forms import DecisionForm, ProposalForm
from redbridge.glossary.words import REGISTERS
from redbridge.kernel.http import is_script
from redbridge.kernel.limits import Limit
from redbridge.translation.glossary import Entry

PROPOSING = Limit("propose-term", 20, 86_400)
ASKED_LONGEST = 60


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All terms of one language, by the alphabet: first those of the language that the reader does not read."""
    stem = request.GET.get("of", "")
    if stem not in rules.STEMS:
        stem = "en" if reads(request)[0].startswith("zh") else "zh"
    asked = request.GET.get("q", "").strip()[:ASKED_LONGEST]
    entries, page = queries.listed(stem, asked), _page(request)
    shown = entries[page * rules.PAGE : (page + 1) * rules.PAGE]
    context = {
        "entries": shown, "stem": stem, "asked": asked, "many": len(entries), "page": page, "registers": dict(REGISTERS),
        "more": (page + 1) * rules.PAGE < len(entries), "trusted": is_trusted(viewer_id(request)),
    }
    return render(request, "glossary/index.html", context)


@require_safe
def entry(request: HttpRequest, stem: str, term: str) -> HttpResponse:
    """What a term means: a page, or for a script the note over the text."""
    found = access_entry(stem, term)
    row = queries.approved(found.language, found.term)
    context = {
        "entry": found, "row": row, "credit": queries.credit(row), "stem": stem, "registers": dict(REGISTERS),
        "origin": rules.origin(found, get_language() or "en"),
    }
    if is_script(request):
        return render(request, "glossary/pop.html", context)
    return render(request, "glossary/entry.html", context | {"trusted": is_trusted(viewer_id(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@member
def propose(request: HttpRequest) -> HttpResponse:
    """Explain a new term, or one that is explained already better."""
    form = ProposalForm(request.POST) if request.method == "POST" else ProposalForm(initial=_begun(request))
    if request.method != "POST":
        return render(request, "glossary/propose.html", {"form": form})
    me = person_of(request).id
    if form.is_valid() and queries.open_of(me) >= rules.OPEN_MOST:
        form.add_error(None, _("Twenty of your proposals wait already. Somebody will look at them first."))
    stale = why_too_often(request, PROPOSING) if form.is_valid() else None
    if stale:
        form.add_error(None, stale.sentence)
        return stale.sent(render(request, "glossary/propose.html", {"form": form}, status=stale.status))
    if not form.is_valid():
        return render(request, "glossary/propose.html", {"form": form}, status=422)
    said = form.cleaned_data
    where = rules.place(queries.find(said["language"].split("-")[0], said["term"]))
    actions.propose(me, said["language"], rules.entry(said) | where)
    messages.success(request, _("Thank you. A trusted member will look at it."))
    return redirect("term_proposals")


@require_safe
@signed_in
def proposals(request: HttpRequest) -> HttpResponse:
    """What one proposed, and for trusted members what waits."""
    me = person_of(request).id
    after = request.GET.get("after", "")
    waiting = queries.waiting(int(after) if after.isdecimal() else 0, rules.PAGE) if is_trusted(me) else []
    context = {"waiting": [row for row in waiting if row.proposer_id != me], "mine": queries.mine(me, rules.PAGE),
               "trusted": is_trusted(me), "last": waiting[len(waiting) - 1].pk if len(waiting) == rules.PAGE else 0}
    return render(request, "glossary/proposals.html", context)


@require_POST
@member
def decide(request: HttpRequest, term_id: int) -> HttpResponse:
    """Yes or no to somebody else's proposal; no to an entry takes it out again."""
    row, form = access_to_decide(request, term_id), DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose yes or no; a reason has 300 characters at most."))
        return redirect("term_proposals")
    me, reason = person_of(request).id, form.cleaned_data["reason"]
    if form.cleaned_data["decision"] == "approve":
        done = actions.approve(row.pk, me)
    else:
        done = actions.decline(row.pk, me, reason) or actions.take_out(row.pk, me, reason)
    messages.info(request, _("Done. Who wrote it is told.") if done else _("Somebody else has decided this meanwhile."))
    return redirect("term_proposals")


@require_POST
@member
def withdraw(request: HttpRequest, term_id: int) -> HttpResponse:
    """Take one's own proposal back."""
    done = actions.withdraw(access_own(request, term_id).pk, person_of(request).id)
    messages.info(request, _("Taken back.") if done else _("Somebody else has decided this meanwhile."))
    return redirect("term_proposals")


def _begun(request: HttpRequest) -> dict[str, Any]:
    """The form of a term that is explained already, or empty."""
    stem = request.GET.get("of", "")
    found = queries.find(stem, request.GET.get("term", "")) if stem in rules.STEMS else None
    return rules.fields(_item(found), found.language) if found else {"term": request.GET.get("term", "")[:60]}


def _item(found: Entry) -> dict[str, Any]:
    names = ("term", "means", "said", "register", "origin", "variants", "reading", "literal", "plain", "culture")
    example = {"text": found.example.text, "translation": found.example.translation}
    return {**{name: getattr(found, name) for name in names}, "example": example}


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "0")
    return min(int(asked), 1000) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
