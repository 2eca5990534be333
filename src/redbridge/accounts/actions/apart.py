"""Blocking: from the commit on neither sees the other anywhere."""

from django.db import transaction

from redbridge.accounts.actions.pairs import hold, run
from redbridge.kernel import audit, events

_BLOCK = """
insert into accounts_apart (person_id, other_id, mine) values (%(one)s, %(other)s, true), (%(other)s, %(one)s, false)
on conflict (person_id, other_id) do update set mine = true
where excluded.mine and not accounts_apart.mine
"""
# Whoever blocks ends what was between them, both ways; unblocking does not bring it back.
_UNTIE = """
with follows as (
    delete from accounts_follow
    where (follower_id, followed_id) in ((%(one)s, %(other)s), (%(other)s, %(one)s))
)
delete from accounts_followrequest where (follower_id, followed_id) in ((%(one)s, %(other)s), (%(other)s, %(one)s))
"""
_UNBLOCK = "update accounts_apart set mine = false where person_id = %(one)s and other_id = %(other)s and mine"
_TOGETHER = """
delete from accounts_apart where (person_id, other_id) in ((%(one)s, %(other)s), (%(other)s, %(one)s))
  and not exists (select 1 from accounts_apart
                  where (person_id, other_id) in ((%(one)s, %(other)s), (%(other)s, %(one)s)) and mine)
"""


@transaction.atomic
def block(person_id: int, other_id: int) -> None:
    """Keep two people from each other; doing it twice is doing it once, and nobody blocks themselves."""
    if person_id == other_id:
        return
    hold(person_id, other_id)
    pair = {"one": person_id, "other": other_id}
    if run(_BLOCK, pair):
        run(_UNTIE, pair)
        audit.record(person_id, "block", "person", other_id)
        events.emit("person.blocked", person_id=person_id, other_id=other_id)


@transaction.atomic
def unblock(person_id: int, other_id: int) -> None:
    """Take a block back; the two see each other again unless the other blocked, too."""
    hold(person_id, other_id)
    pair = {"one": person_id, "other": other_id}
    if run(_UNBLOCK, pair):
        run(_TOGETHER, pair)
        audit.record(person_id, "unblock", "person", other_id)
        events.emit("person.unblocked", person_id=person_id, other_id=other_id)
