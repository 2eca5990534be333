"""Commenting."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from redbridge.kernel import audit, events
from redbridge.media import actions as media
from redbridge.notes.actions import screen
from redbridge.notes.actions.remove import settle_pictures
from redbridge.notes.screening import NOTHING, Parts, Screened
from redbridge.translation.rules import language_of

# By the index of rows with one text: their author is looked at only where the same words stand already.
_SAME = """a.author_id = %(author)s and a.body = %(body)s and a.body <> ''
    and hashtextextended(a.body, 0) = hashtextextended(%(body)s, 0)"""
_COMMENT = f"""
with {screen.AGAIN.format(rows="notes_comment", same=_SAME)}, made as (
    insert into notes_comment (note_id, author_id, parent_id, client_key, body, language, language_chosen, translations,
                               standing, rule, label, withheld, withheld_rules)
    select %(note)s, %(author)s, (select coalesce(parent_id, id) from notes_comment where id = %(parent)s and note_id = %(note)s),
           %(client_key)s::uuid, %(body)s, %(language)s, false, %(said)s::jsonb,
           case when again.told then %(standing_again)s else %(standing)s end,
           case when again.told then %(rule_again)s else %(rule)s end, %(label)s,
           %(withheld)s::text[], %(withheld_rules)s::text[]
    from again
    on conflict (author_id, client_key) do nothing returning id
), {screen.SCREENED.format(kind="comment", row="made")}
select made.id, again.told from made, again
"""  # noqa: S608 (our own words)
# A picture is open or not by its note, the note's author and its own: they are held, for none of it to change unseen.
_HOLD = """
select 1 from notes_note n join accounts_person p on p.id = n.author_id join accounts_person a on a.id = %s
where n.id = %s for no key update of n for share of p, a
"""
_COUNT = "update notes_tally set comments = comments + 1 where note_id = %s"
_PICTURE = "update notes_comment set picture = %s where id = %s"
_FIRST = "select id from notes_comment where author_id = %s and client_key = %s::uuid"


@dataclass(frozen=True)
class Said:
    """A comment as somebody sent it; see `answer`."""

    note_id: int
    client_key: uuid.UUID
    body: str
    parent_id: int | None = None
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    language: str = ""
    picture: "UploadedFile[Any] | None" = None
    alt: str = ""

    def parts(self, language: str) -> Parts:
        """Its words as they are screened; none of the house's own."""
        if self.translations:
            return {}
        return {"comment": (self.body, language), "alt:0": (self.alt if self.picture is not None else "", language)}


@dataclass(frozen=True)
class Answered:
    """The comment's id, and what the rules found in it."""

    id: int
    screened: Screened = NOTHING


def answer(
    author_id: int,
    author_languages: Sequence[str],
    note_id: int,
    client_key: uuid.UUID,
    body: str,
    parent_id: int | None = None,
    translations: Mapping[str, Mapping[str, str]] | None = None,
    language: str = "",
    picture: "UploadedFile[Any] | None" = None,
    alt: str = "",
) -> int:
    """Comment on a note and return the comment's id; an answer to a reply stands under the reply's own comment.

    The same client key again gives the first comment's id and writes nothing. `alt` says what the picture shows.
    What comes with `translations` is words of the house, which nobody screens and which may be said by everybody.
    """
    said = Said(note_id, client_key, body, parent_id, translations or {}, language, picture, alt)
    return answer_screened(author_id, author_languages, said).id


@transaction.atomic
def answer_screened(author_id: int, author_languages: Sequence[str], said: Said) -> Answered:
    """Comment, and tell what the rules found."""
    language = said.language or language_of(said.body, author_languages)
    screened = screen.screen(author_id, said.parts(language), comment=True)
    values, told_again = screen.values(author_id, screened, "" if said.translations else said.body)
    row = _insert(author_id, language, said, values)
    if row is None:
        return Answered(_first(author_id, said.client_key))
    found = told_again if row[1] else screened
    if not found.standing:  # counted are those that everybody reads
        _count(said.note_id)
    if said.picture is not None:
        _give_picture(author_id, said, said.picture, row[0], language)
    audit.record(author_id, "comment", "comment", row[0])
    pictured = said.picture is not None and said.alt != ""
    events.emit(
        "comment.published", *["comment.described"] * pictured, *["comment.screened"] * bool(found.found), comment_id=row[0]
    )
    return Answered(row[0], found)


def _insert(author_id: int, language: str, said: Said, screened: Mapping[str, Any]) -> tuple[int, bool] | None:
    """Id, and whether it was told again; None where this key was taken."""
    values: dict[str, Any] = {
        "note": said.note_id, "author": author_id, "parent": said.parent_id or 0, "client_key": str(said.client_key),
        "body": said.body, "language": language, "said": json.dumps(dict(said.translations)),
    } | dict(screened)
    with connection.cursor() as cursor:
        if said.picture is not None:
            cursor.execute(_HOLD, [author_id, said.note_id])
        cursor.execute(_COMMENT, values)
        row: tuple[int, bool] | None = cursor.fetchone()
    return row


def _first(author_id: int, client_key: uuid.UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, [author_id, str(client_key)])
        return int((cursor.fetchone() or (0,))[0])


def _count(note_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [note_id])


def _give_picture(author_id: int, said: Said, picture: "UploadedFile[Any]", comment_id: int, language: str) -> None:
    (claimed,) = media.claim(author_id, [picture], [said.alt], "comment", comment_id, language)
    with connection.cursor() as cursor:
        cursor.execute(_PICTURE, [claimed.id, comment_id])
    settle_pictures(said.note_id)
