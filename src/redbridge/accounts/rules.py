"""What a handle, a name and an age may be. Plain Python."""

import re
from collections.abc import Iterable, Sequence

from redbridge.kernel.text import clean

HANDLE = re.compile(r"[a-z0-9_]{2,30}")
HANDLE_LONGEST = 30
NAME_LONGEST = 20
"""Graphemes; a column holds eight code points for each, since a family emoji takes seven."""
BIO_LONGEST = 160
BIOS_LONGEST = 60_000
"""Code points of a bio in all its other languages, as JSON."""
LANGUAGES_MOST = 5
UNTRANSLATED_MOST = 12
NOTES_UNTRANSLATED_MOST = 100
"""The oldest go when there are more."""
LINKS_MOST = 5
LINK_LONGEST = 200
INTERESTS_MOST = 12
TABS = ("notes", "collections", "likes")
"""Of a profile; each can be hidden from others."""
INTEREST_LONGEST = 100
MUTED_LONGEST = 100
TOPIC_LONGEST = 60
"""Of a topic's key, as in notes."""
MUTES_MOST = 500
OLD_HANDLE_DAYS = 90
HANDLE_CHANGES = 2
"""In any 30 days."""
HANDLE_CHANGES_DAYS = 30
DEVICE_LONGEST = 60
ZONE_LONGEST = 95
TRUSTED_DAYS = 30
"""How old an account is, and how many of its suggestions were accepted, before its own yes counts."""
TRUSTED_ACCEPTED = 10
KEY_NAME_LONGEST = 40
EMAIL_LONGEST = 254
"""RFC 5321 lets a path be 256 octets, its angle brackets included."""
EARLIEST_BIRTH = 1900
ADULT_YEARS = 18
SURGE_HOURS = 24
"""How long a surge lasts that somebody switched on without saying how long, and the longest they can say."""
SURGE_HOURS_MOST = 168
SURGE_HOURS_BY_ITSELF = 6
"""How long one lasts that began by itself, from the last minute in which so many signed up."""
SURGE_MINUTES = 1
"""Over which sign-ups are counted. Whoever came in the minute that set a surge off belongs to it."""
SURGE_REST_HOURS = 1
"""For so long after somebody switched it off none begins by itself."""
LINKS_OFF_HOURS = 24
"""Without links, for accounts made in a surge."""
SURGE_SHARE = 0.2
"""What is left of every limit for accounts made in a surge, while it lasts."""
SURGE_TOLD_HOURS = 12
"""For so long the composer says that a surge has ended."""
SURGE_KEPT_DAYS = 14
"""For so long after a surge its newcomers are known as such: who came without a proof of work waits until then at most."""

RESERVED = frozenset({"admin", "administrator", "moderator", "redbridge", "root", "staff", "support", "system", "help"})

_SESSION_KEY = re.compile(r"[a-z0-9]{8,40}")

_BROWSERS = (
    ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrom", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("HarmonyOS", "HarmonyOS"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def device(agent: str) -> str:
    """What a browser says of itself, as "Firefox|Windows"; "" where it names neither. Versions are nobody's business."""
    browser, system = (
        next((name for mark, name in marks if mark in agent), "") for marks in (_BROWSERS, _SYSTEMS)
    )
    return f"{browser}|{system}" if browser or system else ""


def is_session_key(text: str) -> bool:
    """Whether `text` can be a session's key; what cannot never reaches the database, which refuses null bytes."""
    return _SESSION_KEY.fullmatch(text) is not None


def is_handle(text: str) -> bool:
    """Whether `text` can be a handle: 2 to 30 of a to z, 0 to 9 and _."""
    return HANDLE.fullmatch(text) is not None


def muted_word(typed: str) -> str:
    """A word as mutes compare it: one line, lower case, as long as a column holds."""
    return " ".join(clean(typed).lower().split())[:MUTED_LONGEST].strip()


def too_young(birth_year: int, this_year: int, least: int) -> bool:
    """Whether someone born that year is under `least` years all through this year."""
    return this_year - birth_year < least


def is_young(birth_year: int | None, this_year: int) -> bool:
    """Whether somebody born that year may still be under 18: until the year in which they turn it has passed."""
    return birth_year is not None and this_year - birth_year <= ADULT_YEARS


def tidy_languages(codes: Iterable[str], known: Iterable[str]) -> list[str]:
    """The known ones, in order, each once, at most LANGUAGES_MOST."""
    names = set(known)
    return list(dict.fromkeys(code for code in codes if code in names))[:LANGUAGES_MOST]


def reads(interface: str, accepted: Sequence[str]) -> list[str]:
    """What someone we do not know reads: the page's language, its sister, then what the browser asks for.

    Browsers of Hong Kong and Macau say zh, and read Cantonese too.
    """
    first, *rest = {"zh-Hant": ["zh-Hant", "zh-Hans"]}.get(interface, [interface])
    cantonese = ["yue"] if any({"hk", "mo"} & set(code.lower().split("-")) for code in accepted) else []
    return list(dict.fromkeys([first, *cantonese, *rest, *(bcp47(code) for code in accepted)]))[:LANGUAGES_MOST]


def bcp47(code: str) -> str:
    """A browser's tag as ours: `zh-TW` → `zh-Hant`, `zh-CN` → `zh-Hans`, `en-US` → `en`."""
    parts = code.lower().split("-")
    if parts[0] == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
    return parts[0]
