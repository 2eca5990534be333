"""Finding what was never translated: round and round through all that people wrote, newest first, a stretch at a time."""

from hashlib import sha256
from itertools import permutations
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from redbridge.kernel.events import emit
from redbridge.notes.actions.waiting import ASKED_FOR, want
from redbridge.notes.queries.reading import LAST_ID
from redbridge.translation import engines
from redbridge.translation.rules import UNKNOWN, translatable

STRETCH = 2000
"""Rows looked at in a turn, while the list is short: a site of a million notes is walked through in a night."""
ENOUGH = 200
"""So many on the list are enough for the time being."""
FEWER = 200
"""And of what stands around notes, each of which is a job."""
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
    select {what} || ' ' || {language} from looked r where {there} and exists (
        select 1 from unnest(%(targets)s::text[]) t
        where split_part(t, '-', 1) <> split_part({language}, '-', 1) and not coalesce({told}, false)))
"""
_ROWS = {
    kind: _LOOK.format(table=table, what="r.id::text", language="r.language", told="r.translations ? t",
                       there="r.deleted is null and r.language <> 'und'")
    for kind, table in _TABLES.items()
}  # fmt: skip
# What nobody has told the language of is looked at too.
_AROUND = {
    "place": _LOOK.format(table="notes_note", what="'note ' || r.id", language="r.place_language", told="r.places ? t",
                          there="r.deleted is null and r.place <> ''"),
    "picture": _LOOK.format(table="media_picture", what="r.kind || ' ' || r.subject_id", language="r.alt_language",
                            told="r.translations -> t ? 'alt'", there="r.kind in ('note', 'comment') and r.alt <> ''"),
    "bio": _LOOK.format(table="accounts_person", what="'person ' || r.id", language="r.bio_language",
                        told="r.bio_translations ? t", there="r.state = 'active' and r.bio <> ''"),
}  # fmt: skip


@transaction.atomic
def sweep() -> int:
    """Put what lacks a language of the site on the list of what waits; how many were.

    Only where an engine takes the pair, while the list is short, and behind what is published now.
    """
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from (select 1 from notes_waiting limit %s) x", [ENOUGH])
        if (cursor.fetchone() or (0,))[0] >= ENOUGH:
            return 0
    found = {kind: [int(what) for what, language in _walk(kind, sql, STRETCH) if _can(language)] for kind, sql in _ROWS.items()}
    for kind, ids in found.items():
        if ids:
            want(kind, ids, forward=-ASKED_FOR)
    return sum(map(len, found.values()))


@transaction.atomic
def sweep_around() -> int:
    """Have what stands around words (places, what pictures show, bios) told where it never was; how many are."""
    lacking = {what for kind, sql in _AROUND.items() for what, language in _walk(kind, sql, FEWER) if _can(language)}
    for what in sorted(lacking):
        kind, _space, id_ = what.partition(" ")
        _tell(kind, int(id_))
    return len(lacking)


def _tell(kind: str, id_: int) -> None:
    if kind == "note":
        emit("note.described", note_id=id_)
    elif kind == "comment":
        emit("comment.described", comment_id=id_)
    else:
        emit("person.untold", person_id=id_)


def _walk(kind: str, sql: str, most: int) -> list[tuple[str, str]]:
    """What in the next stretch lacks something, with its language."""
    values: dict[str, Any] = {"kind": kind, "setting": _setting(), "last": LAST_ID, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_WHERE, values)
        below = (cursor.fetchone() or (LAST_ID,))[0]
        cursor.execute(sql, {**values, "below": below, "targets": _targets()})
        lowest, lines = cursor.fetchone() or (None, [])
        cursor.execute(_WALKED, {**values, "at": lowest or 0, "first": below == LAST_ID})
    return [(what, language) for what, _space, language in (line.rpartition(" ") for line in lines)]


def _targets() -> list[str]:
    return list(settings.REDBRIDGE_LANGUAGES)


def _setting() -> str:
    """What a round was made under, as a short word that tells nothing."""
    told = f"{settings.REDBRIDGE_TRANSLATION_URL} {settings.REDBRIDGE_TRANSLATION_KEY} {_targets()}"
    return sha256(told.encode()).hexdigest()[:32]


def _can(language: str) -> bool:
    if language == UNKNOWN:
        return any(engines.chosen(*pair) for pair in permutations(_targets(), 2))
    return any(engines.chosen(language, target) for target in translatable(language, _targets()))
