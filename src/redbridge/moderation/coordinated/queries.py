"""A wave as people look at it: who, when, at what, and how that hangs together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from redbridge.kernel import ids
from redbridge.kernel.reads import rows
from redbridge.moderation.models import Case

_PEOPLE = "select id, handle, name from accounts_person where id = any(%(ids)s::bigint[])"
_WORDS = {
    "note": "select concat_ws(' ', title, words, body) from notes_note where id = %(id)s",
    "comment": "select body from notes_comment where id = %(id)s",
}
WORDS_SHOWN, DRAWN_MOST = 280, 24
ROW, LEFT, RIGHT, WIDTH = 30, 190, 450, 640
"""Pixels of the drawing: a line of it, where accounts end and what they point at begins, the whole."""


class Account(NamedTuple):
    """Somebody of the wave; `made` is when the account was."""

    id: int
    handle: str
    name: str
    made: datetime


@dataclass(frozen=True)
class Deed:
    """One note or comment of the wave."""

    kind: str
    id: int
    account: Account
    at: datetime
    aims: tuple[str, ...]


class Edge(NamedTuple):
    """A line of the drawing."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Graph:
    """Accounts and what they point at, both in order, drawn as far as there is room; `deeds` are all, by time."""

    words: str
    deeds: tuple[Deed, ...]
    accounts: tuple[Account, ...]
    aims: tuple[str, ...]

    @property
    def drawn(self) -> list[tuple[Account, int]]:
        """Accounts with where they stand."""
        return [(one, _y(n)) for n, one in enumerate(self.accounts[:DRAWN_MOST])]

    @property
    def targets(self) -> list[tuple[str, int]]:
        """What several of them point at, with where it stands."""
        return [(aim, _y(n)) for n, aim in enumerate(self.aims[:DRAWN_MOST])]

    @property
    def edges(self) -> list[Edge]:
        """Who points at what."""
        left, right = {one.id: y for one, y in self.drawn}, dict(self.targets)
        found = {(left[deed.account.id], right[aim]) for deed in self.deeds if deed.account.id in left
                 for aim in deed.aims if aim in right}
        return [Edge(LEFT + 8, y1, RIGHT - 8, y2) for y1, y2 in sorted(found)]

    @property
    def height(self) -> int:
        """Of the drawing."""
        return ROW * max(len(self.drawn), len(self.targets)) + 12

    @property
    def seconds(self) -> int:
        """From the first to the last."""
        return int((self.deeds[-1].at - self.deeds[0].at).total_seconds()) if self.deeds else 0

    @property
    def minutes(self) -> int:
        """The same in minutes, begun ones counted."""
        return max(1, -(-self.seconds // 60))


def graph(case: Case) -> Graph | None:
    """The wave of a case; None where it is about none."""
    wave: list[dict[str, Any]] = case.facts.get("wave", [])
    found = rows(_PEOPLE, {"ids": sorted({one["author"] for one in wave})})
    people = {id_: Account(id_, handle, name, ids.time_of(id_)) for id_, handle, name in found}
    deeds = tuple(
        Deed(one["kind"], one["id"], people[one["author"]], datetime.fromisoformat(one["at"]), tuple(one["aims"]))
        for one in wave if one["author"] in people
    )
    if not deeds:
        return None
    accounts = tuple({deed.account.id: deed.account for deed in deeds}.values())
    return Graph(_words(wave[0]), deeds, accounts, _shared(deeds))


def _shared(deeds: tuple[Deed, ...]) -> tuple[str, ...]:
    """What more than one account points at, the most first."""
    who = dict[str, set[int]]()
    for deed in deeds:
        for aim in deed.aims:
            who.setdefault(aim, set()).add(deed.account.id)
    return tuple(sorted((aim for aim, some in who.items() if len(some) > 1), key=lambda aim: (-len(who[aim]), aim)))


def _words(first: dict[str, Any]) -> str:
    found = rows(_WORDS[first["kind"]], {"id": first["id"]})
    return str(found[0][0])[:WORDS_SHOWN] if found else ""


def _y(n: int) -> int:
    return ROW * n + 20
