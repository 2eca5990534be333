"""What people answered: likes and comments."""

import random
import uuid
from collections.abc import Iterator

from redbridge.demo.load import moments
from redbridge.demo.load.copying import copy, document, text
from redbridge.demo.load.notes import Made
from redbridge.demo.load.sizes import Draw
from redbridge.demo.load.texts import ENGINE, OTHER, pools

READING_SKEW = 0.5
REPLY_SHARE = 0.3
WITHIN = 3 * moments.DAY
COLUMNS = ("id", "note_id", "author_id", "parent_id", "client_key", "body", "language", "language_chosen", "translations",
           "published")


def load_likes(ids: list[int], made: list[Made], likes: list[int], readers: Draw) -> int:
    """As many likes as each note's tally says, of different people."""
    return copy("notes_like", ("person_id", "note_id"), (
        f"{ids[person]}\t{note.id}" for note, many in zip(made, likes, strict=True) if many
        for person in readers.different(many)))


def load_comments(ids: list[int], made: list[Made], comments: list[int], readers: Draw, luck: random.Random) -> int:
    """As many comments as each note's tally says, within three days of it; some answer the one before them."""
    return copy("notes_comment", COLUMNS, _comments(ids, made, comments, readers, luck))


def _comments(
    ids: list[int], made: list[Made], comments: list[int], readers: Draw, luck: random.Random
) -> Iterator[str]:
    now = moments.now_ms()
    asked = sorted((_after(note, luck, now), place) for place, note in enumerate(made) for _ in range(comments[place]))
    when = moments.rising([moment for moment, _place in asked])
    first: dict[int, int] = {}
    for (_moment, place), moment, author in zip(asked, when, readers.some(len(asked)), strict=True):
        id_ = moments.id_at(moment, 7)
        parent = first.get(place) if luck.random() < REPLY_SHARE else None
        first.setdefault(place, id_)
        yield _row(id_, made[place], ids[author], parent, moment, luck)


def _after(note: Made, luck: random.Random, now: int) -> int:
    written = moments.moment_of(note.id)
    return written + int(luck.random() ** 3 * min(WITHIN, now - written))


def _row(id_: int, note: Made, author_id: int, parent: int | None, moment: int, luck: random.Random) -> str:
    language = note.language if luck.random() < 0.7 else OTHER[note.language]
    body, other = luck.choice(pools()[language].comments)
    return "\t".join((
        str(id_), str(note.id), str(author_id), str(parent) if parent else r"\N",
        str(uuid.UUID(int=luck.getrandbits(128), version=4)), text(body), language,
        "f", document({OTHER[language]: {"body": other, "by": "engine", "engine": ENGINE}}), moments.stamp(moment)))
