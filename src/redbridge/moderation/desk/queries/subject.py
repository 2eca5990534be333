"""What a case is about, original and translation side by side, whatever became of it and whoever may see it: only behind the
desk's doors."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from redbridge.kernel.reading import Read, Told, told_of
from redbridge.kernel.reads import rows
from redbridge.media.queries import PictureView, pictures
from redbridge.notes.queries.reading import picture_read
from redbridge.translation.rules import scripts

_NOTE = """
select n.author_id, p.handle, p.name, n.language, n.published, n.edited, n.deleted, n.visibility, p.private, n.standing,
       n.limited, n.label, n.withheld, n.translations, n.title, n.words, n.body, n.place, n.sensitive
from notes_note n join accounts_person p on p.id = n.author_id where n.id = %(id)s and n.kind <> 'emptied'
"""
_COMMENT = """
select c.author_id, p.handle, p.name, c.language, c.published, null, c.deleted, n.visibility, a.private, c.standing,
       false, c.label, c.withheld, c.translations, '', '', c.body, '', false
from notes_comment c join accounts_person p on p.id = c.author_id
join notes_note n on n.id = c.note_id join accounts_person a on a.id = n.author_id where c.id = %(id)s
"""
_PERSON = """
select p.id, p.handle, p.name, p.bio_language, p.code_accepted, null, p.leaving, 'everyone', p.private, p.state,
       false, '', '{}'::text[], p.bio_translations, p.name, '', p.bio, '', false
from accounts_person p where p.id = %(id)s
"""
_REMARK = """
select r.author_id, p.handle, p.name, r.language, r.at, null, r.deleted, 'everyone', false, r.standing,
       false, '', '{}'::text[], r.translations, '', '', r.body, '', false
from guidelines_remark r join accounts_person p on p.id = r.author_id where r.id = %(id)s
"""
_ABOVE = """
select 'note', n.id, p.handle, p.name, n.language, n.translations, coalesce(nullif(n.title, ''), nullif(n.words, ''), n.body)
from notes_comment c join notes_note n on n.id = c.note_id join accounts_person p on p.id = n.author_id
where c.id = %(id)s and n.kind <> 'emptied'
union all
select 'comment', a.id, p.handle, p.name, a.language, a.translations, a.body
from notes_comment c join notes_comment a on a.id = c.parent_id join accounts_person p on p.id = a.author_id where c.id = %(id)s
"""
_BELOW = """
select 'comment', c.id, p.handle, p.name, c.language, c.translations, c.body
from notes_comment c join accounts_person p on p.id = c.author_id
where {of} and c.deleted is null order by c.id limit 6
"""
_SQL = {"note": _NOTE, "comment": _COMMENT, "person": _PERSON, "remark": _REMARK}
_PARTS = {"note": ("title", "words", "body"), "comment": ("body",), "person": ("name", "bio"), "remark": ("body",)}
_THREAD = {"note": "c.note_id = %(id)s and c.parent_id is null", "comment": "c.parent_id = %(id)s"}


@dataclass(frozen=True)
class Around:
    """What stands before or after it."""

    kind: str
    id: int
    handle: str
    name: str
    said: Read


@dataclass(frozen=True)
class Subject:
    """`parts`: name of a part to its words as the reader reads them, with the original. `private`: not for everybody, so
    looking is written down."""

    kind: str
    id: int
    author_id: int
    handle: str
    name: str
    language: str
    written: datetime | None
    edited: datetime | None
    deleted: datetime | None
    private: bool
    standing: str
    limited: bool
    label: str
    withheld: tuple[str, ...]
    parts: dict[str, Read]
    place: str
    sensitive: bool
    pictures: list[PictureView] = field(default_factory=list)
    above: list[Around] = field(default_factory=list)
    below: list[Around] = field(default_factory=list)

    @property
    def translated(self) -> Read | None:
        """The part that was translated, if any was: for naming language and engine."""
        return next((read for read in self.parts.values() if read.translated), None)

    @property
    def whole(self) -> str:
        """Title, card and body as they are screened, a line each: what spans count in."""
        return "\n".join(read.original or read.text for read in self.parts.values() if read.text)


def subject(kind: str, id_: int, reads: list[str], whole: bool = True) -> Subject | None:
    """None for what has been erased. Not `whole`: without words, pictures and what is around, for who may not look yet."""
    found = rows(_SQL[kind], {"id": id_})
    if not found:
        return None
    (author, handle, name, language, written, edited, deleted, visibility, private, standing, limited, label, withheld, told,
     title, words, body, place, sensitive) = found[0]
    texts = dict(zip(("title", "words", "body"), (title, words, body), strict=True))
    if kind == "person":
        texts = {"name": title, "bio": body}
    closed = kind != "person" and (visibility != "everyone" or private)
    facts = (author, handle, name, language, written, edited, deleted, closed, standing, limited, label, tuple(withheld))
    if not whole:
        return Subject(kind, id_, *facts, {}, "", sensitive)
    parts = _read(kind, texts, language, told_of(told), reads)
    return Subject(kind, id_, *facts, parts, place, sensitive, _pictures(kind, id_, reads), *_around(kind, id_, reads))


def _read(kind: str, texts: dict[str, str], language: str, told: Told, reads: list[str]) -> dict[str, Read]:
    names = [name for name in _PARTS[kind] if texts[name]]
    return {name: Read(texts[name], "") if name == "name" else scripts.read(texts[name], language, told, name, reads)
            for name in names}


def _pictures(kind: str, id_: int, reads: list[str]) -> list[PictureView]:
    kinds = ("avatar", "banner") if kind == "person" else (kind,)
    return [picture_read(view, reads) for one in kinds for view in pictures(one, [id_]).get(id_, [])]


def _around(kind: str, id_: int, reads: list[str]) -> tuple[list[Around], list[Around]]:
    above = rows(_ABOVE, {"id": id_}) if kind == "comment" else []
    below = rows(_BELOW.format(of=_THREAD[kind]), {"id": id_}) if kind in _THREAD else []
    return [_one(row, reads) for row in above], [_one(row, reads) for row in below]


def _one(row: tuple[Any, ...], reads: list[str]) -> Around:
    kind, id_, handle, name, language, told, words = row
    told = told_of(told)
    part = "body" if kind == "comment" else next((part for part in ("title", "words", "body") if any(
        part in said for said in told.values())), "title")
    return Around(kind, id_, handle, name, scripts.read(words[:400], language, told if len(words) <= 400 else {}, part, reads))
