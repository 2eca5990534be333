"""Pictures as pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from msgspec import Struct

from redbridge.kernel.reading import Read, Told, told_of

FORMATS = {"avif": "image/avif", "webp": "image/webp"}
SHOWN = 480
LARGEST_ID = 2**63 - 1
LARGEST_WIDTH = 2**15 - 1

_VIEW = "id, width, height, state, dc, alt, alt_language, widths, hidden or away"
_TOLD = "said, said_language, translations"

OF_SUBJECTS = f"""
select subject_id, {_VIEW}, {_TOLD} from media_picture
 where kind = %s and subject_id = any(%s::bigint[]) order by subject_id, position, id
"""  # noqa: S608 (a list of columns)

BY_IDS = f"select {_VIEW}, {_TOLD} from media_picture where id = any(%s::bigint[])"  # noqa: S608 (a list of columns)

SERVED = """
select guarded, owner_id, kind, subject_id from media_picture
 where id = %s::bigint and not hidden and not away and %s::smallint = any(widths)
"""


class PictureView(Struct, frozen=True):
    """One picture. Width and height are the source's in pixels, upright; `widths` those ready now, ascending.

    `state` is waiting, ready or failed; only a ready one has addresses that answer, none while `hidden`.
    """

    id: int
    width: int
    height: int
    state: str
    dc: int
    alt: str
    alt_language: str
    widths: tuple[int, ...]
    hidden: bool = False
    said: str = ""
    """The text in it, as a machine read it."""
    said_language: str = "und"
    told: Told | None = None
    """`alt` and `said` in other languages; none on cards."""
    alt_read: Read | None = None
    said_read: Read | None = None
    """What a reader gets of both, where somebody asked in which languages they read (notes does)."""

    @property
    def shown_alt(self) -> Read:
        """What the picture shows, in the reader's language where it is known."""
        return self.alt_read or Read(self.alt, self.alt_language)

    @property
    def shown_said(self) -> Read:
        """What it says, in the reader's language where that is known."""
        return self.said_read or Read(self.said, self.said_language)

    @property
    def ready(self) -> bool:
        """Whether it can be shown."""
        return self.state == "ready" and bool(self.widths) and not self.hidden

    @property
    def ratio(self) -> float:
        """Width to height."""
        return self.width / self.height

    @property
    def src(self) -> str:
        """The address for what knows neither srcset nor AVIF: WebP of a card's width."""
        return self.url(SHOWN, "webp")

    def url(self, width: int, fmt: str) -> str:
        """The address of this width, or of the nearest ready one below it; empty where nothing is ready."""
        if not self.widths:
            return ""
        best = max((w for w in self.widths if w <= width), default=self.widths[0])
        return f"/media/{self.id}/{best}.{fmt}"

    def srcset(self, fmt: str) -> str:
        """Every ready width for `<source srcset>`; `fmt` is avif or webp."""
        return ", ".join([f"/media/{self.id}/{w}.{fmt} {w}w" for w in self.widths])


def pictures(kind: str, subject_ids: Iterable[int]) -> dict[int, list[PictureView]]:
    """The pictures of these subjects in their order, one statement; a subject without any has no key."""
    found: dict[int, list[PictureView]] = defaultdict(list)
    for subject_id, *row in _rows(OF_SUBJECTS, [kind, list(subject_ids)]):
        found[subject_id].append(view(row))
    return dict(found)


def by_ids(picture_ids: Iterable[int]) -> dict[int, PictureView]:
    """These pictures by id, one statement; one that is gone has no key."""
    return {row[0]: view(row) for row in _rows(BY_IDS, [list(picture_ids)])}


_OWN = f"""
select {_VIEW}, {_TOLD} from media_picture
 where owner_id = %s and (kind = 'draft' or kind = %s and subject_id = %s) and id = any(%s::bigint[])
"""  # noqa: S608 (a list of columns)


def own(owner_id: int, kind: str, subject_id: int, picture_ids: Iterable[int]) -> dict[int, PictureView]:
    """Those of these pictures that this person's drafts or this subject of theirs have."""
    ids = [id_ for id_ in picture_ids if id_ <= LARGEST_ID]
    return {row[0]: view(row) for row in _rows(_OWN, [owner_id, kind, subject_id, ids])}


def columns(table: str) -> str:
    """What `view` makes a picture of, for statements of others that join `media_picture` under this alias."""
    return ", ".join(f"{table}.{column}" for column in _VIEW.split(", "))


def view(row: Sequence[Any]) -> PictureView:
    """A picture of its columns, with what it says or without."""
    values: tuple[Any, ...] = (*row[:7], tuple(row[7]), row[8])
    told: tuple[Any, ...] = (*row[9:11], told_of(row[11]) or None) if len(row) > 9 else ()
    return PictureView(*values + told)


@dataclass(frozen=True, slots=True)
class Served:
    """A rendition that is made, of a subject that is not hidden; a guarded one is not for everyone."""

    guarded: bool
    owner_id: int
    kind: str
    subject_id: int


def served(picture_id: int, width: int) -> Served | None:
    """What is known of a rendition that may be sent at this moment; None for any other."""
    # Past what the columns hold PostgreSQL would raise.
    if picture_id > LARGEST_ID or width > LARGEST_WIDTH:
        return None
    rows = _rows(SERVED, [picture_id, width])
    return Served(*rows[0]) if rows else None


def _rows(sql: str, values: Sequence[Any]) -> Sequence[tuple[Any, ...]]:
    if values[-1] == []:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return rows
