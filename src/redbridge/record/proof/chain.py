"""Reading a record line by line, against its own chain and against signed heads."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redbridge.record.lines import GENESIS, SHAPE
from redbridge.record.proof.heads import Fault, Signed


@dataclass(frozen=True)
class Proved:
    """What was found whole: how many lines, and up to which of them a signed head covers it."""

    lines: int
    covered: int
    day: str


def check(lines: Iterable[bytes], heads: Sequence[Signed] = ()) -> Proved:
    """Read published lines, each with its end of line; raises Fault for the first one that is wrong.

    `heads` are checked ones, oldest first (heads.check). Lines after the last head hold only by their own chain.
    """
    number, previous = 0, GENESIS.encode()
    left = list(reversed(heads))
    _meet(left, number, previous)
    for number, line in enumerate(lines, 1):
        previous = step(number, line, previous)
        if left and left[-1].number == number:
            _meet(left, number, previous)
    if left:
        head = left[-1]
        raise Fault(number + 1, f"the record ends with line {number}, but the head of {head.day} covers {head.number} lines")
    last = heads[-1] if heads else None
    return Proved(number, last.number if last else 0, last.day if last else "")


def step(number: int, line: bytes, previous: bytes) -> bytes:
    """The hash of this line, after the hash of the one before it; raises Fault."""
    shape = SHAPE.fullmatch(line)
    if shape is None:
        raise Fault(number, f"line {number} is not a line of the record")
    body, said_number, said_previous, said_hash = shape.groups()
    if int(said_number) != number:
        raise Fault(number, f"line {number} says that it is line {said_number.decode()}")
    if said_previous != previous:
        raise Fault(number, f"line {number} does not hold the hash of the line before it")
    if hashlib.sha256(body + b"}").hexdigest().encode() != said_hash:
        raise Fault(number, f"line {number} does not have the hash that it says")
    return said_hash


def _meet(left: list[Signed], number: int, hash_: bytes) -> None:
    """Hold every head of this number against the line."""
    while left and left[-1].number == number:
        head = left.pop()
        if head.hash.encode() != hash_:
            raise Fault(number, f"the head of {head.day} was signed for another line {number}: the record was rewritten")
