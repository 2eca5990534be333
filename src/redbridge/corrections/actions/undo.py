"""Undoing a change on every row that it reached."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from redbridge.accounts.trust import count_accepted
from redbridge.corrections.actions.decide import tell_proposer
from redbridge.corrections.actions.spread import take_back_on
from redbridge.corrections.models import Suggestion
from redbridge.kernel import audit
from redbridge.translation import actions as translation
from redbridge.translation import people

State = Suggestion.State
TAKE_BACK = "corrections.jobs.take_back_further"


@transaction.atomic
def undo(suggestion_id: int, person_id: int) -> None:
    """Let every row say what it said before, the memory too; undone twice is undone once."""
    found = Suggestion.objects.select_for_update().get(pk=suggestion_id)
    if found.state != State.ACCEPTED:
        return
    found.state, found.undone, found.undone_by = State.UNDONE, timezone.now(), person_id
    if found.spread:
        _out_of_memory(found)
    if found.credited:
        count_accepted(found.proposer_id or 0, -1)
    found.spread = found.credited = False
    found.save()
    if (last := take_back_on(found)) is not None:
        app.configure_task(TAKE_BACK, queue="default", task_kwargs={"suggestion_id": found.pk, "after": last}).defer()
    audit.record(person_id, "undo", "suggestion", found.pk)
    tell_proposer(found, person_id, "undone")


def _out_of_memory(found: Suggestion) -> None:
    place = (found.original, found.source, found.target)
    said, _name = people.people_said(*place)
    if said == found.text:
        people.unremember(*place)
        if found.before is not None:
            translation.remember(*place, found.before, engine=found.before_name)
        return
    # A later one stands there: undone in its turn, it goes back to what stood before this.
    later = Suggestion.objects.filter(hash=found.hash, source=found.source, target=found.target, spread=True)
    later.exclude(pk=found.pk).filter(before=found.text).update(before=found.before, before_name=found.before_name)
