"""Banks of picture hashes: what a line says, and how near hashes are found without looking at all. Plain Python.

A hash is 64 bits, so two of them differ in 0 to 64 places. Cut in four, hashes that differ in at most NEAR = 10 places have
a part in common that differs in at most two: the 137 values so near to each part are looked up, and whatever has one of them
is counted. That is exact, and an index does it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from pathlib import Path
from typing import NamedTuple

NEAR = 10
"""Places in which two hashes of one picture may differ: copies that were cut by a tenth reach 10, strangers begin at 16."""
SAME = 2
"""Places in which a picture and one that two people looked at may differ, and what they said of it holds: the same file again,
made smaller or saved anew."""
STRANGERS = 16
"""Where pictures begin that have nothing to do with one another."""
PLAIN = 8
PARTS, PART_BITS = 4, 16
FLIPS = NEAR // PARTS
KEEPER_WITHIN, ADDRESS_LONGEST = 20, 254
LINE_LONGEST, WORD_LONGEST, RULE_LONGEST, LINES_MOST = 300, 120, 60, 1_000_000


class Line(NamedTuple):
    """One hash of a bank: under which rule it is looked for, and what its keeper calls it."""

    bits: int
    rule: str
    word: str


class Wrong(NamedTuple):
    """A line of a bank that cannot be used, and why."""

    number: int
    reason: str


def read(lines: Iterable[str], rules: Iterable[str]) -> Iterator[Line | Wrong]:
    """What a bank says: sixteen hexadecimal digits, a rule of the site, a word; # begins a remark."""
    known = set(rules)
    for number, line in enumerate(lines, 1):
        if number > LINES_MOST:
            yield Wrong(number, f"a bank has at most {LINES_MOST} lines")
            return
        told = line[:LINE_LONGEST].partition("#")[0].split(None, 2)
        if told:
            yield _line(number, told, known)


def _line(number: int, told: list[str], known: set[str]) -> Line | Wrong:
    bits = bits_of(told[0])
    if bits is None:
        return Wrong(number, "a line begins with a hash of 16 hexadecimal digits")
    if len(told) < 2 or told[1] not in known:
        return Wrong(number, "the second word of a line is the id of a rule of this site")
    return Line(bits, told[1], (told[2].strip() if len(told) > 2 else "")[:WORD_LONGEST])


def keeper(lines: Iterable[str]) -> str:
    """The address of whoever keeps a bank, from a remark near its head, `# keeper: name@example.org`; empty for none."""
    for line in islice(lines, KEEPER_WITHIN):
        mark, colon, said = line[:LINE_LONGEST].strip().lstrip("# ").partition(":")
        if line.startswith("#") and colon and mark.strip().lower() == "keeper":
            address = said.strip()
            return address if _ADDRESS.fullmatch(address) and len(address) <= ADDRESS_LONGEST else ""
    return ""


_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")


def bits_of(said: str) -> int | None:
    """A hash as it is written, as the signed number that a column holds."""
    if len(said) != 16 or set(said.lower()) - set("0123456789abcdef"):
        return None
    return signed(int(said, 16))


def signed(bits: int) -> int:
    """64 bits as PostgreSQL counts them."""
    return bits - 2**64 if bits >= 2**63 else bits


def written(bits: int) -> str:
    """A hash as a bank writes it."""
    return f"{bits % 2**64:016x}"


def is_plain(bits: int) -> bool:
    """Whether it is the hash of a surface without a picture on it, of which there are too many."""
    return not PLAIN < (bits % 2**64).bit_count() < 64 - PLAIN


def keys(bits: int) -> list[int]:
    """The four parts of a hash, each with its place."""
    return [n << PART_BITS | (bits % 2**64) >> n * PART_BITS & 0xFFFF for n in range(PARTS)]


def probes(bits: int) -> list[int]:
    """All keys of which a hash as near as NEAR has one."""
    return [key ^ flip for key in keys(bits) for flip in _FLIPS]


_FLIPS = [sum(1 << place for place in places) for n in range(FLIPS + 1) for places in combinations(range(PART_BITS), n)]


def banks(folder: Path) -> list[Path]:
    """The files of banks that a host keeps below the folder of rules, in order; none where there is no such folder."""
    return sorted((folder / "pictures").glob("*.txt"))
