"""Finding what was never translated: round and round through all notes and comments, newest first, a stretch at a time."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from redbridge.notes.actions.waiting import ASKED_FOR, want
from redbridge.notes.queries.reading import LAST_ID
from redbridge.translation import engines
from redbridge.translation.rules import translatable

STRETCH = 2000
"""Rows looked at in a turn, while the list is short: a site of a million notes is walked through in a night."""
ENOUGH = 200
"""So many on the list are enough for the time being."""
_TABLES = {"note": "notes_note", "comment": "notes_comment"}
# A round begins when the one before is an hour old, or the host has other engines or languages now.
_WHERE = """
select case when w.begun < statement_timestamp() - interval '1 hour' or w.setting <> %(setting)s then %(last)s else w.at end
from notes_walk w where w.kind = %(kind)s
"""
_WALKED = """
insert into notes_walk (kind, at, begun, setting) values (%(kind)s, %(at)s, statement_timestamp(), %(setting)s)
on conflict (kind) do update set at = excluded.at, setting = excluded.setting,
    begun = case when %(first)s then statement_timestamp() else notes_walk.begun end
"""
_LOOK = """
with looked as (select * from {table} where id < %(below)s order by id desc limit %(most)s)
select (select min(id) from looked), array(
    select r.id::text || ' ' || r.language from looked r
    where r.deleted is null and r.language <> 'und' and exists (
        select 1 from unnest(%(targets)s::text[]) t
        where split_part(t, '-', 1) <> split_part(r.language, '-', 1) and not r.translations ? t))
"""


@transaction.atomic
def sweep() -> int:
    """Put what lacks a language of the site on the list of what waits; how many were.

    Only where an engine takes the pair, while the list is short, and behind what is published now.
    """
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from (select 1 from notes_waiting limit %s) x", [ENOUGH])
        if (cursor.fetchone() or (0,))[0] >= ENOUGH:
            return 0
    found = {kind: [id_ for id_, language in _walk(kind) if _can(language)] for kind in _TABLES}
    for kind, ids in found.items():
        if ids:
            want(kind, ids, forward=-ASKED_FOR)
    return sum(map(len, found.values()))


def _walk(kind: str) -> list[tuple[int, str]]:
    """Ids and languages of those in the next stretch that lack something."""
    values: dict[str, Any] = {"kind": kind, "setting": _setting(), "last": LAST_ID, "most": STRETCH}
    with connection.cursor() as cursor:
        cursor.execute(_WHERE, values)
        below = (cursor.fetchone() or (LAST_ID,))[0]
        cursor.execute(_LOOK.format(table=_TABLES[kind]), {**values, "below": below, "targets": _targets()})
        lowest, lines = cursor.fetchone() or (None, [])
        cursor.execute(_WALKED, {**values, "at": lowest or 0, "first": below == LAST_ID})
    pairs = [line.split(" ") for line in lines]
    return [(int(id_), language) for id_, language in pairs]


def _targets() -> list[str]:
    return list(settings.REDBRIDGE_LANGUAGES)


def _setting() -> str:
    """What a round was made under, as a short word that tells nothing."""
    told = f"{settings.REDBRIDGE_TRANSLATION_URL} {settings.REDBRIDGE_TRANSLATION_KEY} {_targets()}"
    return sha256(told.encode()).hexdigest()[:32]


def _can(language: str) -> bool:
    return any(engines.chosen(language, target) for target in translatable(language, _targets()))
