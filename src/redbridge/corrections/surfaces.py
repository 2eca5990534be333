"""Where people's texts stand: a kind, its table, its fields, and who may see a row. A new surface is one entry here.

Every table has a language, translations and an author, and for each field an index on its 64-bit hash, so that the
rows with one text are found without a table of texts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from redbridge.notes.queries.reading import said_of
from redbridge.notes.queries.visible import (
    over,
    public,
    public_over,
    shown_here,
    stands,
    stands_for_all,
    together,
    visible,
)


@dataclass(frozen=True)
class Surface:
    """`joins` add what the two conditions ask for: `open` of what everyone may see, `seen` of what the viewer may.

    `language`, `translations` and `author` name its columns, `mark` the key of a translation that readers call wrong.
    """

    kind: str
    table: str
    fields: tuple[str, ...]
    joins: str
    open: str
    seen: str
    language: str = "language"
    translations: str = "translations"
    author: str = "author_id"
    mark: str = "doubted"

    def sql(self, statement: str, field: str = "") -> str:
        """A statement of ours about this table."""
        return statement.format(
            table=self.table, joins=self.joins, field=field, open=self.open, language=self.language,
            translations=self.translations, author=self.author,
        )  # fmt: skip


NOTE = Surface(
    "note", "notes_note", ("title", "words", "body"), "join accounts_person p on p.id = t.author_id",
    public("t", "p"), f"{visible('t', 'p')} and {shown_here('t')}",
)  # fmt: skip
COMMENT = Surface(
    "comment", "notes_comment", ("body",),
    "join accounts_person p on p.id = t.author_id join notes_note n on n.id = t.note_id "
    "join accounts_person a on a.id = n.author_id",
    f"{stands_for_all('t')} and p.state = 'active' and {public_over()}",
    f"{stands('t')} and p.state = 'active' and {together()} and {over(c='t')}"
    f" and {shown_here('n')} and {shown_here('t')}",
)  # fmt: skip
PERSON = Surface(
    "person", "accounts_person", ("bio",), "", "t.state = 'active'", f"t.state = 'active' and {together('t')}",
    "bio_language", "bio_translations", "id",
)  # fmt: skip
PLACE = Surface("place", NOTE.table, ("place",), NOTE.joins, NOTE.open, NOTE.seen, "place_language", "places")
# A picture stands on a note, or on a comment under one.
_PICTURED = (
    "join accounts_person p on p.id = t.owner_id left join notes_comment c on t.kind = 'comment' and c.id = t.subject_id "
    "join notes_note n on n.id = case t.kind when 'note' then t.subject_id when 'comment' then c.note_id end "
    "join accounts_person a on a.id = n.author_id"
)
_SHOWN = "not t.hidden and c.deleted is null and p.state = 'active'"
_HERE = f"{shown_here('n')} and (c.id is null or {shown_here('c')})"
ALT, SAID = (
    Surface(
        field, "media_picture", (field,), _PICTURED, f"{_SHOWN} and {public_over()}",
        f"{_SHOWN} and {together()} and {over()} and {_HERE}",
        f"{field}_language", author="owner_id", mark=f"doubted_{field}",
    )
    for field in ("alt", "said")
)  # fmt: skip
"""What a picture shows, as its author described it, and what it says, as a machine read it: two languages on one row."""
SURFACES = {surface.kind: surface for surface in (NOTE, COMMENT, PERSON, PLACE, ALT, SAID)}
KINDS = tuple(SURFACES)
Place = tuple[Surface, str]
PLACES: tuple[Place, ...] = tuple((surface, field) for surface in SURFACES.values() for field in surface.fields)

_SAME = """
select t.id, t.{author} from {table} t {joins}
where hashtextextended(t.{field}, 0) = hashtextextended(%(text)s::text, 0) and t.{field} = %(text)s::text and t.{field} <> ''
  and t.{language} = %(source)s and t.id > %(after)s and t.{author} <> %(but)s and {open} order by t.id limit %(most)s
"""
_PUBLIC = "select 1 from {table} t {joins} where t.id = %(id)s and {open}"
_LOCK = """
select t.id, t.{translations} -> %(target)s::text from {table} t
where t.id = any(%(ids)s::bigint[]) and t.{field} = %(text)s::text and t.{language} = %(source)s order by t.id for no key update
"""
_WRITE = """
update {table} set {translations} = case when %(said)s::jsonb = '{{}}'::jsonb then {translations} - %(target)s::text
    else jsonb_set({translations}, array[%(target)s::text], %(said)s::jsonb) end where id = %(id)s
"""


def same(place: Place, text: str, source: str, after: int = 0, most: int = 200, but: int = 0) -> list[tuple[int, int]]:
    """Ids and authors of public rows whose field says exactly this, by id; those of the author `but` are left out."""
    surface, field = place
    sql = surface.sql(_SAME, field)
    return list(_rows(sql, text=text, source=source, after=after, most=most, but=but))


def uses(text: str, source: str, most: int, but: int = 0) -> int:
    """How many public rows say this, counted to `most`; those of the author `but` are left out."""
    found = 0
    for place in PLACES:
        found += len(same(place, text, source, most=most - found, but=but)) if found < most else 0
    return found


def is_public(kind: str, id_: int) -> bool:
    """Whether everyone may see this row, whoever asks."""
    return bool(list(_rows(SURFACES[kind].sql(_PUBLIC), id=id_)))


def lock(place: Place, ids: Sequence[int], text: str, source: str, target: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Those of the rows that still say this, held, each with its translation into `target`, {} for none."""
    surface, field = place
    sql = surface.sql(_LOCK, field)
    for id_, said in list(_rows(sql, ids=list(ids), text=text, source=source, target=target)):
        yield id_, said_of(said)


def write(surface: Surface, id_: int, target: str, said: str) -> None:
    """Let a row's translation into `target` be this, as JSON; an empty one is none."""
    with connection.cursor() as cursor:
        cursor.execute(surface.sql(_WRITE), {"id": id_, "target": target, "said": said})


def place_of(kind: str, field: str) -> Place:
    """The place of this name."""
    return SURFACES[kind], field


def _rows(sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        yield from cursor.fetchall()
