"""What a host says of an engine after the question mark of its address. Plain Python."""

import re
from typing import Any
from urllib.parse import unquote

NAME_SIZE, WHY_SIZE = 60, 200
_TAG = r"(?:\*|[a-z]{2,3}(?:-[a-z0-9]{2,8})*)"
_PAIR = re.compile(rf"({_TAG})>({_TAG})", re.IGNORECASE)


def options(query: str) -> dict[str, Any]:
    """The options by name, read. Raises ValueError with the end of a sentence: what the first wrong one should be."""
    found: dict[str, Any] = {}
    for part in filter(None, query.split("&")):
        name, _, value = part.partition("=")
        if name not in _READERS:
            raise ValueError(f"should have after the ? only {', '.join(_READERS)}")
        found[name] = _READERS[name](unquote(value))
    return found


def _yes(value: str) -> bool:
    if value not in ("yes", "no"):
        raise ValueError("should say local=yes or local=no")
    return value == "yes"


def _pairs(value: str) -> tuple[tuple[str, str], ...]:
    told = [_PAIR.fullmatch(word.strip()) for word in value.split(",")]
    if not all(told):
        raise ValueError("should say pairs like pairs=zh-Hans>en,en>*")
    return tuple((one[1], one[2]) for one in told if one)


def _whole(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,15}", value):
        raise ValueError("should say a budget in characters a day like budget=500000")
    return int(value)


def _price(value: str) -> float:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", value):
        raise ValueError("should say the price of a million characters like price=20 or price=0.15")
    return float(value)


def _words(value: str) -> str:
    if not 0 < len(value) <= NAME_SIZE or not value.isprintable():
        raise ValueError(f"should have names and models of 1 to {NAME_SIZE} characters")
    return value


def _seconds(value: str) -> float:
    if not re.fullmatch(r"[1-9]|[1-5][0-9]|60", value):
        raise ValueError("should say the longest call in seconds from 1 to 60 like seconds=30")
    return float(value)


_READERS = {
    "local": _yes, "pairs": _pairs, "budget": _whole, "price": _price, "seconds": _seconds, "model": _words, "name": _words,
}  # fmt: skip
