"""Boards as one viewer may see them; a private board is there for its owner and those it is shared with."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from redbridge.notes.queries.cards import Card, cards
from redbridge.notes.queries.visible import together, visible

COVERS = 3
COUNTED = 1000
"""Notes of a board past which nobody counts."""


@dataclass(frozen=True)
class BoardView:
    """A board as one viewer sees it. `role` is theirs: owner, member, invited, or empty; `notes` are those they may see."""

    id: int
    name: str
    public: bool
    owner_id: int
    owner_handle: str
    owner_name: str
    owner_avatar: int | None
    role: str
    people: int
    notes: int
    covers: list[Card] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The board's own address."""
        return f"/boards/{self.id}"

    @property
    def adds(self) -> bool:
        """Whether the viewer may put notes on it."""
        return self.role in ("owner", "member")


_MINE = "(b.owner_id = %(viewer)s or mm.person_id is not null)"
_SEEN = f"""
b.deleted is null and (o.state = 'active' or b.owner_id = %(viewer)s)
and {together('o')}
and ({_MINE} or (b.public and (not o.private
     or exists (select 1 from accounts_follow x where x.follower_id = %(viewer)s and x.followed_id = o.id))))
"""  # noqa: S608 (our own words)
_ROLE = """
case when b.owner_id = %(viewer)s then 'owner' when mm.accepted then 'member' when not mm.accepted then 'invited' else '' end
"""
_BOARDS = f"""
select b.id, b.name, b.public, o.id, o.handle, o.name, o.avatar,
       {_ROLE},
       (select count(*) from notes_boardmember m where m.board_id = b.id and m.accepted),
       (select count(*) from (select distinct x.note_id from notes_collected x join notes_note n on n.id = x.note_id
            join accounts_person p on p.id = n.author_id where x.board_id = b.id and {visible()} limit {COUNTED}) y)
from notes_board b
join accounts_person o on o.id = b.owner_id
left join notes_boardmember mm on mm.board_id = b.id and mm.person_id = %(viewer)s
where {_SEEN} and {{which}}
order by b.changed desc, b.id desc limit %(limit)s
"""  # noqa: S608 (our own words)
_OF_PERSON = """
(b.owner_id = %(person)s or exists (
    select 1 from notes_boardmember m where m.board_id = b.id and m.person_id = %(person)s and m.accepted))
"""
_COVERS = f"""
select b.id, x.note_id from unnest(%(boards)s::bigint[]) b(id) cross join lateral (
    select y.note_id from notes_collected y join notes_note n on n.id = y.note_id join accounts_person p on p.id = n.author_id
    where y.board_id = b.id and {visible()} order by y.at desc, y.note_id desc limit {COVERS}) x
"""  # noqa: S608 (our own words)


def board(viewer_id: int | None, board_id: int) -> BoardView | None:
    """One board, without covers; None where there is nothing this viewer may see."""
    found = _boards("b.id = %(board)s", viewer_id, 1, board=board_id)
    return found[0] if found else None


def boards_of(viewer_id: int | None, reads: Sequence[str], person_id: int, most: int) -> list[BoardView]:
    """A person's own boards and those they share, as far as the viewer may see them, latest changed first."""
    return _covered(viewer_id, reads, _boards(_OF_PERSON, viewer_id, most, person=person_id))


def invitations(viewer_id: int, most: int) -> list[BoardView]:
    """Boards that somebody wants to share with the viewer."""
    return _boards("not mm.accepted", viewer_id, most)


def choices(viewer_id: int, most: int) -> list[BoardView]:
    """Boards the viewer may put a note on, latest changed first."""
    return _boards("(b.owner_id = %(viewer)s or mm.accepted)", viewer_id, most)


def _boards(which: str, viewer_id: int | None, limit: int, **values: int) -> list[BoardView]:
    rows = _rows(_BOARDS.format(which=which), viewer=viewer_id or 0, limit=limit, **values)
    return [BoardView(*row) for row in rows]


def _covered(viewer_id: int | None, reads: Sequence[str], boards: list[BoardView]) -> list[BoardView]:
    """The boards with their latest notes: two statements more, however many there are."""
    if not boards:
        return []
    rows = _rows(_COVERS, boards=[one.id for one in boards], viewer=viewer_id or 0)
    shown = {card.id: card for card in cards(viewer_id, reads, list(dict.fromkeys(row[1] for row in rows)))}
    lying: dict[int, dict[int, Card]] = {}
    for board_id, note_id in rows:
        if note_id in shown:
            lying.setdefault(board_id, {})[note_id] = shown[note_id]
    return [replace(one, covers=list(lying.get(one.id, {}).values())) for one in boards]


@dataclass(frozen=True)
class Sharer:
    """Somebody a board is shared with."""

    id: int
    handle: str
    name: str
    avatar: int | None
    accepted: bool


_PEOPLE = f"""
select p.id, p.handle, p.name, p.avatar, m.accepted from notes_boardmember m join accounts_person p on p.id = m.person_id
where m.board_id = %(board)s and p.state = 'active'
  and {together()}
order by not m.accepted, p.handle
"""  # noqa: S608 (our own words)


def sharers(viewer_id: int, board_id: int) -> list[Sharer]:
    """The people a board is shared with, then those invited."""
    return [Sharer(*row) for row in _rows(_PEOPLE, viewer=viewer_id, board=board_id)]


def are_apart(person_id: int, other_id: int) -> bool:
    """Whether a block stands between two people."""
    found = _rows("select 1 from accounts_apart where person_id = %(p)s and other_id = %(o)s", p=person_id, o=other_id)
    return bool(found)


def _rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
