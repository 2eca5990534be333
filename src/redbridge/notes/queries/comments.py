"""Comments under a note, in two levels: newest or best first, two replies under each, the rest when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from django.db import connection
from django.utils.translation import get_language

from redbridge.kernel import cursors
from redbridge.kernel.region import here
from redbridge.media.queries import PictureView
from redbridge.media.queries import by_ids as pictures_by_ids
from redbridge.notes.queries.muted import unsaid
from redbridge.notes.queries.reading import LAST_ID, READ, picture_read, said_of, words_read
from redbridge.notes.queries.visible import answers, left_open, over, shown_here, stands, together
from redbridge.notes.reasons import withheld_line

Sort = Literal["new", "best"]
Place = tuple[int, int]
"""Where a page ended: likes (any number in the newest order) and id."""
START: Place = (2**31 - 1, LAST_ID)
COMMENTS_PAGE = 20
REPLIES_SHOWN = 2
REPLIES_PAGE = 20
LOOKED_AT = 200
"""Of a note's newest comments, for how many a reader muted."""


@dataclass(frozen=True)
class CommentView:
    """A comment as one reader sees it, with the first replies under it; `reply_count` is how many there are."""

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
    under_mine: bool
    """The reader wrote the note."""
    likes: int
    liked: bool
    pinned: bool
    picture_id: int | None
    standing: str
    """"held" for its author alone, while it is looked at under `rule`."""
    rule: str
    label: str
    """The rule for which a label stands over it."""
    kept_rule: str
    """The rule for which it is withheld where the reader is: `body` is the sentence that says so."""
    reply_count: int
    replies: list["CommentView"] = field(default_factory=list)
    picture: PictureView | None = None
    crossing: str = ""
    """Of one without a translation that this reader needs: "pending" or "offer"."""

    @property
    def gone(self) -> bool:
        """Its author ended their account: nothing of it is left but the answers of others."""
        return self.author_handle.startswith("~")

    @property
    def doubted(self) -> bool:
        """Readers call the translation wrong: the original stands first."""
        return "doubted" in self.translation

    @property
    def shown(self) -> str:
        """The words in the reader's language, or as they were written."""
        return self.translation.get("body", self.body)

    @property
    def shown_lang(self) -> str:
        """The language of `shown`."""
        return self.target if self.translation else self.language

    @property
    def url(self) -> str:
        """Where it stands, whatever page it is on."""
        return f"/notes/{self.note_id}?comment={self.id}#comment-{self.id}"

    @property
    def place(self) -> str:
        """The cursor after it."""
        return cursors.pack(self.likes, self.id)

    @property
    def folded(self) -> int:
        """How many replies are not among `replies`."""
        return max(0, self.reply_count - len(self.replies))


# One who is gone has nothing left but empty comments that others answered.
_SHOWN = f"p.state in ('active', 'gone') and {together()}"
_COMMENTS = (
    f"""
select c.id, c.note_id, c.parent_id, c.body, c.language, coalesce(nullif(r.code, c.language), ''),
       case when r.code <> c.language then r.words end,
       c.published, p.id, p.handle, p.name, p.avatar,
       c.author_id = n.author_id, c.author_id = %(viewer)s, n.author_id = %(viewer)s,
       c.likes, l.person_id is not null, coalesce(n.pinned_comment = c.id, false), c.picture, c.standing, c.rule, c.label,
       case when not {shown_here("c")} then coalesce(c.withheld_rules[array_position(c.withheld, %(region)s)], '?') else '' end,
       case when c.parent_id is null and (n.kind <> 'emptied' or {left_open()}) then (
            select count(*) from notes_comment y join accounts_person p on p.id = y.author_id
            where y.parent_id = c.id and {stands('y')} and {_SHOWN} {{quiet_y}}) else 0 end
from ({{which}}) c
join notes_note n on n.id = c.note_id
join accounts_person a on a.id = n.author_id
join accounts_person p on p.id = c.author_id
left join notes_commentlike l on l.comment_id = c.id and l.person_id = %(viewer)s
"""  # noqa: S608 (our own words)
    + READ.format(row="c")
    + f"where {stands()} and {over()} and {shown_here('n')} and {_SHOWN}"
)

# Each order has an index of its own, so a page of either costs the same anywhere.
_ORDERS = {
    "new": ("c.id < %(id)s and %(likes)s is not null", "c.id desc"),
    "best": ("(c.likes, c.id) < (%(likes)s, %(id)s)", "c.likes desc, c.id desc"),
}
_PAGE = f"""
select c.* from notes_comment c join accounts_person p on p.id = c.author_id
where c.note_id = %(note)s and c.parent_id is null and {stands()} and {_SHOWN} {{quiet}}
  and not c.id = any(%(apart)s::bigint[]) and {{after}}
order by {{order}} limit {COMMENTS_PAGE}
"""  # noqa: S608 (our own words)
_FIRST = """
select c.* from notes_comment c join accounts_person p on p.id = c.author_id
where c.id = any(%(first)s::bigint[]) and c.note_id = %(note)s and c.parent_id is null {quiet_first}
"""
_THREADS = f"""
with top as ((select * from ({_FIRST}) f) union all (select * from ({_PAGE}) q))
select * from top
union all
select x.* from top t cross join lateral (
    select c.* from notes_comment c join accounts_person p on p.id = c.author_id
    where c.parent_id = t.id and {stands()} and {_SHOWN} {{quiet}} order by c.id limit {REPLIES_SHOWN}) x
"""  # noqa: S608 (our own words)


