"""What a suggestion must keep, and how many people it takes. Plain Python; why: docs/adr on corrections."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from redbridge.kernel import text
from redbridge.kernel.spans import spans

Said = dict[str, str]
_ABOUT = {"by", "engine", "tried", "doubted", "doubted_alt", "doubted_said"}
"""What a translation says of itself; all else is words."""
"""A row's translation into one language: its fields, `by`, `engine`, and where people mended it `mended`, `mender`."""

OFTEN = 20
"""Rows that show a text from which on it belongs to everyone: an author's yes then serves their own rows alone."""
VOICES = 2
"""Trusted members, neither of them the proposer."""
OFTEN_VOICES = 4
"""For a text used often, from both languages' sides; or two, one of them staff."""
REFUSALS = 2
PAIR_DAY = timedelta(days=1)
PAIR_MEMORY = timedelta(days=30)
"""Two who accept each other within this time are a pair, and count for each other once in PAIR_DAY."""
EARNED_BY_ONE = 2
"""How many suggestions accepted by one author earn trust: a second account of one's own is worth no more."""
DOUBTS = 3
"""People who call a translation wrong before readers get the original first."""
DOUBTED_SHOWN = 20
CALLED_MOST = 2000
"""Of one person's "this is wrong": the latest count, and a page reads no more of them."""
WAITING_MOST = 200
"""Of one person's suggestions."""
REASON_LONGEST = 300
"""Graphemes, of why a suggestion was declined."""
SHORTEST_LIMIT = 120


@dataclass(frozen=True)
class Voter:
    """Somebody who said yes: whether they are staff, and the language they read first."""

    id: int
    staff: bool
    first: str


def longest(original: str) -> int:
    """How many graphemes a translation may have: four for each of the original's, since Chinese is short."""
    return max(SHORTEST_LIMIT, 4 * text.graphemes(original))


def spans_of(words: str) -> "Counter[str]":
    """Topics, mentions, addresses, emoji and stickers of a text, by how they name what they name."""
    return Counter(span.name if span.kind in ("topic", "mention") else span.text for span in spans(words))


def harmed(original: str, said: str) -> tuple[list[str], list[str]]:
    """The spans that `said` lost and those it added, as they were written."""
    before, after = spans_of(original), spans_of(said)
    return _written(original, before - after), _written(said, after - before)


def _written(words: str, wanted: "Counter[str]") -> list[str]:
    found = []
    for span in spans(words):
        name = span.name if span.kind in ("topic", "mention") else span.text
        if wanted[name] > 0:
            wanted[name] -= 1
            found.append(span.label)
    return found


def enough(voters: Sequence[Voter], uses: int, source: str, target: str) -> bool:
    """Whether these different people may change what `uses` rows show."""
    if uses < OFTEN:
        return len(voters) >= VOICES
    if any(voter.staff for voter in voters):
        return len(voters) >= VOICES
    sides = {_stem(voter.first) for voter in voters}
    return len(voters) >= OFTEN_VOICES and {_stem(source), _stem(target)} <= sides


def _stem(code: str) -> str:
    return code.split("-")[0]


def mend(said: Mapping[str, str], field: str, words: str, name: str, who: int | None) -> Said:
    """A row's translation with a person's words in one field, and their name where they have one."""
    credit = {"mended": name, "mender": str(who)} if who and name else {}
    kept = {key: value for key, value in said.items() if key not in ("mended", "mender", "doubted", f"doubted_{field}")}
    if kept.get("by", "human") == "human":
        # What the memory gave with a name has it among the credits from now on.
        kept |= {"by": "human", "engine": ""}
    return kept | {field: words} | credit


def unmend(said: Mapping[str, str], field: str, before: str | None, credit: Mapping[str, str]) -> Said:
    """The translation as it stood before a correction of `field`; {} where nothing of it is left."""
    kept = {key: value for key, value in said.items() if key not in ("mended", "mender", field)}
    if before is None and not credit and kept.get("by") == "human":
        return {}  # all of it came from what people had said
    if before is not None:
        kept[field] = before
    return kept | dict(credit) if kept.keys() - _ABOUT else {}
