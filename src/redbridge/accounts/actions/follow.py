"""Beginning and ceasing to read somebody."""

from django.db import connection, transaction

from redbridge.kernel import audit, events

_FOLLOW = "insert into accounts_follow (follower_id, followed_id) values (%s, %s) on conflict do nothing"
_UNFOLLOW = "delete from accounts_follow where follower_id = %s and followed_id = %s"


@transaction.atomic
def follow(person_id: int, other_id: int) -> None:
    """Begin to read what `other_id` writes; doing it twice is doing it once, and oneself cannot be followed."""
    if person_id != other_id and _changed(_FOLLOW, person_id, other_id):
        audit.record(person_id, "follow", "person", other_id)
        events.emit("person.followed", follower_id=person_id, followed_id=other_id)


@transaction.atomic
def unfollow(person_id: int, other_id: int) -> None:
    """Stop reading what `other_id` writes."""
    if _changed(_UNFOLLOW, person_id, other_id):
        audit.record(person_id, "unfollow", "person", other_id)
        events.emit("person.unfollowed", follower_id=person_id, followed_id=other_id)


def _changed(sql: str, person_id: int, other_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [person_id, other_id])
        return bool(cursor.rowcount)
