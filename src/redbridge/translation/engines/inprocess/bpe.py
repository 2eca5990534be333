"""Byte pair encoding as subword-nmt writes it down: the pieces of older packages."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from redbridge.translation.engines.inprocess import moses
from redbridge.translation.packages.found import MOST_JSON

MOST_BYTES = 50 * MOST_JSON
GOES_ON, END = "@@", "</w>"


class BytePairs:
    """Pieces of a package's `bpe.model`; raises ValueError for a file that is none."""

    def __init__(self, file: Path, source: str, target: str) -> None:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError(f"{file.name} is too large")
        lines = [line for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#version")]
        pairs = [tuple(line.split()[:2]) for line in lines]
        if not pairs or any(len(pair) != 2 for pair in pairs):
            raise ValueError(f"{file.name} is no list of pairs")
        self._ranks = {pair: rank for rank, pair in reversed(list(enumerate(pairs)))}
        self._source, self._target = source, target
        self._pieces = lru_cache(maxsize=20_000)(self._cut)

    def encode(self, text: str) -> list[str]:
        """See `Tokens`."""
        return [piece for word in moses.words(text, self._source) for piece in self._pieces(word)]

    def decode(self, pieces: Sequence[str]) -> str:
        """See `Tokens`."""
        return moses.sentence(" ".join(pieces).replace(f"{GOES_ON} ", "").split(), self._target)

    def _cut(self, word: str) -> tuple[str, ...]:
        """The pairs of a word are joined, the most frequent first, until none is known."""
        parts = [*word[:-1], word[-1] + END]
        while len(parts) > 1:
            rank, at = min((self._ranks.get(pair, len(self._ranks)), at) for at, pair in enumerate(pairwise(parts)))
            if rank == len(self._ranks):
                break
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        last = parts[-1].removesuffix(END)
        return (*(part + GOES_ON for part in parts[:-1]), last)
