"""Coordinated behaviour: the same words, in the same minutes, at the same targets, by several accounts. Plain Python.

Neither the language nor a place is asked for: words are letters in a row, whatever script they are in. Two texts are told
alike by their sketches, the smallest hashes of all runs of four letters: as many of these are shared as of all runs.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta

from redbridge.kernel.links import link
from redbridge.kernel.markup import spans

SEVERAL = 4
"""Accounts."""
MINUTES = timedelta(minutes=30)
LETTERS_LEAST = 24
RUN, SKETCH = 4, 16
ALIKE = 0.7
AIMS_MOST, AIM_LONGEST = 20, 300
KEPT = timedelta(days=2)
MEMBERS_MOST = 200


def letters(text: str) -> str:
    """The letters of a text in a row: what it points at, digits, signs and spaces left out."""
    bare, at = "", 0
    for span in spans(text):
        bare += text[at : span.start]
        at = span.end
    folded = unicodedata.normalize("NFKC", bare + text[at:]).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] == "L")


def sketch(text: str) -> list[int]:
    """What texts are told alike by; [] for one that is too short to be anybody's."""
    row = letters(text)
    if len(row) < LETTERS_LEAST:
        return []
    runs = {row[n : n + RUN] for n in range(len(row) - RUN + 1)}
    return sorted(_hash(run) for run in runs)[:SKETCH]


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of two texts is the same, 0 to 1, as their sketches tell."""
    smallest = sorted({*one, *other})[:SKETCH]
    both = set(one) & set(other)
    return sum(1 for hashed in smallest if hashed in both) / len(smallest) if smallest else 0.0


def aims(text: str, also: Iterable[str] = ()) -> list[str]:
    """What a text points at: people as @handle, addresses as they really lead, and what it stands under (`also`)."""
    found = list(also)
    for span in spans(text):
        if span.kind == "mention":
            found.append(f"@{span.name}")
        elif span.kind == "url" and (to := link(span.text)):
            found.append(to.href)
    return list(dict.fromkeys(aim[:AIM_LONGEST] for aim in found))[:AIMS_MOST]


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big", signed=True)
