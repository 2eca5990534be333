"""What a note and a comment may be. Plain Python."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from redbridge.kernel.spans import topic_name

TITLE_WIDTH = 40
"""Display units: a Chinese character counts 2."""
WORDS_WIDTH = 90
COMMENT_LONGEST = 1000
"""Graphemes."""
BOARD_LONGEST = 30
"""Graphemes."""
BOARDS_MOST = 200
BOARD_PEOPLE_MOST = 20
UNDO_DAYS = 30
PLACE_LONGEST = 60
"""Graphemes."""
DRAFTS_MOST = 100
DRAFT_LONGEST = 150_000
"""Code points of all fields together."""
SECOND = ("second_language", "second_title", "second_words", "second_body")
"""The same note in another language of its author's."""
DRAFTED = (
    "kind", "card", "words", "title", "body", "language", "place", "visibility", "replies", "sensitive", "due", "zone", "page",
    *SECOND,
)  # fmt: skip
ZONE_LONGEST = 64
FURTHEST = timedelta(days=366)
"""How far ahead a note can be scheduled."""
RESTORABLE = timedelta(days=UNDO_DAYS)
"""How long what was deleted can be brought back."""
TOPICS_MOST = 20
MENTIONS_MOST = 20
TOPIC_LONGEST = 60
TRANSLATIONS_MOST = 16
"""Languages a note or comment is kept in beside its own."""
JOINED_MOST = 12
"""Topics that are one."""
PROPOSED_MOST = 20
"""Proposals about one topic that wait."""
CARDS = ("letter", "seal", "indigo", "celadon", "window", "practice")
UNKNOWN = "und"
OWN = "author"
"""The `by` of a translation that is the author's own: it is theirs to change, and no engine's to replace."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")


def number(said: str) -> int | None:
    """An id as a form or an address names it; None for what cannot be one."""
    return int(said) if said.isdecimal() and len(said) < 20 else None


def topic_key(name: str) -> str:
    """What makes two spellings one topic: `#CatTax` and `#cattax`, full-width and plain; links are made of it too."""
    return topic_name(name)[:TOPIC_LONGEST]


_GAP = re.compile(r"[\s\-'’.,:;!?·，。！？、]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def topic_words(name: str) -> str:
    """A topic's name as one would say it: CatTax and cat_tax as Cat Tax and cat tax."""
    return " ".join(_CAMEL.sub(" ", name).replace("_", " ").split())


def topic_of(words: str) -> str:
    """The key of a topic that is called so: `cat tax` as cattax."""
    return topic_key(_GAP.sub("", words))


def is_language(code: str) -> bool:
    """A tag like `en` or `zh-Hant`, or `und`."""
    return _LANGUAGE.fullmatch(code) is not None


def first_line(body: str, width: int = 80) -> str:
    """The beginning of a body, for notes without a title: browsers' tabs, notices, names of pictures."""
    line = body.strip().split("\n", 1)[0]
    return line if len(line) <= width else line[: width - 1] + "…"


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its name, UTC for none we know."""
    try:
        return ZoneInfo(name if re.fullmatch(r"[A-Za-z0-9_+/-]{1,64}", name) else "UTC")
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return ZoneInfo("UTC")


def moment(said: str, zone: str) -> datetime | None:
    """What a `datetime-local` field says in a zone, in UTC; None for anything else."""
    try:
        local = datetime.fromisoformat(said[:32])
        return local.replace(tzinfo=zone_of(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
