"""Reads of notes: hot ones are named SQL returning frozen dataclasses, each in the reader's languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from redbridge.media.queries import PictureView, pictures
from redbridge.media.queries import by_ids as pictures_by_ids
from redbridge.notes import rules

# The first language of the reader's that the row is in, its own or a translation; nothing else leaves the database.
_READ = """
left join lateral (
    select w.code, {row}.translations -> w.code as words
    from unnest(%(reads)s::text[]) with ordinality w(code, place)
    where w.code = {row}.language or {row}.translations ? w.code
    order by w.place limit 1
) r on true
"""

_CARDS = (
    """
select n.id, n.kind, n.card, n.title, n.words, n.language, left(n.body, 200), n.cover, n.picture_count,
       nullif(r.code, n.language), r.words,
       p.id, p.handle, p.name, coalesce(t.likes, 0), l.person_id is not null
from unnest(%(ids)s::bigint[]) with ordinality o(id, place)
join notes_note n on n.id = o.id and n.deleted is null
join accounts_person p on p.id = n.author_id and p.state = 'active'
left join notes_tally t on t.note_id = n.id
left join notes_like l on l.note_id = n.id and l.person_id = %(viewer)s
"""
    + _READ.format(row="n")
    + "order by o.place"
)

_json = msgspec.json.Decoder()


@dataclass(frozen=True)
class Card:
    """A note in a feed, in the reader's language. `twin` is the original title where the shown one is a translation."""

    id: int
    kind: str
    card: str
    title: str
    title_lang: str
    words: str
    words_lang: str
    twin: str
    twin_lang: str
    source_language: str
    translated: bool
    by: str
    engine: str
    cover: PictureView | None
    picture_count: int
    author_id: int
    author_handle: str
    author_name: str
    likes: int
    liked: bool
    excerpt: str

    @property
    def url(self) -> str:
        """The note's own address."""
        return f"/notes/{self.id}"


def cards(viewer_id: int | None, reads: Sequence[str], ids: Sequence[int]) -> list[Card]:
    """Cards of these notes in this order, those that may be seen; one statement, and one for their covers."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_CARDS, {"reads": list(reads), "ids": list(ids), "viewer": viewer_id or 0})
        rows = cursor.fetchall()
    covers = pictures_by_ids([row[7] for row in rows if row[7]])
    return [_card(row, covers) for row in rows]


def words_of(value: Any) -> dict[str, str]:
    """A translation as it stands in a row; {} for none."""
    if value is None:
        return {}
    found: dict[str, str] = _json.decode(value) if isinstance(value, str | bytes) else value
    return found


def _card(row: tuple[Any, ...], covers: dict[int, PictureView]) -> Card:
    (id_, kind, card, title, words, language, excerpt, cover, count, code, raw, *author, likes, liked) = row
    said = words_of(raw) if code else {}
    shown_title, shown_words = said.get("title", title), said.get("words", words)
    twin = (title or words) if said else ""
    return Card(
        id=id_,
        kind=kind,
        card=card,
        title=shown_title,
        title_lang=code or language,
        words=shown_words,
        words_lang=code or language,
        twin=twin,
        twin_lang=language,
        source_language=language,
        translated=bool(said),
        by=said.get("by", ""),
        engine=said.get("engine", ""),
        cover=covers.get(cover),
        picture_count=count,
        author_id=author[0],
        author_handle=author[1],
        author_name=author[2],
        likes=likes,
        liked=liked,
        excerpt=said.get("body", excerpt)[:200],
    )


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
    author_languages: tuple[str, ...]
    followed: bool
    likes: int
    comment_count: int
    liked: bool
    picture_count: int
    pictures: list[PictureView] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The note's own address."""
        return f"/notes/{self.id}"

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
        return rules.first_line(self.shown_title or self.shown_words or self.translation.get("body", self.body))

    def pairs(self) -> list[tuple[str, str]]:
        """The body's paragraphs beside their originals; all of it as one where the counts differ."""
        shown, written = paragraphs(self.translation.get("body", self.body)), paragraphs(self.body)
        return (
            list(zip(shown, written, strict=True))
            if len(shown) == len(written)
            else [(self.translation.get("body", self.body), self.body)]
        )


_NOTE = (
    """
select n.id, n.kind, n.card, n.title, n.words, n.body, n.language, n.language_chosen, coalesce(nullif(r.code, n.language), ''),
       case when r.code <> n.language then r.words end, n.published, p.id, p.handle, p.name, p.languages,
       exists (select 1 from accounts_follow f where f.follower_id = %(viewer)s and f.followed_id = p.id),
       coalesce(t.likes, 0), coalesce(t.comments, 0),
       exists (select 1 from notes_like l where l.note_id = n.id and l.person_id = %(viewer)s), n.picture_count
from notes_note n
join accounts_person p on p.id = n.author_id and p.state = 'active'
left join notes_tally t on t.note_id = n.id
"""
    + _READ.format(row="n")
    + "where n.id = %(id)s and n.deleted is null"
)


