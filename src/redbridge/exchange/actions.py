"""Verbs of the exchange."""

import uuid
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import translation

from redbridge.kernel import audit, events
from redbridge.kernel.languages import INTERFACE
from redbridge.notes import actions as notes

# The first that others may read: an earlier one for oneself alone is nobody's introduction.
_FIRST = """
insert into exchange_newcomer (person_id, note_id)
select n.author_id, n.id from notes_note n
where n.id = %s and n.deleted is null and n.standing = '' and n.visibility <> 'me' and not exists (
    select 1 from notes_note o where o.author_id = n.author_id and o.id < n.id and o.deleted is null
      and o.standing = '' and o.visibility <> 'me')
on conflict (person_id) do update set note_id = excluded.note_id where exchange_newcomer.comment_id is null
"""
# The job of a comment may run while that of its note does: whoever comes second sees what the first wrote.
_LOCK = "select 1 from notes_note where id = %s for no key update"
_LOCK_ABOVE = "select 1 from notes_note where id = (select note_id from notes_comment where id = %s) for no key update"
_WORD = """
select c.id from exchange_newcomer w
join notes_comment c on c.note_id = w.note_id and c.deleted is null and c.standing = '' and c.author_id <> w.person_id
where w.note_id = %s and w.comment_id is null order by c.id limit 1
"""
_WELCOME = """
update exchange_newcomer w set comment_id = c.id, by_id = c.author_id
from notes_comment c join notes_note n on n.id = c.note_id
where c.id = %s and c.deleted is null and c.standing = '' and c.author_id <> n.author_id and w.note_id = c.note_id
  and w.comment_id is null
returning w.person_id, c.author_id, c.note_id
"""
_NEXT = """
update exchange_newcomer w set comment_id = c.id, by_id = c.author_id
from exchange_newcomer o left join lateral (
    select c.id, c.author_id from notes_comment c
    where c.note_id = o.note_id and c.deleted is null and c.standing = ''
      and c.author_id <> o.person_id order by c.id limit 1) c on true
where o.comment_id = %s and w.person_id = o.person_id
"""
_DISMISS = """
insert into exchange_newcomer (person_id, dismissed) values (%s, now())
on conflict (person_id) do update set dismissed = excluded.dismissed where exchange_newcomer.dismissed is null
"""


@transaction.atomic
def keep_first(note_id: int) -> None:
    """Remember a note if it is its author's first, and a word under it that came before us."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [note_id])
        cursor.execute(_FIRST, [note_id])
        cursor.execute(_WORD, [note_id])
        row = cursor.fetchone()
    if row:
        keep_welcome(row[0])


@transaction.atomic
def keep_welcome(comment_id: int) -> None:
    """The first word from somebody else under a first note is its welcome, and both hear of it."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_ABOVE, [comment_id])
        cursor.execute(_WELCOME, [comment_id])
        row = cursor.fetchone()
    if row:
        events.emit("person.welcomed", person_id=row[0], by_id=row[1], note_id=row[2], comment_id=comment_id)


def take_back_welcome(comment_id: int) -> None:
    """A welcome was deleted: the next word is it, or the note waits again."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [comment_id])


@transaction.atomic
def dismiss(person_id: int) -> None:
    """Somebody wants no invitation."""
    with connection.cursor() as cursor:
        cursor.execute(_DISMISS, [person_id])
    audit.record(person_id, "dismiss", "person", person_id)


def welcome(person_id: int, languages: Sequence[str], note_id: int, opener: str) -> int:
    """Say one of `rules.openers` under a note in one's own language; it comes with its own translations.

    Pressed twice it is said once. Returns the comment's id.
    """
    own = next((code for code in languages if code in INTERFACE), "en")
    said = {code: _in(code, opener) for code in INTERFACE}
    others = {
        code: {"body": text, "by": "author", "engine": ""}
        for code, text in said.items()
        if code.split("-")[0] != own.split("-")[0]
    }
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"welcome {person_id} {note_id}")
    return notes.answer(person_id, languages, note_id, key, said[own], None, others, own)


def _in(code: str, text: str) -> str:
    with translation.override(code.lower()):
        return translation.gettext(text)
