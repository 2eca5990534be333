"""What loaded people write: the demo's own lines, put together anew, each with its human-made translation."""

import random
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from redbridge.demo import content
from redbridge.kernel.text import width
from redbridge.notes.rules import TITLE_WIDTH

OTHER = {"en": "zh-Hans", "zh-Hans": "en", "zh-Hant": "en"}
ENGINE = "demo"
ROOM = 8
"""Display units of a title kept free for its number."""
Pair = tuple[str, str]


@dataclass
class Pool:
    """Pairs of (words as written, in the other language) in one language."""

    titles: list[Pair] = field(default_factory=list)
    words: list[Pair] = field(default_factory=list)
    lines: list[Pair] = field(default_factory=list)
    comments: list[Pair] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)


@cache
def pools() -> dict[str, Pool]:
    """By language: en, zh-Hans, zh-Hant."""
    found = {language: Pool() for language in OTHER}
    for note in content.notes():
        _take(found[note["language"]], note)
        for comment in note["comments"]:
            for one in (comment, *comment.get("replies", [])):
                found[one["language"]].comments.append((one["body"], one["translation"]))
    return found


def _take(pool: Pool, note: dict[str, Any]) -> None:
    said = note["translation"]
    if note.get("title") and width(note["title"]) <= TITLE_WIDTH - ROOM:
        pool.titles.append((note["title"], said["title"]))
    if note.get("words"):
        pool.words.append((note["words"], said["words"]))
    for line, other in zip((note.get("body") or "").split("\n"), (said.get("body") or "").split("\n"), strict=False):
        if "#" in line:
            pool.topics += [word for word in line.split() if word.startswith("#")]
        elif line and other:
            pool.lines.append((line, other))


@dataclass(frozen=True)
class Written:
    """The words of one note and its translation; `card` is the style of a text card or ""."""

    title: str
    words: str
    body: str
    card: str
    translation: dict[str, str]


def write(luck: random.Random, language: str, card: str, number: int, topics: list[str]) -> Written:
    """A note of one to five lines; its title ends with its number, so that no two are alike."""
    pool = pools()[language]
    title, other_title = luck.choice(pool.titles)
    words, other_words = luck.choice(pool.words) if card else ("", "")
    lines = [luck.choice(pool.lines) for _ in range(luck.choice((1, 1, 2, 2, 3, 5)))]
    end = [" ".join(topics)] if topics else []
    said = {"title": f"{other_title} {number}", "words": other_words, "body": "\n".join([line[1] for line in lines] + end)}
    translation = {name: text for name, text in said.items() if text}
    return Written(f"{title} {number}", words, "\n".join([line[0] for line in lines] + end), card,
                   {**translation, "by": "engine", "engine": ENGINE})
