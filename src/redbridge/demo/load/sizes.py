"""How large, and how uneven. Plain Python."""

import random
from dataclasses import dataclass
from itertools import accumulate

LIKES_A_NOTE = 6
COMMENTS_A_NOTE = 0.5
FOLLOWS_A_PERSON = 15
FOLLOWED_SKEW, WRITING_SKEW, LIKED_SKEW = 0.8, 0.6, 0.7
"""Exponents of Zipf's law: the first of 200,000 people has a fiftieth of all followers."""
READER_FOLLOWS = 200
"""Of the first two people, who are there to sign in as."""


@dataclass(frozen=True)
class Size:
    """What to load; `follows` is reached as far as there are people to follow."""

    people: int
    notes: int
    follows: int


class Draw:
    """Numbers below `many`, some much more often than others: Zipf's law over a shuffled order."""

    def __init__(self, luck: random.Random, many: int, exponent: float) -> None:
        self.luck = luck
        self.order = list(range(many))
        luck.shuffle(self.order)
        self.heights = list(accumulate((rank + 1) ** -exponent for rank in range(many)))

    def one(self) -> int:
        """One of them."""
        return self.some(1)[0]

    def some(self, many: int) -> list[int]:
        """As many, with doubles."""
        return self.luck.choices(self.order, cum_weights=self.heights, k=many)

    def different(self, many: int) -> set[int]:
        """As many, each once; `many` must be well below their number."""
        found = set(self.some(many))
        while len(found) < many:
            found.update(self.some(many - len(found)))
        return found


def shares(luck: random.Random, total: float, many: int, exponent: float, most: int) -> list[int]:
    """`total` parted among `many` by Zipf's law in shuffled order, each share a whole number and at most `most`."""
    heights = [(rank + 1) ** -exponent for rank in range(many)]
    luck.shuffle(heights)
    unit = total / sum(heights)
    return [min(most, int(height * unit + luck.random())) for height in heights]


def even_follows(luck: random.Random, size: Size) -> list[int]:
    """How many each person follows: log-normal, as measured on most networks, adding up to `size.follows`."""
    most = max(1, size.people // 4)
    heights = [luck.lognormvariate(0, 1) for _ in range(size.people)]
    unit = size.follows / sum(heights)
    found = [min(most, int(height * unit + luck.random())) for height in heights]
    found[:2] = [min(READER_FOLLOWS, most)] * 2
    return found
