"""What the rules say of a note or a comment, and what that makes of its row. Reads and writes no table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from redbridge.policy import site
from redbridge.policy.verdicts import Hit, Verdict

_TAKES = ("hold", "withhold", "remove")
_NONE = Hit("", "label", "", 0)
Parts = Mapping[str, tuple[str, str]]
"""Name of a part (title, words, body, place, alt:0, comment, and those of a second language as en.title) to its words and
their language."""

HITS_MOST, SPANS_MOST, AROUND = 60, 20, 60
"""How much is kept of what was found: hits, places of each, characters on either side of them."""


@dataclass(frozen=True)
class Found:
    """One rule met in one part. `said` is what stood around it, `marks` where in that: (start, end).

    `why` is rules, flood or surge; `fact` says of the last two what was met, by its name in `flood.py`.
    """

    hit: Hit
    part: str = ""
    why: str = "rules"
    fact: str = ""
    said: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Screened:
    """What was found in one thing, and what follows for its row.

    A machine alone takes nothing away for good: what would be removed is held for a person, and so is what a pack
    withholds everywhere. A comment has no reach to limit, so it is held, or left.
    """

    found: tuple[Found, ...] = ()
    comment: bool = False

    @property
    def standing(self) -> str:
        """"held", or nothing."""
        return "held" if self._everywhere(*_TAKES, *(("limit",) if self.comment else ())) else ""

    @property
    def limited(self) -> bool:
        """Whether it keeps out of what strangers are shown."""
        return not self.comment and bool(self._everywhere("limit"))

    @property
    def rule(self) -> str:
        """The rule under which it is held or limited: of the strongest action, the gravest."""
        hit = Verdict(tuple(self._everywhere(*_TAKES, "limit"))).first()
        return hit.rule if hit else ""

    @property
    def label(self) -> str:
        """The gravest rule that asks for a label."""
        return max(self._everywhere("label"), key=lambda hit: hit.severity, default=_NONE).rule

    @property
    def withheld(self) -> dict[str, str]:
        """Region to the rule of its pack that keeps it back there."""
        taken = [one.hit for one in self.found if one.hit.action in _TAKES]
        return {region: hit.rule for hit in reversed(taken) for region in hit.regions}

    def _everywhere(self, *actions: str) -> list[Hit]:
        return [one.hit for one in self.found if one.hit.action in actions and not one.hit.regions]

    @property
    def first(self) -> Found | None:
        """What decides: the strongest action that counts everywhere, then the gravest rule."""
        hit = Verdict(tuple(one.hit for one in self.found)).first()
        return next((one for one in self.found if one.hit == hit), None)

    def as_json(self) -> list[dict[str, Any]]:
        """For a row of `Screening`; `from_json` takes it back."""
        hits = Verdict(tuple(one.hit for one in self.found)).as_json()
        return [hit | {"part": one.part, "why": one.why, "fact": one.fact, "said": one.said, "marks": one.marks}
                for hit, one in zip(hits, self.found, strict=True)]


NOTHING = Screened()


def look(parts: Parts, before: Parts | None = None, *, comment: bool = False) -> Screened:
    """What the site's rules find in these parts. What stood in `before` already was judged, or is for others to report:
    mending a comma must not undo what a person decided."""
    found = [one for name, (words, language) in parts.items() if words for one in _met(name, words, language)]
    if found and before:
        known = {met for name, (words, language) in before.items() if words for met in _words(name, words, language)}
        found = [one for one in found if not _of(one.hit, parts[one.part][0]) <= known]
    return Screened(tuple(found[:HITS_MOST]), comment)


def from_json(rows: Iterable[Mapping[str, Any]], *, comment: bool = False) -> Screened:
    """Back from a row of `Screening`."""
    return Screened(tuple(_found(row) for row in rows), comment)


def _found(row: Mapping[str, Any]) -> Found:
    hit = Hit(row["rule"], row["action"], row["category"], row["severity"], tuple(row["regions"]), _pairs(row["spans"]))
    return Found(hit, row["part"], row["why"], row["fact"], row["said"], _pairs(row["marks"]))


def _pairs(rows: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in rows)


def _met(name: str, words: str, language: str) -> list[Found]:
    return [_cut(Found(hit, name), words) for hit in site.screen(words, language).hits]


def _words(name: str, words: str, language: str) -> set[tuple[str, str]]:
    return {met for hit in site.screen(words, language).hits for met in _of(hit, words)}


def _of(hit: Hit, words: str) -> set[tuple[str, str]]:
    """Rule and words of a hit."""
    return {(hit.rule, words[start:end].casefold()) for start, end in hit.spans} or {(hit.rule, "")}


def _cut(one: Found, words: str) -> Found:
    """With what stood around the first place it was met, and where in that."""
    spans = one.hit.spans[:SPANS_MOST]
    begin = max(0, spans[0][0] - AROUND) if spans else 0
    end = min(len(words), (spans[0][1] if spans else 0) + AROUND, begin + 10 * AROUND)
    marks = tuple((s - begin, min(e, end) - begin) for s, e in spans if s < end)
    return replace(one, hit=replace(one.hit, spans=spans), said=words[begin:end], marks=marks)
