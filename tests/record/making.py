"""Records for tests: as the site writes them, and as plain lines without a site."""

import random
from dataclasses import replace
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from redbridge.record import keys, lines, rules
from redbridge.record.lines import Line
from redbridge.record.proof.heads import Signed, Signer, head_message
from redbridge.record.rules import Kept

DAY = date(2026, 3, 1)


def kept(**more: object) -> Kept:
    """A decision."""
    said: dict[str, object] = {"kind": "limit", "rule": "scams", "language": "en", "by": "person", "seconds": 840,
                               "surface": "note"}
    return Kept(**said | more)  # type: ignore[arg-type]


def said(number: int, previous: str, chance: random.Random) -> Line:
    """A line that could stand there."""
    return Line(
        number, DAY + timedelta(days=number // 50), chance.choice(rules.KINDS), chance.choice(["scams", "hate", "引战"]),
        chance.choice(["en", "zh-Hans", "zh-Hant"]), chance.choice(rules.BY), rules.rounded(chance.randrange(10**6)),
        chance.choice(["", "", "DE", "DE,FR"]), "note", chance.random() < 0.1, number - 1 if number % 9 == 8 else None,
        rules.mark_of(str(number)), previous,
    )


def chained(bodies: list[Line]) -> list[bytes]:
    """Published lines with the chain made anew, as somebody would who changed one and has no key."""
    made, previous = [], lines.GENESIS
    for line in bodies:
        body = lines.body(replace(line, previous=previous))
        previous = lines.hash_of(body)
        made.append(lines.published(body, previous).encode() + b"\n")
    return made


class Site:
    """A record of `many` lines with a head each `every`, the last line under one too."""

    def __init__(self, many: int, every: int = 50, seed: int = 7) -> None:
        chance = random.Random(seed)
        self.said = [said(number, "", chance) for number in range(1, many + 1)]
        self.lines = chained(self.said)
        self.private = Ed25519PrivateKey.generate()
        self.key = keys.public_of(self.private)
        self.keys = [Signer(self.key, DAY.isoformat(), "")]
        ends = [*range(every, many, every), many]
        self.heads = [self.head(DAY + timedelta(days=place), end) for place, end in enumerate(ends)]

    def head(self, day: date, number: int) -> Signed:
        """Signed."""
        hash_ = self.lines[number - 1][-67:-3].decode() if number else lines.GENESIS
        return signed(self.private, day, number, hash_)


def signed(private: Ed25519PrivateKey, day: date, number: int, hash_: str) -> Signed:
    """A head by this key."""
    signature = private.sign(head_message(day.isoformat(), number, hash_)).hex()
    return Signed(day.isoformat(), number, hash_, keys.public_of(private), signature)
