"""The room's front page, the gallery, one tap to welcome, and no more invitations."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from redbridge.accounts.access import member, person_of, reads, viewer_id
from redbridge.accounts.rules import bcp47
from redbridge.exchange import actions, queries, rules
from redbridge.kernel import cursors
from redbridge.kernel.errors import Forbidden
from redbridge.kernel.http import is_script
from redbridge.kernel.limits import Limit, hit
from redbridge.notes.access import access_note, check_may_answer, wanted
from redbridge.notes.queries import LAST_ID, Card, cards

WELCOMING = Limit("welcome", 60, 3600)
PAGE = 20
STRIP = 8
"""Payments on the front page."""


@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    """What newcomers and those who are at home do together."""
    viewer = viewer_id(request)
    context = {
        "cards": cards(viewer, reads(request), wanted(request, queries.payments(viewer, LAST_ID, STRIP))),
        **_waiting(request),
        **_tax(request),
    }
    return render(request, "exchange/exchange.html", context)


@require_safe
def cat_tax(request: HttpRequest) -> HttpResponse:
    """All payments, in every language and spelling, newest first."""
    viewer, after = viewer_id(request), request.GET.get("after", "")
    ids = queries.payments(viewer, int(cursors.unpack(after, "i")[0]) if after else LAST_ID, PAGE)
    context: dict[str, Any] = {
        "cards": cards(viewer, reads(request), wanted(request, ids)),
        "welcomed": queries.welcomed(viewer, ids),
        "next_url": f"/exchange/cat-tax?after={cursors.pack(ids[-1])}" if len(ids) == PAGE else "",
    }
    if is_script(request):
        return render(request, "exchange/payments.html", context)
    return render(request, "exchange/cat_tax.html", context | _waiting(request) | _tax(request))


def _tax(request: HttpRequest) -> dict[str, Any]:
    lang = bcp47(translation.get_language() or "en")
    other = "zh-Hans" if lang == "en" else "en"
    with translation.override(other.lower()):
        twin = _paid_words(queries.paid().all)
    topic = rules.tax_topic(lang)
    return {
        "paid": queries.paid(),
        "paid_words": _paid_words(queries.paid().all),
        "twin": twin,
        "twin_lang": other,
        "pay_url": f"/notes/new?kind=pictures&body={quote(f'#{topic} ')}",
        "nav": "exchange",
    }


def _paid_words(number: int) -> str:
    # Digits are grouped in English alone.
    shown = f"{number:,}" if (translation.get_language() or "en").startswith("en") else str(number)
    return ngettext("%(n)s cat has paid", "%(n)s cats have paid", number) % {"n": shown}


def _waiting(request: HttpRequest) -> dict[str, Any]:
    """First notes that wait for a word, each with what to say, for those who are at home here."""
    viewer = viewer_id(request)
    if viewer is None or not queries.is_regular(viewer):
        return {"waiting": [], "regular": False}
    ids = wanted(request, queries.unanswered(viewer, rules.WAITING))
    paying = queries.payments_among(ids)
    found = cards(viewer, reads(request), ids)
    return {"waiting": [(card, _openers(card, paying)) for card in found], "regular": True}


def _openers(card: Card, paying: set[int]) -> list[tuple[int, str]]:
    return [(number, _(text)) for number, text in enumerate(rules.openers(tax=card.id in paying))]


@require_POST
@member
def welcome(request: HttpRequest, note_id: int) -> HttpResponse:
    """Say one of the first words, in one's own language; then to the note, where the talk goes on."""
    me = person_of(request)
    hit(WELCOMING, me.id)
    note = access_note(me.id, reads(request), note_id)
    check_may_answer(note)
    if note.author_id == me.id or not queries.is_regular(me.id):
        raise Forbidden(_("Welcomes come from people who have written three notes or been here a week."))
    said = rules.openers(tax=bool(queries.payments_among([note_id])))
    chosen = request.POST.get("opener", "")
    if chosen not in {str(number) for number in range(len(said))}:
        raise Http404
    comment = actions.welcome(me.id, me.languages, note_id, said[int(chosen)])
    return redirect(f"{note.url}#comment-{comment}")


@require_POST
@member
def dismiss(request: HttpRequest) -> HttpResponse:
    """No more invitations."""
    actions.dismiss(person_of(request).id)
    return redirect("explore")
