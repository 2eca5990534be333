"""One note, whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from redbridge.kernel import markup
from redbridge.kernel.reading import Read, is_left, told_of
from redbridge.media.queries import PictureView, pictures
from redbridge.notes import rules
from redbridge.notes.queries.reading import READ, picture_read, said_of, words_read
from redbridge.notes.queries.restraint import RESTRAINT, Restraint, restraint_of
from redbridge.notes.queries.visible import answerable, visible
from redbridge.translation.rules import scripts


def paragraphs(text: str) -> list[str]:
    """A text cut at its blank lines."""
    return re.split(r"\n\s*\n", text.strip())


@dataclass(frozen=True)
class NoteView:
    """A whole note as one reader sees it: the original, and the translation for them where there is one."""

    id: int
    kind: str
    card: str
    title: str
    words: str
    body: str
    language: str
    language_chosen: bool
    target: str
    translation: dict[str, str]
    published: datetime
    author_id: int
    author_handle: str
    author_name: str
    author_avatar: int | None
    author_languages: tuple[str, ...]
    followed: bool
    likes: int
    comment_count: int
    liked: bool
    picture_count: int
    visibility: str
    sensitive: bool
    place: Read
    edited: datetime | None
    answers: bool
    """Whether this viewer may comment, by what the author chose; nobody in particular, once signed in."""
    collects: int
    collected: bool
    replies: str
    """Whom the author lets comment."""
    pinned_comment: int | None
    restraint: Restraint | None = None
    """What this reader is told of moderation; None for nearly all."""
    pictures: list[PictureView] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The note's own address."""
        return f"/notes/{self.id}"

    @property
    def doubted(self) -> bool:
        """Readers call the translation wrong: the original stands first."""
        return "doubted" in self.translation

    @property
    def shown_title(self) -> str:
        """The title in the reader's language, or as it was written."""
        return self.translation.get("title", self.title)

    @property
    def shown_words(self) -> str:
        """The card's words in the reader's language, or as they were written."""
        return self.translation.get("words", self.words)

    @property
    def heading(self) -> str:
        """What to call the note where there is one line for it."""
        said = {} if self.doubted else self.translation
        own = {"title": self.title, "words": self.words, "body": self.body}
        return rules.first_line(next((text for name in own if (text := said.get(name, own[name]))), ""))

    @property
    def topics(self) -> list[tuple[str, str]]:
        """Key and name of each topic in the author's words."""
        found = [span for span in markup.spans(f"{self.title}\n{self.body}") if span.kind == "topic"]
        return list({rules.topic_key(span.name): span.label.lstrip("#") for span in found}.items())

    def pairs(self) -> list[tuple[str, str]]:
        """The body's paragraphs beside their originals; all of it as one where the counts differ."""
        shown, written = paragraphs(self.translation.get("body", self.body)), paragraphs(self.body)
        return (
            list(zip(shown, written, strict=True))
            if len(shown) == len(written)
            else [(self.translation.get("body", self.body), self.body)]
        )


_NOTE = (
    f"""
select n.id, n.kind, n.card, n.title, n.words, n.body, n.language, n.language_chosen, coalesce(nullif(r.code, n.language), ''),
       case when r.code <> n.language then r.words end, n.published, p.id, p.handle, p.name, p.avatar, p.languages,
       exists (select 1 from accounts_follow f where f.follower_id = %(viewer)s and f.followed_id = p.id),
       coalesce(t.likes, 0), coalesce(t.comments, 0),
       exists (select 1 from notes_like l where l.note_id = n.id and l.person_id = %(viewer)s), n.picture_count,
       n.visibility, n.sensitive, n.place, n.place_language, n.places, n.edited, {answerable()},
       coalesce(t.collects, 0), exists (select 1 from notes_collected k where k.note_id = n.id and k.person_id = %(viewer)s),
       n.replies, n.pinned_comment, {RESTRAINT.format(n="n")}
from notes_note n
join accounts_person p on p.id = n.author_id
left join notes_tally t on t.note_id = n.id
"""  # noqa: S608 (our own words)
    + READ.format(row="n")
    + f"where n.id = %(id)s and {visible()}"
)


def note(viewer_id: int | None, reads: Sequence[str], note_id: int) -> NoteView | None:
    """One note with its pictures; None where there is nothing this viewer may see."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"viewer": viewer_id or 0, "reads": list(reads), "id": note_id})
        row = cursor.fetchone()
    if row is None:
        return None
    if is_left(reads, row[6], note_id):
        reads = ()
    shown = [picture_read(view, reads) for view in pictures("note", [note_id]).get(note_id, [])]
    found = restraint_of(row[-1])
    values = (*_read(row, reads)[:-1], found and found.for_reader(row[11] == viewer_id), shown)
    return NoteView(*values)


def _read(row: tuple[Any, ...], reads: Sequence[str]) -> tuple[Any, ...]:
    """The statement's columns as a NoteView has them."""
    written = dict(zip(("title", "words", "body"), row[3:6], strict=True))
    translation, target = words_read(said_of(row[9]), written, row[6], row[8], reads)
    place = scripts.read(row[23], row[24], told_of(row[25]), "place", reads)
    return (*row[:8], target, translation, *row[10:15], tuple(row[15]), *row[16:23], place, *row[26:])
