"""Saying yes or no to a suggestion. An author's yes serves their own rows at once; the rest of the house needs more."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.accounts.trust import Standing, count_accepted, standing
from redbridge.corrections import rules, surfaces
from redbridge.corrections.actions.spread import begin_everywhere, put_on_own
from redbridge.corrections.models import Suggestion, Voice
from redbridge.kernel import audit, events
from redbridge.notes.models import Comment

State = Suggestion.State
# Each of the two said yes to the other within a month, and one of them was counted for the other within the last day.
_PAIR_SPENT = """
with given as (
    select v.person_id, s.proposer_id, v.at, v.counted
    from corrections_voice v join corrections_suggestion s on s.id = v.suggestion_id
    where v.yes and v.at > now() - %(memory)s::interval and s.id <> %(but)s
      and ((v.person_id = %(one)s and s.proposer_id = %(other)s) or (v.person_id = %(other)s and s.proposer_id = %(one)s)))
select exists (select 1 from given where person_id = %(other)s)
   and exists (select 1 from given where counted and at > now() - %(day)s::interval)
"""
_VOTERS = """
select p.id, exists (select 1 from accounts_appointment a where a.person_id = p.id and a.role <> 'trusted'),
       coalesce(p.languages[1], '')
from corrections_voice v join accounts_person p on p.id = v.person_id and p.state = 'active'
where v.suggestion_id = %s and v.yes and v.counted
"""


@dataclass(frozen=True)
class Outcome:
    """What came of a yes or no: the state now, whether it serves every row, whether the voice counted."""

    state: str
    spread: bool = False
    counted: bool = True


@transaction.atomic
def accept(suggestion_id: int, person_id: int) -> Outcome:
    """Say yes: as the text's author, as a trusted member, or as both; saying it twice is saying it once."""
    found = _held(suggestion_id)
    if found.state not in (State.WAITING, State.ACCEPTED) or found.spread:
        return Outcome(found.state, found.spread)
    counted = _speak(found, person_id, standing(person_id), yes=True)
    if _serves_all(found, person_id):
        begin_everywhere(found)
    elif found.author_id == person_id:
        put_on_own(found)
    else:
        return Outcome(found.state, counted=counted)
    _settle(found, State.ACCEPTED, person_id)
    return Outcome(found.state, found.spread, counted)


@transaction.atomic
def decline(suggestion_id: int, person_id: int, reason: str = "") -> Outcome:
    """Say no: the author's and a staff member's decides, else that of two trusted members."""
    found = _held(suggestion_id)
    if found.state != State.WAITING:
        return Outcome(found.state, found.spread)
    now = standing(person_id)
    _speak(found, person_id, now, yes=False)
    against = found.voices.filter(yes=False).count()
    if found.author_id == person_id or now.staff or against >= rules.REFUSALS:
        found.reason = reason
        _settle(found, State.DECLINED, person_id)
    return Outcome(found.state)


def _held(suggestion_id: int) -> Suggestion:
    return Suggestion.objects.select_for_update().get(pk=suggestion_id)


def _speak(found: Suggestion, person_id: int, now: Standing, *, yes: bool) -> bool:
    """Keep a trusted member's voice; whether it counts. Nobody has one on what they proposed."""
    if not now.trusted or person_id == found.proposer_id:
        return True
    counted = not (yes and _pair_spent(found, person_id))
    Voice.objects.update_or_create(
        suggestion=found, person_id=person_id, defaults={"yes": yes, "counted": counted, "at": timezone.now()}
    )
    return counted


def _pair_spent(found: Suggestion, person_id: int) -> bool:
    values = {"one": person_id, "other": found.proposer_id, "but": found.pk,
              "day": rules.PAIR_DAY, "memory": rules.PAIR_MEMORY}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_PAIR_SPENT, values)
        return bool((cursor.fetchone() or (False,))[0])


def _serves_all(found: Suggestion, person_id: int) -> bool:
    """Whether every row with this text may show it now."""
    if not found.public:
        return False
    used = surfaces.uses(found.original, found.source, rules.OFTEN)
    if found.author_id == person_id and ((used < rules.OFTEN and found.proposer_id != person_id) or _nobody_elses(found)):
        return True
    return rules.enough(_voters(found), used, found.source, found.target)


def _nobody_elses(found: Suggestion) -> bool:
    return not surfaces.uses(found.original, found.source, 1, but=found.author_id)


def _voters(found: Suggestion) -> list[rules.Voter]:
    with connection.cursor() as cursor:
        cursor.execute(_VOTERS, [found.pk])
        return [rules.Voter(*row) for row in cursor.fetchall()]


def _settle(found: Suggestion, state: str, by: int) -> None:
    first = found.state == State.WAITING
    found.state, found.decided, found.decided_by = state, timezone.now(), by
    if first and state == State.ACCEPTED:
        found.credited = _earns(found, by)
        count_accepted(found.proposer_id or 0, int(found.credited))
    found.save()
    audit.record(by, {State.ACCEPTED: "accept", State.DECLINED: "decline"}[State(state)], "suggestion", found.pk)
    if first:
        tell_proposer(found, by, state)


def tell_proposer(found: Suggestion, by: int, how: str) -> None:
    """Who suggested it hears what became of it; the note and the comment it is about are 0 where there is none."""
    if found.proposer_id in (None, by):
        return
    comment = found.subject_id if found.kind == "comment" else 0
    under = Comment.objects.filter(pk=comment).values_list("note_id", flat=True).first() if comment else 0
    note = found.subject_id if found.kind == "note" else under
    events.emit("suggestion.decided", person_id=found.proposer_id or 0, by_id=by, how=how, note_id=note or 0,
                comment_id=comment if note else 0)


def _earns(found: Suggestion, by: int) -> bool:
    """What one says to oneself earns nothing, and one author's yes no more than twice."""
    if found.proposer_id in (None, found.author_id) or not Person.objects.filter(pk=found.proposer_id).exists():
        return False
    if by != found.author_id:
        return True
    same = Suggestion.objects.filter(proposer_id=found.proposer_id, author_id=by, decided_by=by, credited=True)
    return same.count() < rules.EARNED_BY_ONE
