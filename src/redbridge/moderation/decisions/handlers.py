"""When a decision is made or taken back: the author is told, the deciding person's words are translated; and when an account
has been erased, its words leave the statements."""

from typing import Any

from django.db import transaction

from redbridge.accounts.models import Person
from redbridge.kernel.events import subscribe
from redbridge.moderation.decisions import letters, rules
from redbridge.moderation.models import Case, Decision, Draft
from redbridge.notifications import actions as notifications
from redbridge.notifications.models import Notice
from redbridge.translation.site import into_site

FORGOTTEN: dict[str, Any] = {"words": "", "spans": [], "said": {"words": "", "language": "", "translations": {}},
                             "decision_facts": "", "before": {}}


@subscribe("decision.made", priority=4)
@transaction.atomic
def tell_author(decision_id: int) -> None:
    """By notice and mail, once each, however often this runs."""
    if Decision.objects.filter(pk=decision_id, kind=rules.REFUSED).exists():
        return  # Who asked for it stands before the page of it.
    if made := _untold(decision_id, "made"):
        notifications.tell_oneself(made.person_id, Notice.Kind.DECISION)
        letters.write(made, "decided")


@subscribe("decision.undone", priority=4)
@transaction.atomic
def tell_of_undoing(decision_id: int) -> None:
    """That it was taken back."""
    if made := _untold(decision_id, "undone"):
        notifications.tell_oneself(made.person_id, Notice.Kind.RESTORED)
        letters.write(made, "undone")


def _untold(decision_id: int, what: str) -> Decision | None:
    """The decision, where its author is there and was not told of this yet; marks it as told."""
    made = Decision.objects.select_for_update(of=("self",)).select_related("case", "person").filter(pk=decision_id).first()
    if made is None or made.person is None or made.kind in rules.HIDDEN_KINDS or what in made.statement.get("told", []):
        return None
    made.statement |= {"told": [*made.statement.get("told", []), what]}
    made.save(update_fields=["statement"])
    return made


@subscribe("decision.made", queue="words")
def translate_words(decision_id: int) -> None:
    """What the deciding person wrote to the author, into the site's languages."""
    made = Decision.objects.filter(pk=decision_id).first()
    said = made.statement["said"] if made else {}
    if not said.get("words") or not said.get("language"):
        return
    told = dict(said["translations"])
    for target, words in into_site({"words": said["words"]}, said["language"], told, public=False):
        _keep(decision_id, target, words)


@transaction.atomic
def _keep(decision_id: int, target: str, words: dict[str, str]) -> None:
    made = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    made.statement["said"]["translations"][target] = words
    made.save(update_fields=["statement"])


@subscribe("person.changed")
@transaction.atomic
def forget_erased(person_id: int) -> None:
    """An account was erased: kind, rule and dates of what was decided stay, and count; words of and about the person go."""
    if not Person.objects.filter(pk=person_id, state=Person.State.GONE).exists():
        return
    of_nobody = Decision.objects.select_for_update(of=("self",)).filter(person=None).exclude(statement__words="")
    for made in of_nobody:
        made.statement |= FORGOTTEN
        made.save(update_fields=["statement"])
    cases = Case.objects.filter(author=None)
    Draft.objects.filter(case__in=cases).delete()
    cases.exclude(facts={}).update(facts={})
