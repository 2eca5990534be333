"""Notes with their topics, their pictures and their tallies."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from redbridge.demo.load import moments, texts
from redbridge.demo.load.copying import copy, document, run, text
from redbridge.demo.load.sizes import WRITING_SKEW, Draw
from redbridge.demo.load.texts import OTHER, Written
from redbridge.notes.actions.publish import topics_in
from redbridge.notes.rules import CARDS

CARDS_SHARE, TRANSLATED_SHARE = 0.35, 0.9
MANY_PICTURES = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3)
TOPICS = 3000
TOPIC_SKEW = 0.9
COLUMNS = ("id", "author_id", "client_key", "kind", "card", "words", "title", "body", "language",
           "language_chosen", "translations", "cover", "picture_count", "published")


@dataclass(frozen=True, slots=True)
class Made:
    """What the other tables must know of a note that was copied."""

    id: int
    author: int
    pictures: tuple[int, ...]
    topics: tuple[tuple[str, str], ...]
    language: str


class Notes:
    """Writes notes; remembers in `made` what follows from them."""

    def __init__(self, ids: list[int], reads: list[str], luck: random.Random) -> None:
        self.ids, self.reads, self.luck = ids, reads, luck
        self.authors = Draw(luck, len(ids), WRITING_SKEW)
        self.topics = {language: _topics(language) for language in OTHER}
        self.topic = Draw(luck, TOPICS, TOPIC_SKEW)
        self.made: list[Made] = []

    def load(self, when: list[int]) -> int:
        """A note for each of these moments, oldest first."""
        return copy("notes_note", COLUMNS, self._lines(when))

    def _lines(self, when: list[int]) -> Iterator[str]:
        authors = self.authors.some(len(when))
        for number, (moment, author) in enumerate(zip(when, authors, strict=True)):
            language = self.reads[author].split(",")[0]
            yield self._line(number, moment, author, language if language in OTHER else "en")

    def _line(self, number: int, moment: int, author: int, language: str) -> str:
        luck = self.luck
        card = luck.choice(CARDS) if luck.random() < CARDS_SHARE else ""
        topics = [self.topics[language][place] for place in self.topic.some(luck.choice((0, 1, 1, 2, 3)))]
        said = texts.write(luck, language, card, number, topics)
        many = 0 if card else luck.choice(MANY_PICTURES)
        pictures = tuple(moments.id_at(moment, 1 + number * 3 + place) for place in range(many))
        note = Made(moments.id_at(moment), author, pictures, _named(said), language)
        self.made.append(note)
        return _row(note, self.ids[author], said, moment, luck)


def _row(note: Made, author_id: int, said: Written, moment: int, luck: random.Random) -> str:
    translated = luck.random() < TRANSLATED_SHARE
    translations = {OTHER[note.language]: said.translation} if translated else {}
    return "\t".join((
        str(note.id), str(author_id), str(uuid.UUID(int=luck.getrandbits(128), version=4)),
        "card" if said.card else "pictures", said.card, text(said.words), text(said.title), text(said.body), note.language,
        "f", document(translations), str(note.pictures[0]) if note.pictures else r"\N", str(len(note.pictures)),
        moments.stamp(moment)))


def _topics(language: str) -> list[str]:
    """Topics in use: the demo's own, then these with numbers."""
    seeds = list(dict.fromkeys(texts.pools()[language].topics))
    return [seeds[n % len(seeds)] + (str(n // len(seeds)) if n >= len(seeds) else "") for n in range(TOPICS)]


def _named(said: Written) -> tuple[tuple[str, str], ...]:
    """The topics of the whole text, as publishing finds them: here they stand in its title and last line only."""
    last = said.body.rsplit("\n", 1)[-1]
    return _named_in(last) if "#" in last else ()


@lru_cache(maxsize=100_000)
def _named_in(line: str) -> tuple[tuple[str, str], ...]:
    return tuple(topics_in(line).items())


def load_topics(made: list[Made]) -> int:
    """Notes under topics; a topic that is there already is used."""
    run("create temporary table load_topics (note_id bigint, key text, name text) on commit drop")
    copy("load_topics", ("note_id", "key", "name"),
         (f"{note.id}\t{text(key)}\t{text(name)}" for note in made for key, name in note.topics))
    run("""insert into notes_topic (key, name) select distinct on (key) key, name from load_topics order by key, note_id
        on conflict (key) do nothing""")
    run("""insert into notes_notetopic (topic_id, note_id)
        select t.id, l.note_id from load_topics l join notes_topic t on t.key = l.key order by 1, 2""")
    return sum(len(note.topics) for note in made)


def load_tallies(made: list[Made], likes: list[int], comments: list[int]) -> int:
    """The counts of each note."""
    return copy("notes_tally", ("note_id", "likes", "comments"),
                (f"{note.id}\t{liked}\t{said}" for note, liked, said in zip(made, likes, comments, strict=True)))
