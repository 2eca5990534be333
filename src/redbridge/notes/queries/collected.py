"""What lies on a board, and what a person collected and put on none."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from redbridge.notes.queries.visible import visible

_PAGE = f"""
select c.note_id, (extract(epoch from c.at) * 1000000)::bigint, c.person_id
from notes_collected c join notes_note n on n.id = c.note_id join accounts_person p on p.id = n.author_id
left join notes_board b on b.id = c.board_id
where {{which}} and {visible()}
  and (c.at, c.note_id) < (timestamptz 'epoch' + %(at)s::bigint * interval '1 microsecond', %(note)s)
order by c.at desc, c.note_id desc limit %(limit)s
"""  # noqa: S608 (our own words)
# A note that two people put on one board stands on it once, where it was put last.
_ON_BOARD = """
c.board_id = %(of)s and not exists (select 1 from notes_collected y where y.board_id = c.board_id and y.note_id = c.note_id
    and (y.at, y.person_id) > (c.at, c.person_id))
"""
_UNSORTED = "c.person_id = %(of)s and (c.board_id is null or b.deleted is not null)"
Place = tuple[int, int]
"""Where a page ended: microseconds since 1970, and the note."""
START: Place = (2**51, 2**62)


@dataclass(frozen=True)
class Lying:
    """A note and who put it there."""

    note_id: int
    at: int
    person_id: int

    @property
    def place(self) -> Place:
        """What the list sorts by."""
        return (self.at, self.note_id)


def on_board(viewer_id: int | None, board_id: int, after: Place, limit: int) -> list[Lying]:
    """Notes on a board that the viewer may see, latest put first."""
    return _lying(_ON_BOARD, viewer_id, board_id, after, limit)


def unsorted(person_id: int, after: Place, limit: int) -> list[Lying]:
    """What a person collected and put on no board, latest first."""
    return _lying(_UNSORTED, person_id, person_id, after, limit)


def _lying(which: str, viewer_id: int | None, of: int, after: Place, limit: int) -> list[Lying]:
    sql = _PAGE.format(which=which)
    return [Lying(*row) for row in _rows(sql, viewer=viewer_id or 0, of=of, at=after[0], note=after[1], limit=limit)]


_LAST = """
select c.board_id from notes_collected c where c.person_id = %(person)s order by c.at desc, c.note_id desc limit 1
"""
_LIES = "select c.board_id from notes_collected c where c.person_id = %(person)s and c.note_id = %(note)s"


def last_board(person_id: int) -> int | None:
    """The board a person used last, deleted or not; None for the unsorted."""
    rows = _rows(_LAST, person=person_id)
    return rows[0][0] if rows else None


def lies_on(person_id: int, note_id: int) -> tuple[bool, int | None]:
    """Whether a person collected this note, and on which board it lies."""
    rows = _rows(_LIES, person=person_id, note=note_id)
    return bool(rows), rows[0][0] if rows else None


def _rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
