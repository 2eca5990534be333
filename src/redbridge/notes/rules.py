"""What a note and a comment may be. Plain Python."""

import re

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
TOPICS_MOST = 20
MENTIONS_MOST = 20
TOPIC_LONGEST = 60
CARDS = ("letter", "seal", "indigo", "celadon", "window", "practice")
UNKNOWN = "und"

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")


def number(said: str) -> int | None:
    """An id as a form or an address names it; None for what cannot be one."""
    return int(said) if said.isdecimal() and len(said) < 20 else None


def topic_key(name: str) -> str:
    """What makes two spellings one topic: `#CatTax` and `#cattax`, full-width and plain; links are made of it too."""
    return topic_name(name)[:TOPIC_LONGEST]


def is_language(code: str) -> bool:
    """A tag like `en` or `zh-Hant`, or `und`."""
    return _LANGUAGE.fullmatch(code) is not None


def first_line(body: str, width: int = 80) -> str:
    """The beginning of a body, for notes without a title: browsers' tabs, notices, names of pictures."""
    line = body.strip().split("\n", 1)[0]
    return line if len(line) <= width else line[: width - 1] + "…"
