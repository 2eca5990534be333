"""What a reader would see of each text: the site's own way through engines, without its memory."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from redbridge.kernel.text import clean
from redbridge.translation.actions.machine import Machine
from redbridge.translation.addresses import Address
from redbridge.translation.engines import Unavailable
from redbridge.translation.engines.opening import serving
from redbridge.translation.evaluating.pairs import Pair
from redbridge.translation.rules import carry, protect

AT_ONCE = 10
SECONDS = 60.0
"""For so many texts together, all engines included."""


@dataclass(frozen=True)
class Seen:
    """`text` is what is seen of a pair's, by `engine`, None where it is the original; `failed`: no engine answered."""

    pair: Pair
    text: str
    engine: str | None
    failed: bool = False

    @property
    def refused(self) -> bool:
        """Whether there were words, and they are seen as they were written."""
        return self.engine is None and bool(protect(clean(self.pair.text)).wanted)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.pair.id, "direction": self.pair.direction, "source": self.pair.kind, "seen": self.text,
            "engine": self.engine,
        }  # fmt: skip


def see(pairs: Sequence[Pair], engines: Sequence[Address], told: Callable[[str], None]) -> Iterator[tuple[Seen, float]]:
    """Each pair with the seconds that it took, direction by direction. `told` hears why an engine did not answer."""
    for _direction, same in groupby(sorted(pairs, key=lambda pair: pair.direction), key=lambda pair: pair.direction):
        whole = list(same)
        for first in range(0, len(whole), AT_ONCE):
            some, began = whole[first : first + AT_ONCE], time.monotonic()
            seen = _seen(some, engines, told)
            each = (time.monotonic() - began) / len(some)
            yield from ((one, each) for one in seen)


def _seen(pairs: Sequence[Pair], engines: Sequence[Address], told: Callable[[str], None]) -> list[Seen]:
    """By the first engine that answers, as on the site."""
    texts, failed = [clean(pair.text) for pair in pairs], False
    for machine in _machines(engines, pairs[0]):
        try:
            if carried := carry(texts, machine, machine.pair[1]):
                return [_one(pair, text, one.text, machine.name) for pair, text, one in zip(pairs, texts, carried, strict=True)]
        except Unavailable as error:
            failed = True
            told(f"{machine.name} did not answer: {error}")
    return [Seen(pair, pair.text, None, failed) for pair in pairs]


def _machines(engines: Iterable[Address], pair: Pair) -> Iterator[Machine]:
    until = time.monotonic() + SECONDS
    for address in engines:
        if address.takes(pair.source, pair.target) and (engine := serving(address, pair.source, pair.target)):
            yield Machine(engine, pair.source, pair.target, public=False, until=until)


def _one(pair: Pair, text: str, seen: str, engine: str) -> Seen:
    return Seen(pair, pair.text, None) if seen == text else Seen(pair, seen, engine)
