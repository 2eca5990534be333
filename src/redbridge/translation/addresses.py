"""Engines as a host writes them: addresses in order of preference. Plain Python, read before Django is there."""

import hashlib
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from redbridge.translation.options import NAME_SIZE, options

SCHEMES = {
    "http": ("libretranslate", "http"),
    "https": ("libretranslate", "https"),
    "deepl": ("deepl", "https"),
    "deepl+http": ("deepl", "http"),
    "openai": ("openai", "https"),
    "openai+http": ("openai", "http"),
    "local": ("inprocess", ""),
    "file": ("inprocess", ""),
}
"""What a scheme names, and what is spoken below it."""
_BETWEEN = re.compile(r"\s+|,(?=\s*[a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_SECRET = re.compile(r"[!-~]*")


@dataclass(frozen=True)
class Address:
    """One engine: where it is and what the host says of it.

    `url` never holds a key; it is a folder in process, "" where the key alone tells the server.
    `pairs`: the pairs to ask it for, none for all it has. `budget`: characters a day. `price`: of a million characters.
    `seconds`: the longest one call may take, retries and all.
    """

    kind: str
    url: str
    secret: str = field(default="", repr=False)
    local: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    budget: int | None = None
    price: float = 0.0
    seconds: float = 10.0
    model: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """What memory and budget know it by: the same as long as it would answer the same."""
        place = self.url.partition("://")[2] or self.url
        whole = ":".join(part for part in (self.kind, place, self.model) if part)
        if len(whole) <= NAME_SIZE:
            return whole
        return f"{whole[: NAME_SIZE - 9]}~{hashlib.sha256(whole.encode()).hexdigest()[:8]}"

    def takes(self, source: str, target: str) -> bool:
        """Whether the host wants it asked for this pair."""
        return not self.pairs or any(_meant(a, source) and _meant(b, target) for a, b in self.pairs)


@lru_cache(maxsize=64)
def addresses(value: str) -> tuple[Address, ...]:
    """The engines of a setting. Raises ValueError with the end of a sentence: what the first wrong one should be."""
    found = tuple(_address(word) for word in _BETWEEN.split(value) if word)
    keys = [one.key for one in found]
    if len(set(keys)) < len(keys):
        raise ValueError("names the same engine twice, which should be one address with both pairs")
    return found


def with_key(found: tuple[Address, ...], secret: str) -> tuple[Address, ...]:
    """The same, with the one key that stands apart given to the first that is asked over a network and has none."""
    bare = next((one for one in found if one.kind != "inprocess" and not one.secret), None)
    return tuple(replace(one, secret=secret) if secret and one is bare else one for one in found)


def _meant(wanted: str, language: str) -> bool:
    return wanted == "*" or f"{language}-".lower().startswith(f"{wanted}-".lower())


def _address(word: str) -> Address:
    parts = _split(word)
    if parts.scheme not in SCHEMES:
        raise ValueError(f"should be addresses that begin with {', '.join(f'{s}:' for s in SCHEMES)}")
    kind, below = SCHEMES[parts.scheme]
    said = options(parts.query)
    if kind == "inprocess":
        return Address(kind, _folder(parts), **{**said, "local": True})
    if kind == "openai" and "model" not in said:
        raise ValueError("should say which model with ?model=…")
    if kind == "deepl" and re.match(r"deepl://([^@]*@)?(\?|$)", word):
        return Address(kind, "", _secret(parts), **said)
    if kind != "libretranslate" and _is_a_key(parts):
        raise ValueError("should have an @ after the key, as in deepl://KEY@ or openai://KEY@host?model=…")
    return Address(kind, _place(parts, below), _secret(parts), **said)


def _is_a_key(parts: SplitResult) -> bool:
    """What stands where a host should looks like a key, and would be looked up in the net."""
    return "@" not in parts.netloc and not any(mark in parts.netloc for mark in ".:[") and parts.netloc != "localhost"


def _split(word: str) -> SplitResult:
    try:
        parts = urlsplit(word)
        _ = parts.port
    except ValueError:
        raise ValueError("should hold addresses like http://localhost:5000, and a key only before an @") from None
    if parts.fragment:
        raise ValueError("should have no #: write %23 for one in a key")
    return parts


def _folder(parts: SplitResult) -> str:
    if parts.netloc:
        raise ValueError("should name a folder like local:/srv/packages or file:///srv/packages")
    return unquote(parts.path)


def _place(parts: SplitResult, below: str) -> str:
    host = parts.netloc.rpartition("@")[2]
    if not host:
        raise ValueError("should name a host after the two slashes")
    return f"{below}://{host}{parts.path.rstrip('/')}"


def _secret(parts: SplitResult) -> str:
    """All before the last @, as one key: those of DeepL hold a colon."""
    secret = unquote(parts.netloc.rpartition("@")[0])
    if not _SECRET.fullmatch(secret):
        raise ValueError("should hold keys of plain characters without spaces")
    return secret
