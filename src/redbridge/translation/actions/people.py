"""What people made of a text, by the whole text; and letting go of what anybody made of it."""

from collections.abc import Iterable

from django.db import connection, transaction

from redbridge.translation.models import MAX_NAME, MAX_TEXT, Term
from redbridge.translation.rules import protect, text_hash

# Until the last process of an older version has ended, such rows of engines are written here too; nobody reads them.
_KEEP = """
insert into translation_memory (hash, source, target, text, by, engine) values (%s, %s, %s, %s, 'human', %s)
on conflict (hash, source, target) do update
set text = excluded.text, by = excluded.by, engine = excluded.engine, created = now()
"""
_FORGET = """
with people as (delete from translation_memory where hash = any(%(hashes)s::bytea[]))
delete from translation_rendered where hash = any(%(hashes)s::bytea[])
"""


@transaction.atomic
def remember(source_text: str, source: str, target: str, text: str, engine: str = "") -> None:
    """Keep a person's translation of public text, `engine` being whom to name. The newest stays; too long a one does not."""
    if len(text) <= MAX_TEXT:
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, [text_hash(source_text), source, target, text, engine[:MAX_NAME]])


def forget(source_texts: Iterable[str]) -> None:
    """Drop what these texts became in any language: their author wants them gone. Whoever wrote the same asks anew."""
    hashes = {text_hash(part) for text in source_texts if text for part in (text, *_pieces(text))}
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, {"hashes": list(hashes)})


def forget_person(person_id: int) -> None:
    """An account has ended: of its proposals what is in the glossary stays and names nobody, the rest goes. In the
    caller's transaction."""
    mine = Term.objects.filter(proposer_id=person_id)
    mine.exclude(state=Term.State.APPROVED).delete()
    mine.update(proposer_id=None)
    Term.objects.filter(decider_id=person_id).update(decider_id=None)


def _pieces(text: str) -> Iterable[str]:
    for piece in protect(text).pieces:
        yield from (piece.wanted, *piece.shards)
