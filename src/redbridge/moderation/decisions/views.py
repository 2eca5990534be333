"""Where I stand, each statement of reasons to me, and the published ladder."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from markupsafe import Markup

from redbridge.accesslog import queries as accesslog
from redbridge.accesslog import words
from redbridge.accounts.access import person_of, reads, signed_in
from redbridge.kernel.languages import INTERFACE
from redbridge.moderation.appeals.queries import of_decisions
from redbridge.moderation.decisions import phrases, queries, rules
from redbridge.moderation.decisions.showing import shown
from redbridge.moderation.models import Decision


@require_safe
@signed_in
def standing(request: HttpRequest, decision_id: int | None = None) -> HttpResponse:
    """What I can do, and the statement asked for or the newest; somebody else's is not found."""
    me = person_of(request).id
    where = queries.standing(me, request.GET.get("before", ""))
    made = queries.decision(me, where.newest or 0 if decision_id is None else decision_id)
    if decision_id is not None and made is None:
        raise Http404
    if made and not made.seen and request.method == "GET":
        Decision.objects.filter(pk=made.pk, seen=None).update(seen=timezone.now())
    asked = of_decisions(me, [made.pk], reads(request)).get(made.pk) if made else None
    context = {"where": where, "made": made, "card": card(request, made) if made else "", "asked": asked, "nav": "you",
               "next_url": f"?before={where.older}" if where.older else "", "at": "standing",
               "ladder_line": phrases.ladder_line(), "looks": accesslog.latest(me), "said": words}
    return render(request, "moderation/standing.html", context)


def card(request: HttpRequest, made: Decision, words: bool = True) -> Markup:
    """The statement in the language that is asked for; the page around it stays in the reader's. Without `words`: without those
    that it is about."""
    asked = request.GET.get("in", "")
    code = asked if asked in INTERFACE else _interface()
    with translation.override(code.lower()):
        told = shown(made, [code])
        context = {"d": told if words else replace(told, pieces=(), title=""),
                   "code": code, "languages": INTERFACE, "moment": phrases.moment, "gap": phrases.gap()}
        return Markup(render_to_string("moderation/statement.html", context, request))  # noqa: S704 (ours)


def _interface() -> str:
    active = translation.get_language() or settings.LANGUAGE_CODE
    return next((code for code in INTERFACE if code.lower() == active), "en")


@require_safe
def ladder(request: HttpRequest) -> HttpResponse:
    """What each mark leads to, for everyone to read."""
    context = {"ladder": rules.LADDER, "fades": rules.FADES.days, "pause": rules.PAUSE.days, "marked": rules.MARKED}
    return render(request, "moderation/ladder.html", context)
