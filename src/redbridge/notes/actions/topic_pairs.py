"""Topics that are one thing in two languages: proposed, joined, taken apart."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.kernel import audit, events
from redbridge.kernel.errors import Refusal
from redbridge.notes import rules
from redbridge.notes.models import Topic, TopicPair
from redbridge.translation.rules import language_of

_LANGUAGE = """
select mode() within group (order by n.language) from (
    select note_id from notes_notetopic where topic_id = %s order by note_id desc limit 100) x
join notes_note n on n.id = x.note_id where n.language <> 'und'
"""
_LOCK = "select pg_advisory_xact_lock(hashtext('notes.topics'))"
"""Who is one with whom is worked out by one at a time: it happens rarely and must not come out halved."""


@transaction.atomic
def propose_pair(person_id: int, topic_id: int, other_id: int) -> TopicPair:
    """Say that two topics are one; a trusted member's yes makes them so. Raises Refusal("name", …)."""
    if topic_id == other_id:
        raise Refusal("name", _("That is this topic. Name another one."))
    waiting = TopicPair.objects.filter(Q(one=topic_id) | Q(other=topic_id), state=TopicPair.PROPOSED)
    if waiting.count() >= rules.PROPOSED_MOST:
        raise Refusal("name", _("Many proposals wait here already. Come back when some are decided."))
    one, other = sorted((topic_id, other_id))
    said = {"state": TopicPair.PROPOSED, "by": person_id}
    pair, new = TopicPair.objects.get_or_create(one_id=one, other_id=other, defaults=said)
    if pair.state == TopicPair.APART:
        pair.state, pair.by, pair.decided_by = TopicPair.PROPOSED, person_id, None
        pair.save(update_fields=["state", "by", "decided_by"])
        new = True
    if new:
        audit.record(person_id, "propose", "topicpair", pair.pk)
    return pair


@transaction.atomic
def join_pair(person_id: int, pair_id: int) -> None:
    """Agree to a proposal. Raises Refusal("name", …) where that would make one topic of too many."""
    _settle(person_id, pair_id, TopicPair.JOINED, "join")


@transaction.atomic
def part_pair(person_id: int, pair_id: int) -> None:
    """Decline a proposal, or take a pair apart again; the memory joins it no more."""
    _settle(person_id, pair_id, TopicPair.APART, "part")


@transaction.atomic
def join_known(topic_id: int, other_id: int) -> None:
    """Join what the memory says is one, both ways; not what somebody took apart."""
    one, other = sorted((topic_id, other_id))
    pair, new = TopicPair.objects.get_or_create(one_id=one, other_id=other, defaults={"state": TopicPair.PROPOSED})
    if pair.by is None and pair.state == TopicPair.PROPOSED:
        try:
            with transaction.atomic():
                _settle(None, pair.pk, TopicPair.JOINED, "join")
        except Refusal:
            return


def _settle(person_id: int | None, pair_id: int, state: str, verb: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    pair = TopicPair.objects.select_for_update().get(pk=pair_id)
    if pair.state == state:
        return
    pair.state, pair.decided_by, pair.at = state, person_id, timezone.now()
    pair.save(update_fields=["state", "decided_by", "at"])
    for topic in Topic.objects.filter(pk__in=(pair.one_id, pair.other_id), language=rules.UNKNOWN):
        topic.language = language_of(rules.topic_words(topic.name), _written_in(topic.pk))
        topic.save(update_fields=["language"])
    _regroup({pair.one_id, pair.other_id})
    audit.record(person_id, verb, "topicpair", pair.pk)
    for topic_id in (pair.one_id, pair.other_id):
        events.emit("topic.joined", topic_id=topic_id)


def _written_in(topic_id: int) -> list[str]:
    """The language of most notes under a topic."""
    with connection.cursor() as cursor:
        cursor.execute(_LANGUAGE, [topic_id])
        return [row[0] for row in cursor.fetchall() if row[0]]


def _regroup(ids: set[int]) -> None:
    """Give each of these topics, and all that were one with them, the number of what they are one with now."""
    before = set(Topic.objects.filter(pk__in=ids).exclude(joined=None).values_list("joined", flat=True))
    touched = ids | set(Topic.objects.filter(joined__in=before).values_list("pk", flat=True))
    while touched:
        group = _reached(touched.pop())
        if len(group) > rules.JOINED_MOST:
            raise Refusal("name", _("One topic has room for %(most)s names.") % {"most": rules.JOINED_MOST})
        Topic.objects.filter(pk__in=group).update(joined=min(group) if len(group) > 1 else None)
        touched -= group


def _reached(start: int) -> set[int]:
    group, fresh = {start}, {start}
    while fresh:
        fresh = _beside(fresh) - group
        group |= fresh
    return group


def _beside(ids: Iterable[int]) -> set[int]:
    pairs = TopicPair.objects.filter(Q(one__in=ids) | Q(other__in=ids), state=TopicPair.JOINED)
    return {id_ for pair in pairs.values_list("one", "other") for id_ in pair}
