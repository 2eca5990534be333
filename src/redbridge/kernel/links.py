"""Where an address a person typed really leads."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import quote

import idna
import regex

_PARTS = regex.compile(r"(https?)://([^/?#]*)(.*)", regex.IGNORECASE | regex.DOTALL)
_AUTHORITY = regex.compile(r"([^:\[\]%\\]+)(?::([0-9]{1,5}))?")
_ASCII_HOST = regex.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.|$))+")
_NUMBER = regex.compile(r"[0-9]+|0x[0-9a-f]*")
_PATH_SAFE = "!#$%&'()*+,/:;=?@[]~"
MAX_HOST = 253
SHOWN_PATH = 30


@dataclass(frozen=True)
class Link:
    """`href` is ASCII and without a name or password; `shown` begins with its real host, in ASCII too."""

    href: str
    shown: str


def link(url: str) -> Link | None:
    """An http(s) address as it may be linked; None where browsers might read another host."""
    if not (parts := _PARTS.fullmatch(url)):
        return None
    scheme, authority, rest = parts.groups()
    # What stands before the last @ is a name and password, the oldest way to dress up as another host.
    if not (place := _AUTHORITY.fullmatch(authority.rpartition("@")[2])):
        return None
    if not (host := ascii_host(place[1])):
        return None
    where = f"{host}:{place[2]}" if place[2] else host
    return Link(f"{scheme.lower()}://{where}{quote(rest, safe=_PATH_SAFE)}", where + _short(rest))


def ascii_host(host: str) -> str | None:
    """The host as DNS gets it (UTS 46, lower case, punycode); None for neither a name nor an IPv4 address."""
    if len(host) > MAX_HOST:
        return None
    try:
        ascii_ = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return None
    return ascii_ if _ASCII_HOST.fullmatch(ascii_) and _honest_number(ascii_) else None


def _honest_number(host: str) -> bool:
    """Browsers take 2130706433 and 0x7f.1 for IPv4 addresses: only the plain dotted form is let through."""
    if not _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return True
    try:
        return bool(ipaddress.IPv4Address(host))
    except ValueError:
        return False


def _short(rest: str) -> str:
    if rest == "/":
        return ""
    return rest if len(rest) <= SHOWN_PATH else rest[: SHOWN_PATH - 1] + "…"
