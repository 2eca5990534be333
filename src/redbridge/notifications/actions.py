"""Telling people. A deed tells once, however often its job runs; nobody is told of what they did themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from redbridge.accounts import young
from redbridge.accounts.young import QUIET
from redbridge.kernel import news
from redbridge.notes.queries.visible import over, together
from redbridge.notifications.models import Notice

_TELL = f"""
with told as (
insert into notifications_notice (person_id, kind, actor_id, note_id, comment_id)
select p.id, %(kind)s, %(actor)s, %(note)s, %(comment)s from accounts_person p
where p.id = any(%(people)s::bigint[]) and p.id <> %(actor)s and p.state = 'active'
  and {together("p", "%(actor)s::bigint")}
  and (%(note)s::bigint is null or exists (select 1 from notes_note n join accounts_person a on a.id = n.author_id
       left join notes_comment c on c.id = %(comment)s::bigint where n.id = %(note)s and {over(viewer="p.id")}))
on conflict do nothing returning id, person_id
)
select told.id, told.person_id, {QUIET.format(p="p")} from told join accounts_person p on p.id = told.person_id
"""  # noqa: S608 (our own words)
_ONESELF = """
insert into notifications_notice (person_id, kind, actor_id) values (%(person)s, %(kind)s, %(person)s)
on conflict (person_id, kind, actor_id, note_id, comment_id) do update set id = excluded.id, at = now(), seen = null, rests = null
returning id
"""
_OUTDATED = """
delete from notifications_notice where person_id = any(%(people)s::bigint[]) and kind = %(kind)s and at < %(since)s
"""
_THEMSELVES = f"""
with told as (
insert into notifications_notice (person_id, kind, actor_id)
select distinct o.id, %(kind)s, o.id from unnest(%(people)s::bigint[]) o(id) on conflict do nothing returning id, person_id
)
select told.id, told.person_id, {QUIET.format(p="p")} from told join accounts_person p on p.id = told.person_id
"""  # noqa: S608 (our own words)


@transaction.atomic
def tell(
    people: list[int], kind: Notice.Kind, actor_id: int, note_id: int | None = None, comment_id: int | None = None
) -> None:
    """Write a notice for each of `people` who may know of it, and wake their open pages."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TELL, {"people": people, "kind": kind.value, "actor": actor_id, "note": note_id, "comment": comment_id}
        )
        _wake(cursor.fetchall())


def _wake(told: Sequence[tuple[int, int, bool]]) -> None:
    """Wake the open pages of those for whom it is not a quiet night; the notices of the others rest until their morning."""
    quiet = [person for _id, person, is_quiet in told if is_quiet]
    asleep = young.nights(quiet) if quiet else {}
    for id_, person, _quiet in told:
        if person in asleep:
            Notice.objects.filter(pk=id_).update(rests=asleep[person])
    if awake := [person for _id, person, _quiet in told if person not in asleep]:
        news.tell(awake, "notice")


@transaction.atomic
def wake_rested() -> None:
    """It is morning for some: their open pages hear that there is something."""
    with connection.cursor() as cursor:
        cursor.execute("update notifications_notice set rests = null where rests <= now() returning person_id")
        rested = {row[0] for row in cursor.fetchall()}
    if rested:
        news.tell(rested, "notice")


@transaction.atomic
def tell_oneself(person_id: int, kind: Notice.Kind) -> None:
    """Something of one's own is done. The newest takes the place of the one before, also where two are told at one moment."""
    with connection.cursor() as cursor:
        cursor.execute(_ONESELF, {"person": person_id, "kind": kind.value})
        _wake([(row[0], person_id, True) for row in cursor.fetchall()])


@transaction.atomic
def tell_themselves(people: Collection[int], kind: Notice.Kind, since: datetime) -> None:
    """Something that concerns each of them has happened; who was told of such a thing since then is not told again."""
    values: dict[str, Any] = {"people": list(people), "kind": kind.value, "since": since}
    with connection.cursor() as cursor:
        cursor.execute(_OUTDATED, values)
        cursor.execute(_THEMSELVES, values)
        _wake(cursor.fetchall())


CHUNK = 1000
_CHUNK = "select id from accounts_person where id > %(after)s and state = 'active' order by id limit %(most)s"


@transaction.atomic
def tell_everybody(kind: Notice.Kind, since: datetime, after: int) -> int:
    """News of the house for a chunk of those whose ids come after this one; the last of them, 0 where nobody is left."""
    with connection.cursor() as cursor:
        cursor.execute(_CHUNK, {"after": after, "most": CHUNK})
        people = [row[0] for row in cursor.fetchall()]
    tell_themselves(people, kind, since)
    return people[-1] if people else 0


def mark_seen(person_id: int, up_to: int, kinds: Sequence[str] | None = None) -> None:
    """The person has looked at their list, of these kinds or all, up to this notice; other open pages lose the badge too."""
    seen = Notice.objects.filter(person_id=person_id, seen=None, pk__lte=up_to)
    if kinds:
        seen = seen.filter(kind__in=kinds)
    with transaction.atomic():
        if seen.update(seen=Now()):
            news.tell([person_id], "notice")


def untell(**which: int | str) -> None:
    """Take back notices of a deed that was taken back."""
    Notice.objects.filter(**which).delete()
