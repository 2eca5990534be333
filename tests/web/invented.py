"""Invented people, notes and comments, in the shapes the rooms hand to templates."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any


class Invented(SimpleNamespace):
    """Kept by identity where pages keep what they rendered."""

    __hash__ = object.__hash__  # type: ignore[assignment]


ME = Invented(id=8, handle="joss", name="Joss", theme="", languages=("en",), staff=False)


def card(number: int, **extra: Any) -> Invented:
    """A text card in the reader's own language, unless said otherwise."""
    made = {
        "id": number, "url": f"/notes/{number}", "card": "seal", "title": f"Note {number}", "title_lang": "en",
        "words": "Say it here", "words_lang": "en", "twin": "", "twin_lang": "", "source_language": "en", "by": "",
        "engine": "", "cover": None, "picture_count": 0, "author_id": 16, "author_handle": "lin", "author_name": "Lin",
        "likes": 7, "liked": False, "author_avatar": None, "sensitive": False, "excerpt": "", "restraint": None,
    }  # fmt: skip
    return Invented(**(made | extra))


def comment(number: int, body: str, translated: str = "", **extra: Any) -> Invented:
    """A comment; with `translated`, one written in Chinese and read in English."""
    translation = {"body": translated, "by": "engine", "engine": "LibreTranslate"} if translated else {}
    made = {
        "id": number, "author_id": 24, "author_handle": "mei", "author_name": "Mei", "by_author": False, "mine": False,
        "parent_id": None,
        "body": body, "language": "zh-Hans" if translated else "en", "target": "en", "translation": translation,
        "shown": translated or body, "shown_lang": "en", "published": datetime(2025, 1, 14, tzinfo=UTC), "replies": [],
        "note_id": 3, "under_mine": False, "likes": 0, "liked": False, "pinned": False, "picture": None, "folded": 0,
        "gone": False, "crossing": "", "doubted": False, "author_avatar": None, "reply_count": 0,
        "standing": "", "label": "", "rule": "", "kept_rule": "",
        "url": f"/notes/3?comment={number}#comment-{number}",
    }  # fmt: skip
    return Invented(**(made | extra))
