"""Heads as they are published, and whether their signatures hold."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from redbridge.record.keys import HEAD, KEY, is_signed


class Fault(Exception):
    """What is wrong, and with which line; number 0 where it is not a line."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(words)
        self.number, self.words = number, words


@dataclass(frozen=True)
class Signed:
    """One head; `day` is written YYYY-MM-DD."""

    day: str
    number: int
    hash: str
    key: str
    signature: str


@dataclass(frozen=True)
class Signer:
    """A public key, since when, and the signature of the key before it."""

    key: str
    day: str
    handover: str


def head_message(day: str, number: int, hash_: str) -> bytes:
    """The bytes that are signed for a head."""
    return HEAD + json.dumps({"day": day, "number": number, "hash": hash_}, separators=(",", ":")).encode()


def key_message(public: str) -> bytes:
    """The bytes that an old key signs to hand over to a new one."""
    return KEY + public.encode()


def read(text: str) -> tuple[list[Signer], list[Signed]]:
    """Keys and heads of /transparency/heads.json; raises Fault."""
    try:
        said: dict[str, Any] = json.loads(text)
        keys = [Signer(str(one["key"]), str(one["day"]), str(one["handover"])) for one in said["keys"]]
        heads = [Signed(str(one["day"]), int(one["number"]), str(one["hash"]), str(one["key"]), str(one["signature"]))
                 for one in said["heads"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Fault(0, "the heads are not the JSON of /transparency/heads.json") from error
    return keys, heads


def check(keys: Sequence[Signer], heads: Sequence[Signed], pinned: str = "") -> list[Signed]:
    """The heads, oldest first, each signed by a key that the first one leads to; raises Fault.

    `pinned` is the key that the reader knows for the site's; without it the oldest key named is believed.
    """
    if pinned and keys and pinned not in {one.key for one in keys}:
        raise Fault(0, "the key you know is not among the site's: nobody handed over from it")
    trusted = _trusted(keys, pinned)
    ordered = sorted(heads, key=lambda head: head.day)
    for before, head in zip([None, *ordered], ordered, strict=False):
        if head.key not in trusted:
            raise Fault(head.number, f"the head of {head.day} is signed by a key that nobody handed over to")
        if not is_signed(head.key, head.signature, head_message(head.day, head.number, head.hash)):
            raise Fault(head.number, f"the signature of the head of {head.day} is wrong")
        if before and (head.day == before.day or head.number < before.number):
            raise Fault(head.number, f"the head of {head.day} has fewer lines than the one before it")
    return ordered


def _trusted(keys: Sequence[Signer], pinned: str) -> set[str]:
    trusted = {pinned or (keys[0].key if keys else "")}
    for before, one in pairwise(keys):
        if before.key in trusted and is_signed(before.key, one.handover, key_message(one.key)):
            trusted.add(one.key)
    return trusted
