"""Beginning and ceasing to read somebody; asking a private person first."""

from django.db import transaction

from redbridge.accounts.actions.pairs import hold, run
from redbridge.kernel import audit, events

_PAIR = {"may": "not exists (select 1 from accounts_apart where person_id = %(one)s and other_id = %(other)s)",
         "follows": "exists (select 1 from accounts_follow where follower_id = %(one)s and followed_id = %(other)s)"}
_FOLLOW = """
insert into accounts_follow (follower_id, followed_id)
select %(one)s, p.id from accounts_person p where p.id = %(other)s and not p.private and {may} on conflict do nothing
""".format(**_PAIR)
_ASK = """
insert into accounts_followrequest (follower_id, followed_id)
select %(one)s, p.id from accounts_person p where p.id = %(other)s and p.private and {may} and not {follows}
on conflict do nothing
""".format(**_PAIR)
_ACCEPT = "insert into accounts_follow (follower_id, followed_id) values (%(one)s, %(other)s) on conflict do nothing"
_UNFOLLOW = "delete from accounts_follow where follower_id = %(one)s and followed_id = %(other)s"
_UNASK = "delete from accounts_followrequest where follower_id = %(one)s and followed_id = %(other)s"


@transaction.atomic
def follow(person_id: int, other_id: int) -> None:
    """Begin to read what `other_id` writes, or ask to, where they are private.

    Doing it twice is doing it once; oneself cannot be followed, nor who is apart.
    """
    if person_id == other_id:
        return
    pair = _held(person_id, other_id)
    if run(_FOLLOW, pair):
        audit.record(person_id, "follow", "person", other_id)
        events.emit("person.followed", follower_id=person_id, followed_id=other_id)
    elif run(_ASK, pair):
        audit.record(person_id, "ask to follow", "person", other_id)
        events.emit("person.requested", follower_id=person_id, followed_id=other_id)


@transaction.atomic
def unfollow(person_id: int, other_id: int) -> None:
    """Stop reading what `other_id` writes, or asking to."""
    pair = _held(person_id, other_id)
    if run(_UNFOLLOW, pair):
        audit.record(person_id, "unfollow", "person", other_id)
        events.emit("person.unfollowed", follower_id=person_id, followed_id=other_id)
    if run(_UNASK, pair):
        events.emit("person.unrequested", follower_id=person_id, followed_id=other_id)


@transaction.atomic
def accept(person_id: int, follower_id: int) -> None:
    """Let somebody who asked read what one writes; nothing where nobody asks any more."""
    pair = _held(follower_id, person_id)
    if run(_UNASK, pair) and run(_ACCEPT, pair):
        audit.record(person_id, "accept", "person", follower_id)
        events.emit("person.followed", follower_id=follower_id, followed_id=person_id)
        events.emit("person.accepted", follower_id=follower_id, followed_id=person_id)


@transaction.atomic
def decline(person_id: int, follower_id: int) -> None:
    """Take somebody's wish to read off the table; they are not told."""
    if run(_UNASK, _held(follower_id, person_id)):
        audit.record(person_id, "decline", "person", follower_id)
        events.emit("person.unrequested", follower_id=follower_id, followed_id=person_id)


@transaction.atomic
def remove_follower(person_id: int, follower_id: int) -> None:
    """Let somebody read no longer; they are not told."""
    if run(_UNFOLLOW, _held(follower_id, person_id)):
        audit.record(person_id, "remove follower", "person", follower_id)
        events.emit("person.unfollowed", follower_id=follower_id, followed_id=person_id)


def _held(one: int, other: int) -> dict[str, int]:
    hold(one, other)
    return {"one": one, "other": other}
