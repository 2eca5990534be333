"""Comments under a note, in two levels."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from redbridge.notes.queries.reading import LAST_ID, READ, words_of
from redbridge.notes.queries.visible import together, visible


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
    author_avatar: int | None
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
       c.published, p.id, p.handle, p.name, p.avatar, c.author_id = n.author_id, c.author_id = %(viewer)s
from ({which}) c
join notes_note n on n.id = c.note_id
join accounts_person a on a.id = n.author_id
join accounts_person p on p.id = c.author_id and p.state = 'active'
"""
    + READ.format(row="c")
    + f"where {visible('n', 'a')} and {together()} order by c.id"
)

_TOP = f"""
    (select c.* from notes_comment c join accounts_person p on p.id = c.author_id and p.state = 'active'
     where c.note_id = %(note)s and c.parent_id is null and c.deleted is null and c.id < %(before)s and {together()}
     order by c.id desc limit %(limit)s)
"""  # noqa: S608 (our own words)
_WITH_REPLIES = f"""
    with top as {_TOP}
    select * from top
    union all
    select x.* from top t cross join lateral (
        select * from notes_comment where parent_id = t.id and deleted is null order by id limit 50) x
"""  # noqa: S608 (our own words)
COMMENTS_PAGE = 50


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


_ANSWERABLE = f"""
select 1 from notes_comment c join accounts_person p on p.id = c.author_id
left join notes_comment above on above.id = c.parent_id
where c.id = %(comment)s and c.note_id = %(note)s and c.deleted is null and above.deleted is null and {together()}
"""  # noqa: S608 (our own words)


def is_answerable(viewer_id: int | None, note_id: int, comment_id: int) -> bool:
    """Whether this comment stands under the note for the viewer, neither deleted nor under one that is."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERABLE, {"comment": comment_id, "note": note_id, "viewer": viewer_id or 0})
        return cursor.fetchone() is not None


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
