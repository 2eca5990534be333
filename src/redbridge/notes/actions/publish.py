"""Publishing a note: the row, its topics, its pictures, the audit line and the news, or none of them."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from redbridge.kernel import audit, events, markup
from redbridge.media import actions as media
from redbridge.notes import queries, rules
from redbridge.notes.queries.visible import open_to_all
from redbridge.translation.rules import detect


@dataclass(frozen=True)
class Draft:
    """What a person wrote. `language` empty: we find it out. `translations` are the author's own."""

    client_key: uuid.UUID
    kind: str
    title: str = ""
    body: str = ""
    card: str = ""
    words: str = ""
    language: str = ""
    uploads: Sequence["UploadedFile[Any]"] = ()
    alts: Sequence[str] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


_NOTE = """
with note as (
    insert into notes_note (author_id, client_key, kind, card, words, title, body, language, language_chosen, translations)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb)
    on conflict (author_id, client_key) do nothing returning id
), tally as (insert into notes_tally (note_id, likes, comments) select id, 0, 0 from note)
select id from note
"""
_TOPICS = """
with named as (
    insert into notes_topic (key, name) select * from unnest(%(keys)s::text[], %(names)s::text[])
    on conflict (key) do nothing returning id
), all_ as (select id from named union select id from notes_topic where key = any(%(keys)s::text[]))
insert into notes_notetopic (topic_id, note_id) select id, %(note)s from all_ on conflict do nothing
"""
_COVER = f"""
update notes_note n set cover = %s, picture_count = %s from accounts_person p
where n.id = %s and p.id = n.author_id returning not {open_to_all()}
"""  # noqa: S608 (our own words)


@transaction.atomic
def publish(author_id: int, author_languages: Sequence[str], draft: Draft) -> int:
    """Publish and return the note's id. The same client key again gives the first note's id and writes nothing."""
    language = draft.language or detect("\n".join((draft.title, draft.words, draft.body)), author_languages).language
    note_id = _insert(author_id, language, draft)
    if note_id is None:
        first = queries.published_as(author_id, str(draft.client_key))
        assert first is not None
        return first
    _file_under_topics(note_id, f"{draft.title}\n{draft.body}")
    add_pictures(author_id, note_id, draft.uploads, draft.alts, language)
    audit.record(author_id, "publish", "note", note_id)
    events.emit("note.published", note_id=note_id)
    return note_id


def _insert(author_id: int, language: str, draft: Draft) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE,
            [
                author_id,
                str(draft.client_key),
                draft.kind,
                draft.card,
                draft.words,
                draft.title,
                draft.body,
                language,
                bool(draft.language),
                json.dumps(draft.translations),
            ],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def topics_in(text: str) -> dict[str, str]:
    """Key to name of the topics in a text, at most TOPICS_MOST, sorted so that two writers lock them in one order."""
    found = [span for span in markup.spans(text) if span.kind == "topic"][: rules.TOPICS_MOST]
    names = {rules.topic_key(span.name): span.label.lstrip("#")[: rules.TOPIC_LONGEST] for span in reversed(found)}
    return {key: names[key] for key in sorted(names) if key}


def _file_under_topics(note_id: int, text: str) -> None:
    topics = topics_in(text)
    if not topics:
        return
    values: dict[str, Any] = {"keys": list(topics), "names": list(topics.values()), "note": note_id}
    with connection.cursor() as cursor:
        cursor.execute(_TOPICS, values)
        # A topic that somebody else began at this moment is known only now that they have committed.
        if cursor.rowcount < len(topics):
            cursor.execute(_TOPICS, values)


@transaction.atomic
def add_pictures(
    author_id: int, note_id: int, uploads: Sequence["UploadedFile[Any]"], alts: Sequence[str], language: str
) -> None:
    """Give a note its pictures; `alts` are in the note's language."""
    if not uploads:
        return
    claimed = media.claim(author_id, uploads, alts, "note", note_id, language, guarded=False)
    with connection.cursor() as cursor:
        cursor.execute(_COVER, [claimed[0].id, len(claimed), note_id])
        (closed,) = cursor.fetchone() or (True,)
    if closed:
        media.reguard("note", [note_id])
