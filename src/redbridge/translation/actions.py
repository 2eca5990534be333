"""Translating: memory first, then the engine."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from redbridge.translation import engines
from redbridge.translation.models import MAX_NAME, MAX_TEXT
from redbridge.translation.queries import Remembered, get_remembered
from redbridge.translation.rules import Carried, carry, protect, text_hash, translatable

ENGINE_SECONDS = 10.0
# A person's words are never replaced by an engine's.
_KEEP = """
insert into translation_memory (hash, source, target, text, by, engine) values (%s, %s, %s, %s, %s, %s)
on conflict (hash, source, target) do update
set text = excluded.text, by = excluded.by, engine = excluded.engine, created = excluded.created
where translation_memory.by <> 'human' or excluded.by = 'human'
"""


@dataclass(frozen=True)
class Rendering:
    """Texts under the names they came with; `by` is "human", "memory" or "engine", `engine` who to name."""

    texts: dict[str, str]
    by: str
    engine: str


def render(texts: Mapping[str, str], source: str, target: str, public: bool) -> Rendering | None:
    """The texts of one note or comment in `target`; None without engine or pair, or with nothing to gain.

    Text that is not public neither reads nor enters the memory. What holds no words comes back as it is.
    Takes up to twenty seconds: for jobs only. Raises `engines.Unavailable` when the engine is down.
    """
    if not translatable(source, [target]):
        return None
    worded = {name: text for name, text in texts.items() if protect(text).wanted}
    known = _recall(worded, source, target) if public else {}
    rest = {name: text for name, text in worded.items() if name not in known}
    made, name = _by_engine(rest, source, target)
    if made is None:
        return None
    if public:
        _remember_all(rest, made, source, target, name)
    return _rendering(texts, known, made, name)


def remember(source_text: str, source: str, target: str, text: str, by: str = "human", engine: str = "") -> None:
    """Keep a translation of public text. An engine's never replaces a person's; else the newest stays."""
    _keep([(text_hash(source_text), source, target, text, by, engine[:MAX_NAME])])


def forget(source_texts: Iterable[str]) -> None:
    """Drop what these texts became in any language: their author wants them gone. Whoever wrote the same asks anew."""
    hashes = [text_hash(text) for text in source_texts if text]
    with connection.cursor() as cursor:
        cursor.execute("delete from translation_memory where hash = any(%s::bytea[])", [hashes])


def _recall(texts: Mapping[str, str], source: str, target: str) -> dict[str, Remembered]:
    hashes = {name: text_hash(text) for name, text in texts.items()}
    found = get_remembered(hashes.values(), source, target) if hashes else {}
    return {name: found[key] for name, key in hashes.items() if key in found}


def _by_engine(texts: Mapping[str, str], source: str, target: str) -> tuple[dict[str, Carried] | None, str]:
    """All texts in one batch, with the engine's name; None without engine or pair."""
    if not texts:
        return {}, ""
    if not (engine := next(iter(engines.chosen(source, target)), None)):
        return None, ""
    carried = carry(
        list(texts.values()),
        lambda batch: engine.translate(batch, source, target, time.monotonic() + ENGINE_SECONDS),
    )
    return None if carried is None else dict(zip(texts, carried, strict=True)), engine.name


def _remember_all(texts: Mapping[str, str], made: Mapping[str, Carried], source: str, target: str, engine: str) -> None:
    _keep(
        (text_hash(text), source, target, made[name].text.strip(), "engine", engine)
        for name, text in texts.items()
        if made[name].whole and made[name].text != text
    )


def _keep(rows: Iterable[tuple[bytes, str, str, str, str, str]]) -> None:
    fitting = [row for row in rows if len(row[3]) <= MAX_TEXT]
    if fitting:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_KEEP, fitting)


def _rendering(
    texts: Mapping[str, str], known: Mapping[str, Remembered], made: Mapping[str, Carried], engine: str
) -> Rendering | None:
    done = {name: one.text for name, one in known.items()} | {name: one.text for name, one in made.items()}
    if made and not known and all(done[name] == texts[name] for name in made):
        return None
    by, credit = ("engine", engine) if made else _credit(list(known.values()))
    return Rendering({**texts, **done}, by, credit)


def _credit(known: list[Remembered]) -> tuple[str, str]:
    """A person is named only where every text is a person's."""
    machine = next((one for one in known if one.by != "human"), None)
    if machine or not known:
        return "memory", machine.engine if machine else ""
    return "human", known[0].engine