def comments(
    viewer_id: int | None, reads: Sequence[str], note_id: int, *, sort: Sort = "new", after: Place = START,
    first: Sequence[int] = (), apart: Sequence[int] = (), asked: int = 0, quiet: bool = False,
) -> list[CommentView]:
    """A page of top comments, each with its first replies, oldest first; one statement, and one for pictures.

    `first` are ids of comments that stand before the others; those of `apart` are left out, and where it is `quiet`
    what the viewer muted, but not the one they `asked` for.
    """
    past, order = _ORDERS[sort]
    which = _THREADS.format(after=past, order=order, quiet=_quiet(quiet),
                            quiet_first=f"and (c.id = %(asked)s or {unsaid()})" if quiet else "")
    found = _views(which, viewer_id, reads, quiet, note=note_id, likes=after[0], id=after[1],
                   first=list(first), apart=[*first, *apart], asked=asked)
    tops = {view.id: view for view in found if view.parent_id is None}
    for view in sorted(found, key=lambda one: one.id):
        if view.parent_id in tops:
            tops[view.parent_id].replies.append(view)
    return sorted(tops.values(), key=lambda one: _rank(one, sort, first))


def _rank(view: CommentView, sort: Sort, first: Sequence[int]) -> tuple[int, int, int]:
    place = first.index(view.id) if view.id in first else len(first)
    return (place, -view.likes if sort == "best" else 0, -view.id)


_REPLIES = f"""
select c.* from notes_comment c join accounts_person p on p.id = c.author_id
left join notes_comment above on above.id = c.parent_id
where c.parent_id = %(top)s and c.id > %(after)s and {stands()} and {answers()} and {_SHOWN} {{quiet}}
order by c.id limit {REPLIES_PAGE}
"""  # noqa: S608 (our own words)


def replies(
    viewer_id: int | None, reads: Sequence[str], top_id: int, after: int, *, quiet: bool = False
) -> list[CommentView]:
    """A page of replies after the one of id `after`, oldest first; where it is `quiet` without what the viewer muted."""
    found = _views(_REPLIES.format(quiet=_quiet(quiet)), viewer_id, reads, quiet, top=top_id, after=after)
    return sorted(found, key=lambda one: one.id)


_OWN = f"""
select c.* from notes_comment c left join notes_comment above on above.id = c.parent_id
where c.note_id = %(note)s and c.author_id = %(viewer)s and c.id < %(id)s and {stands()} and {answers()}
order by c.id desc limit {COMMENTS_PAGE}
"""  # noqa: S608 (our own words)


def own_comments(viewer_id: int, reads: Sequence[str], note_id: int, after: Place = START) -> list[CommentView]:
    """A page of what the viewer wrote under a note, replies among it, the newest first."""
    return sorted(_views(_OWN, viewer_id, reads, note=note_id, id=after[1]), key=lambda one: -one.id)


_ONE = f"""
select c.* from notes_comment c left join notes_comment above on above.id = c.parent_id
where c.id = %(id)s and {answers()}
"""  # noqa: S608 (our own words)


def comment(viewer_id: int | None, reads: Sequence[str], comment_id: int) -> CommentView | None:
    """One comment without its replies."""
    found = _views(_ONE, viewer_id, reads, id=comment_id)
    return found[0] if found else None


_ANSWERABLE = f"""
select 1 from notes_comment c join accounts_person p on p.id = c.author_id
left join notes_comment above on above.id = c.parent_id
where c.id = %(comment)s and c.note_id = %(note)s and {stands()} and {answers()} and {together()}
"""  # noqa: S608 (our own words)


def is_answerable(viewer_id: int | None, note_id: int, comment_id: int) -> bool:
    """Whether this comment stands under the note for the viewer, neither deleted nor under one that is."""
    return bool(_rows(_ANSWERABLE, comment=comment_id, note=note_id, viewer=viewer_id or 0))


_MUTED = f"""
select count(*) from (select c.* from notes_comment c where c.note_id = %(note)s order by c.id desc limit {LOOKED_AT}) c
join accounts_person p on p.id = c.author_id where {stands()} and {_SHOWN} and not ({unsaid()})
"""  # noqa: S608 (our own words)


def muted_comments(viewer_id: int, note_id: int) -> int:
    """How many of the newest comments under a note the viewer muted, with their authors or by a word."""
    return int(_rows(_MUTED, viewer=viewer_id, note=note_id)[0][0])


def _quiet(quiet: bool, c: str = "c") -> str:
    return f"and {unsaid(c)}" if quiet else ""


def _views(
    which: str, viewer_id: int | None, reads: Sequence[str], quiet: bool = False, **values: Any
) -> list[CommentView]:
    sql = _COMMENTS.format(which=which, quiet_y=_quiet(quiet, "y"))
    rows = _rows(sql, viewer=viewer_id or 0, reads=list(reads), region=here(), **values)
    found = [_view(row, reads) for row in rows]
    pictures = pictures_by_ids([view.picture_id for view in found if view.picture_id])
    shown = {id_: picture_read(picture, reads) for id_, picture in pictures.items()}
    return [replace(view, picture=shown.get(view.picture_id or 0)) for view in found]


def _view(row: tuple[Any, ...], reads: Sequence[str]) -> CommentView:
    translation, target = words_read(said_of(row[6]), {"body": row[3]}, row[4], row[5], reads, row[0])
    values: tuple[Any, ...] = (*row[:5], target, translation, *row[7:])
    view = CommentView(*values)
    return _withheld(view) if view.kept_rule else view


def _withheld(view: CommentView) -> CommentView:
    """Its place, its author and its replies, and in the place of what it says that it is withheld here."""
    said = withheld_line(here(), view.kept_rule)
    return replace(view, body=said, language=get_language() or "en", target="", translation={}, picture_id=None, label="")


def _rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
