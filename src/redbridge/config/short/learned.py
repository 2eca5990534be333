"""What an answer of Django's taught: its headers, and the page around the cards. Nothing here is written down twice."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache

from django.conf import settings

from redbridge.config.pages.slots import Parts

Headers = list[tuple[str, str]]
CONSTANT = frozenset({
    "Content-Type", "Content-Language", "Vary", "X-Frame-Options", "Content-Security-Policy", "X-Content-Type-Options",
    "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cache-Control",
})
"""The same for all answers of one kind. Where there is another one, but for those below, Django goes on to answer."""
LENGTH, ID, COOKIE = "Content-Length", "X-Request-ID", "Set-Cookie"
_CSRF = re.compile(r" ?csrftoken=(?P<secret>\w+); expires=[^;]+(?P<rest>; .*)")


@dataclass(frozen=True)
class Head:
    """The headers of one kind of answer; `cookie` is what follows the day on which the CSRF cookie ends, if it is sent."""

    constant: Headers
    cookie: str | None

    def of(self, length: int, request_id: str, secret: str) -> Headers:
        """For one answer."""
        found = [*self.constant, (LENGTH, str(length)), (ID, request_id)]
        if self.cookie is not None:
            found.append((COOKIE, f" csrftoken={secret}; expires={_expires()}{self.cookie}"))
        return found


def head_of(headers: Sequence[tuple[str, str]], secret: str) -> Head | None:
    """What an answer to somebody with this CSRF secret teaches; None where it cannot be made again."""
    constant = [(name, value) for name, value in headers if name in CONSTANT]
    others = {name: value for name, value in headers if name not in CONSTANT}
    cookie = others.pop(COOKIE, None)
    if len(constant) + len(others) + (cookie is not None) != len(headers) or set(others) != {LENGTH, ID}:
        return None
    if cookie is None:
        return Head(constant, None)
    found = _CSRF.fullmatch(cookie)
    return Head(constant, found["rest"]) if found and found["secret"] == secret else None


def _expires() -> str:
    return _day(int(time.time()) + settings.CSRF_COOKIE_AGE)


@lru_cache(2)
def _day(moment: int) -> str:
    return formatdate(moment, usegmt=True)


class Shell:
    """The page around the cards of one kind of reader, in bytes."""

    def __init__(self, parts: Parts) -> None:
        self.whole = [part.encode() for part in parts[::2]]
        self.slots = parts[1::2]

    def fill(self, values: Mapping[str, bytes]) -> bytes:
        """`values` is safe HTML by the name of a slot."""
        pieces = [b""] * (len(self.whole) + len(self.slots))
        pieces[::2] = self.whole
        pieces[1::2] = [values[name] for name in self.slots]
        return b"".join(pieces)
