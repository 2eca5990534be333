"""The door to what somebody may appeal: a decision about them, or a "no action" on what they reported. Else it is not there."""

from collections.abc import Sequence

from django.http import Http404

from redbridge.moderation.appeals.queries import Appealable, of_decisions


def access_appealable(person_id: int, decision_id: int, reads: Sequence[str] = ()) -> Appealable:
    """The decision with this person's appeal against it, if they filed one; or 404."""
    found = of_decisions(person_id, [decision_id], reads).get(decision_id) if decision_id < 2**63 else None
    if found is None:
        raise Http404
    return found