def note(viewer_id: int | None, reads: Sequence[str], note_id: int) -> NoteView | None:
    """One note with its pictures; None where there is nothing this viewer may see."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"viewer": viewer_id or 0, "reads": list(reads), "id": note_id})
        row = cursor.fetchone()
    if row is None:
        return None
    shown = pictures("note", [note_id]).get(note_id, [])
    values: tuple[Any, ...] = (*row[:9], words_of(row[9]), *row[10:14], tuple(row[14]), *row[15:], shown)
    return NoteView(*values)


@dataclass(frozen=True)
class CommentView:
    """A comment as one reader sees it, with the replies under it."""

    id: int
    note_id: int
    parent_id: int | None
    body: str
    language: str
    target: str
    translation: dict[str, str]
    published: datetime
    author_id: int
    author_handle: str
    author_name: str
    by_author: bool
    mine: bool
    replies: list["CommentView"] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The words in the reader's language, or as they were written."""
        return self.translation.get("body", self.body)

    @property
    def shown_lang(self) -> str:
        """The language of `shown`."""
        return self.target if self.translation else self.language


_COMMENTS = (
    """
select c.id, c.note_id, c.parent_id, c.body, c.language, coalesce(nullif(r.code, c.language), ''),
       case when r.code <> c.language then r.words end,
       c.published, p.id, p.handle, p.name, c.author_id = n.author_id, c.author_id = %(viewer)s
from ({which}) c
join notes_note n on n.id = c.note_id and n.deleted is null
join accounts_person p on p.id = c.author_id and p.state = 'active'
"""
    + _READ.format(row="c")
    + "order by c.id"
)

_TOP = """
    (select * from notes_comment where note_id = %(note)s and parent_id is null and deleted is null and id < %(before)s
     order by id desc limit %(limit)s)
"""
_WITH_REPLIES = f"""
    with top as {_TOP}
    select * from top
    union all
    select x.* from top t cross join lateral (
        select * from notes_comment where parent_id = t.id and deleted is null order by id limit 50) x
"""
COMMENTS_PAGE = 50
LAST_ID = 2**62


def comments(viewer_id: int | None, reads: Sequence[str], note_id: int, before: int = LAST_ID) -> list[CommentView]:
    """A page of top comments, newest first, each with its replies, oldest first; one statement."""
    rows = _comment_rows(_COMMENTS.format(which=_WITH_REPLIES), viewer_id, reads, note_id, before)
    found = {row[0]: _comment(row) for row in rows}
    for view in found.values():
        if view.parent_id in found:
            found[view.parent_id].replies.append(view)
    return [view for view in reversed(found.values()) if view.parent_id is None]


def comment(viewer_id: int | None, reads: Sequence[str], comment_id: int) -> CommentView | None:
    """One comment without its replies."""
    one = "select * from notes_comment where id = %(note)s and deleted is null and %(before)s > 0 and %(limit)s > 0"
    rows = _comment_rows(_COMMENTS.format(which=one), viewer_id, reads, comment_id, 1)
    return _comment(rows[0]) if rows else None


def _comment_rows(
    sql: str, viewer_id: int | None, reads: Sequence[str], id_: int, before: int
) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            sql, {"viewer": viewer_id or 0, "reads": list(reads), "note": id_, "before": before, "limit": COMMENTS_PAGE}
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _comment(row: tuple[Any, ...]) -> CommentView:
    values: tuple[Any, ...] = (*row[:6], words_of(row[6]), *row[7:])
    return CommentView(*values)


_BY_AUTHOR = """
select id from notes_note where author_id = %s and deleted is null and id < %s order by id desc limit %s
"""
_BY_TOPIC = """
select nt.note_id from notes_notetopic nt join notes_note n on n.id = nt.note_id and n.deleted is null
where nt.topic_id = %s and nt.note_id < %s order by nt.note_id desc limit %s
"""


def ids_by_author(author_id: int, before: int, limit: int) -> list[int]:
    """An author's notes, newest first."""
    return _ids(_BY_AUTHOR, author_id, before, limit)


def ids_by_topic(topic_id: int, before: int, limit: int) -> list[int]:
    """A topic's notes, newest first."""
    return _ids(_BY_TOPIC, topic_id, before, limit)


def _ids(sql: str, *values: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return [row[0] for row in cursor.fetchall()]


def topic(key: str) -> tuple[int, str] | None:
    """A topic's id and name by its key."""
    with connection.cursor() as cursor:
        cursor.execute("select id, name from notes_topic where key = %s", [key])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def note_count(author_id: int) -> int:
    """How many notes an author has published and not deleted."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from notes_note where author_id = %s and deleted is null", [author_id])
        return int((cursor.fetchone() or (0,))[0])


def published_as(author_id: int, client_key: str) -> int | None:
    """The id of the note this author's browser named so, if it was published before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from notes_note where author_id = %s and client_key = %s::uuid", [author_id, client_key]
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None
