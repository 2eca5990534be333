"""What everyone may see, for places outside the house. Nobody in particular asks, so nobody's own notes are among it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection

from redbridge.accounts.queries.bios import BIO, bio
from redbridge.kernel.reading import Read
from redbridge.kernel.region import here
from redbridge.media.queries import PictureView, pictures
from redbridge.notes import rules
from redbridge.notes.queries import words_of
from redbridge.notes.queries.reading import READ, picture_read, words_read
from redbridge.notes.queries.visible import public
from redbridge.notes.reasons import withheld_line

_ENTRIES = (
    """
select n.id, n.card, n.title, n.words, n.body, n.language, coalesce(nullif(r.code, n.language), ''),
       case when r.code <> n.language then r.words end, n.published, coalesce(n.edited, n.published), n.sensitive,
       p.handle, p.name, n.withheld, n.withheld_rules
from unnest(%(ids)s::bigint[]) with ordinality o(id, place)
join notes_note n on n.id = o.id join accounts_person p on p.id = n.author_id
"""
    + READ.format(row="n")
    + f"where {public()} order by o.place"
)


@dataclass(frozen=True)
class Entry:
    """A note as anybody may take it elsewhere: the original, and `translation` into `target` where one was asked for."""

    id: int
    card: str
    title: str
    words: str
    body: str
    language: str
    target: str
    translation: dict[str, str]
    published: datetime
    changed: datetime
    sensitive: bool
    author_handle: str
    author_name: str
    kept_from: str = ""
    """The region for which it is not shown, where the one who asks is; then it has neither words nor pictures."""
    rule: str = ""
    pictures: list[PictureView] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The note's own address."""
        return f"/notes/{self.id}"

    @property
    def lang(self) -> str:
        """The language of what is shown."""
        return self.target if self.translation else self.language

    def shown(self, part: str) -> str:
        """`title`, `words` or `body` in the language asked for, or as it was written."""
        return self.translation.get(part, str(getattr(self, part)))

    @property
    def heading(self) -> str:
        """One line to call it by."""
        if self.kept_from:
            return withheld_line(self.kept_from, self.rule)
        line = self.shown("title") or self.shown("words") or self.shown("body") or self.author_name
        return rules.first_line(line)

    @property
    def cover(self) -> PictureView | None:
        """The first picture that can be shown."""
        return next((picture for picture in self.pictures if picture.ready), None)


def entries(reads: Sequence[str], ids: Sequence[int]) -> list[Entry]:
    """These notes in this order, those that everyone may see; one statement, and one for their pictures."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, {"reads": list(reads), "ids": list(ids)})
        found = [_entry(row, reads) for row in cursor.fetchall()]
    shown = pictures("note", [entry.id for entry in found if not entry.card and not entry.kept_from])
    return [replace(entry, pictures=[picture_read(view, reads) for view in shown.get(entry.id, [])]) for entry in found]


def _entry(row: tuple[Any, ...], reads: Sequence[str]) -> Entry:
    written = dict(zip(("title", "words", "body"), row[2:5], strict=True))
    translation, target = words_read(words_of(row[7]), written, row[5], row[6], reads, row[0])
    values: tuple[Any, ...] = (*row[:6], target, translation, *row[8:13])
    entry = Entry(*values)
    rule = dict(zip(row[13], row[14], strict=True)).get(here(), "")
    if not rule:
        return entry
    return replace(entry, card="", title="", words="", body="", target="", translation={}, kept_from=here(), rule=rule)


_AUTHOR = f"""
select p.id, p.handle, p.name, {BIO} from accounts_person p
where handle = %s and state = 'active' and not private and not 'notes' = any(hides)
"""  # noqa: S608 (a list of columns)


def author(handle: str, reads: Sequence[str]) -> tuple[int, str, str, Read] | None:
    """Id, handle, name and bio of somebody who shows their notes to everyone."""
    with connection.cursor() as cursor:
        cursor.execute(_AUTHOR, [handle.lower()[:60]])
        row: tuple[Any, ...] | None = cursor.fetchone()
    return (row[0], row[1], row[2], bio(row[3:6], reads)) if row else None
