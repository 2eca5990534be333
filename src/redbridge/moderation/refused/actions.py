"""Asking: the refusal becomes a machine's decision with its statement, and what the writer says an appeal against it."""

from django.db import transaction
from django.utils.translation import gettext as _

from redbridge.accounts.models import Person
from redbridge.kernel.errors import Refusal
from redbridge.moderation.appeals import actions as appeals
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import REFUSED, Wanted
from redbridge.moderation.models import Decision
from redbridge.policy.verdicts import Hit
from redbridge.translation.rules import language_of


@transaction.atomic
def ask(person_id: int, text: str, hit: Hit, words: str) -> int:
    """Write the refusal down and appeal it; the decision's id. Raises Refusal where this was asked already."""
    mine = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    asked = Decision.objects.filter(person_id=person_id, kind=REFUSED, rule=hit.rule, statement__words=text, undone=None)
    if asked.exists():
        raise Refusal("words", _("You asked about this already. What comes of it stands with your appeals."))
    case = open_case("person", person_id, author_id=person_id, language=language_of(text, mine.languages), category=hit.category,
                     severity=1, source="rules")
    facts = "A short text met the rule."
    wanted = Wanted(REFUSED, hit.rule, facts=facts, machine=True, found="rules", text=text, spans=hit.spans)
    made = decide(case, None, wanted)
    appeals.file(person_id, access_appealable(person_id, made), words)
    return made
