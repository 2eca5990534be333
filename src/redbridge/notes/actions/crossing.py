"""Translating what waits: many notes and comments by one call of an engine, each onto its own row."""

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction

from redbridge.kernel.events import emit
from redbridge.notes import queries, rules
from redbridge.notes.actions import waiting
from redbridge.notes.actions.waiting import Wanted
from redbridge.notes.models import Comment, Note, is_under_a_note
from redbridge.translation import actions as translation
from redbridge.translation.actions import Rendering
from redbridge.translation.engines import Unavailable

log = structlog.get_logger("redbridge.notes")
FEW = 4
"""So many texts are worth a call each, that an engine may know what each of them answers."""
CONTEXT_LONGEST = 500
Row = Note | Comment

# `||` in the database, so that two languages finished at one moment do not overwrite each other.
_KEEP = """
update {table} r set translations = r.translations || jsonb_build_object(%(target)s::text, d.made::jsonb)
from unnest(%(id)s::bigint[], %(language)s::text[], %(made)s::text[], {arrays}) d(id, language, made, {names})
where r.id = d.id and r.language = d.language and {same} and (r.translations ? %(target)s::text
      or (select count(*) from jsonb_object_keys(r.translations)) < %(most)s)
"""
_NAMES: dict[type[Row], tuple[str, ...]] = {Note: ("title", "words", "body"), Comment: ("body",)}
_TABLES = {
    kind: _KEEP.format(
        table=kind._meta.db_table, names=", ".join(names), arrays=", ".join(f"%({name})s::text[]" for name in names),
        same=" and ".join(f"r.{name} = d.{name}" for name in names))
    for kind, names in _NAMES.items()
}


@dataclass(frozen=True)
class _Text:
    """A row's words on their way into one language."""

    wanted: Wanted
    row: Row
    words: dict[str, str]
    target: str


def cross() -> bool:
    """Translate the next rows of the list; False where nothing was due. A row that changed meanwhile keeps what it has."""
    taken, began = waiting.take(), time.monotonic()
    late: dict[Wanted, float] = {}
    for (source, target, public), texts in _groups(taken).items():
        for some, context in _calls(texts):
            try:
                made = translation.render_all([text.words for text in some], source, target, public, context)
                _keep_all(some, target, made)
            except Unavailable as error:
                late |= {text.wanted: error.retry_after for text in some}
            except Exception:
                # One text that breaks something holds up no other; it stays on the list for another try.
                log.exception("cross.failed", rows=[text.wanted.row_id for text in some])
                late |= {text.wanted: 0.0 for text in some}
    waiting.done([one for one in taken if one not in late])
    waiting.later(late)
    waiting.pace.adapt(len(taken), time.monotonic() - began)
    return bool(taken)


def words_of(row: Row) -> dict[str, str]:
    """The words of a row that are translated, by the names they have in `translations`."""
    return {name: getattr(row, name) for name in _NAMES[type(row)]}


def is_open(row: Row) -> bool:
    """Whether nobody is kept from it; what is kept from somebody neither reads nor enters the memory."""
    note = row if isinstance(row, Note) else row.note
    return note.visibility == Note.Audience.EVERYONE and not note.author.private and not (note.standing or row.standing)


def targets_of(row: Row, target: str) -> list[str]:
    """The languages among `target` ("" for the site's) in which something of the row is missing."""
    wanted = {name for name, text in words_of(row).items() if text}
    targets = [target] if target else settings.REDBRIDGE_LANGUAGES
    return [
        code for code in targets
        if row.language not in (rules.UNKNOWN, code) and not wanted <= row.translations.get(code, {}).keys()
        and row.translations.get(code, {}).get("by") != rules.OWN
    ]


def _groups(taken: Sequence[Wanted]) -> dict[tuple[str, str, bool], list[_Text]]:
    """What can go to an engine together: the same pair, and public or not."""
    groups = defaultdict[tuple[str, str, bool], list[_Text]](list)
    for wanted, row in _rows(taken):
        words = {name: text for name, text in words_of(row).items() if text}
        if is_open(row):
            _remember_what_people_made(row, words)
        for target in targets_of(row, wanted.target):
            groups[row.language, target, is_open(row)].append(_Text(wanted, row, words, target))
    return groups


def _rows(taken: Sequence[Wanted]) -> Iterator[tuple[Wanted, Row]]:
    ids = {kind: [one.row_id for one in taken if one.kind == kind] for kind in ("note", "comment")}
    notes = Note.objects.select_related("author").filter(deleted=None).in_bulk(ids["note"])
    under = Comment.objects.select_related("note__author", "parent").filter(is_under_a_note(), deleted=None)
    comments = under.in_bulk(ids["comment"])
    for one in taken:
        row: Row | None = notes.get(one.row_id) if one.kind == "note" else comments.get(one.row_id)
        if row:
            yield one, row


def _calls(texts: Sequence[_Text]) -> Iterator[tuple[Sequence[_Text], str]]:
    """The texts of each call with what they answer, which engines can use: all in one call where they are many."""
    contexts = [_context(text.row) for text in texts]
    if len(set(contexts)) == 1:
        yield texts, contexts[0]
    elif len(texts) <= FEW:
        yield from (([text], context) for text, context in zip(texts, contexts, strict=True))
    else:
        yield texts, ""


def _context(row: Row) -> str:
    if isinstance(row, Note):
        return ""
    return (row.parent.body if row.parent else row.note.title or row.note.words)[:CONTEXT_LONGEST]


def _remember_what_people_made(row: Row, words: dict[str, str]) -> None:
    """An author's own translation serves wherever the same words stand: what is published is public.

    What others say too is not one author's to translate for all of them.
    """
    for target, made in row.translations.items():
        for name in words.keys() & made.keys() if made.get("by") == rules.OWN else ():
            if not queries.said_by_others(words[name], row.language, row.author_id):
                translation.remember(words[name], row.language, target, made[name])


def _keep_all(texts: Sequence[_Text], target: str, made: Sequence[Rendering | None]) -> None:
    pairs = [(text.row, rendering) for text, rendering in zip(texts, made, strict=True) if rendering]
    for kind in _TABLES:
        if of_kind := [(row, rendering) for row, rendering in pairs if isinstance(row, kind)]:
            _keep(kind, target, of_kind)


@transaction.atomic
def _keep(kind: type[Row], target: str, pairs: Sequence[tuple[Row, Rendering]]) -> None:
    """All rows of a kind in one statement."""
    values: dict[str, Any] = {name: [getattr(row, name) for row, _ in pairs] for name in ("id", "language", *_NAMES[kind])}
    made = [json.dumps({**one.texts, "by": one.by, "engine": one.engine}) for _, one in pairs]
    with connection.cursor() as cursor:
        cursor.execute(_TABLES[kind], values | {"target": target, "made": made, "most": rules.TRANSLATIONS_MOST})
    for row, rendering in pairs:
        if isinstance(row, Note):
            emit("note.translated", note_id=row.pk)
        elif rendering.by != "engine":
            # Only what the memory gave can be somebody's; a busy thread defers no job more.
            emit("comment.translated", comment_id=row.pk)
