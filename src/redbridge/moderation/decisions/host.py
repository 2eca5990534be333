"""What the host decides at the shell of the site's own machine: a decision like any other, with a statement, a mark, and a
line in the public record; only the second pair of eyes is missing, and the statement says so."""

from datetime import datetime

from django.db import transaction

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.decisions.actions import decide, undo
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Case, Decision
from redbridge.policy import site
from redbridge.translation.rules import language_of


@transaction.atomic
def suspend(person_id: int, rule: str, words: str, until: datetime | None) -> int:
    """Suspend somebody; the decision's id. Raises Refusal."""
    person, found = Person.objects.get(pk=person_id), site.rule(rule)
    case = open_case("person", person_id, author_id=person_id, language=person.bio_language,
                     category=found.category if found else "", severity=5, source=Case.Source.DESK)
    spoken = language_of(words, []) if words else ""
    return decide(case, None, Wanted("suspend", rule, words, until=until, language=spoken, machine=False, host=True))


@transaction.atomic
def lift(person_id: int, why: str) -> None:
    """End every suspension of this person; one from before there were decisions ends too."""
    standing = Decision.objects.filter(person_id=person_id, kind=Decision.Kind.SUSPEND, undone=None, ended=None)
    for decision_id in list(standing.values_list("pk", flat=True)):
        undo(decision_id, None, why)
    accounts.reinstate(person_id)
