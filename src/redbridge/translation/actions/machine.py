"""An engine with its memory before it: only pieces that it has not seen reach it."""

import time
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from redbridge.kernel.text import clean
from redbridge.translation.engines import Engine, Hints
from redbridge.translation.models import MAX_NAME, MAX_TEXT
from redbridge.translation.queries import Remembered, get_rendered, get_rendered_by_any
from redbridge.translation.rules import protect, text_hash

ENGINE_SECONDS = 10.0
GLOSSARY = 0
"""The version of the glossary that helps engines: none yet."""
_KEEP = """
insert into translation_rendered (hash, source, target, engine, glossary, text, name)
select piece.hash, %(source)s, %(target)s, %(engine)s, %(glossary)s, piece.text, %(name)s
from unnest(%(hashes)s::bytea[], %(texts)s::text[]) piece(hash, text)
on conflict (hash, source, target, engine, glossary) do update set text = excluded.text, created = now()
where translation_rendered.text = ''
"""


class Machine:
    """One engine for one pair, as `rules.carry` calls it, inside `until`, an instant of `time.monotonic()`.

    Without an engine only the memory speaks, any engine's. `context` is what the texts answer; without one, `whole`
    is what they are a part of, told where only some of it is asked. `asked` is what went to the engine, with its answers.
    """

    def __init__(
        self, engine: Engine | None, source: str, target: str, public: bool, until: float, context: str = "", whole: str = ""
    ) -> None:
        self.engine, self.pair, self.public, self.until = engine, (source, target), public, until
        self.context, self.whole = context, whole
        self.name = engine.name if engine else ""
        self.asked: dict[str, str] = {}
        self._memory: dict[str, str | None] = {}

    def __call__(self, pieces: list[str]) -> list[str] | None:
        """Each piece in the target language, "" where the engine had no usable answer before; None without the pair."""
        rest = self.unknown(pieces)
        answers = self._ask(rest, len(rest) < len(pieces)) if rest else []
        if answers is None:
            return None
        self.asked |= zip(rest, answers, strict=True)
        return [self.asked[piece] if piece in self.asked else self._memory[piece] or "" for piece in pieces]

    def unknown(self, pieces: Iterable[str]) -> list[str]:
        """Those of the pieces that the memory does not hold; it is asked once for each."""
        wanted = list(dict.fromkeys(pieces))
        if self.public and (new := [piece for piece in wanted if piece not in self._memory]):
            hashes = {piece: text_hash(piece) for piece in new}
            found = self._recall(list(hashes.values()))
            self._memory |= {piece: found[key].text if key in found else None for piece, key in hashes.items()}
        return [piece for piece in wanted if self._memory.get(piece) is None]

    def look_again(self) -> None:
        """Others may have asked meanwhile."""
        self._memory = {piece: said for piece, said in self._memory.items() if said is not None}

    def keep(self) -> None:
        """Remember what was asked: what can be shown, and of what cannot that it is so."""
        if not self.public or self.engine is None or not self.asked:
            return
        made = {text_hash(piece): _sound(piece, said) for piece, said in self.asked.items()}
        made = {hash_: text for hash_, text in made.items() if len(text) <= MAX_TEXT}
        values: dict[str, Any] = {
            "source": self.pair[0], "target": self.pair[1], "engine": self.engine.key[:MAX_NAME], "glossary": GLOSSARY,
            "name": self.name[:MAX_NAME], "hashes": list(made), "texts": list(made.values()),
        }
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, values)

    def _recall(self, hashes: Sequence[bytes]) -> dict[bytes, Remembered]:
        if self.engine:
            return get_rendered(hashes, *self.pair, self.engine.key[:MAX_NAME], GLOSSARY)
        found = get_rendered_by_any(hashes, *self.pair)
        self.name = next((one.name for one in found.values()), self.name)
        return found

    def _ask(self, pieces: list[str], in_part: bool) -> list[str] | None:
        if self.engine is None:
            return None
        deadline = min(self.until, time.monotonic() + ENGINE_SECONDS)
        context = self.context or (self.whole if in_part else "")
        return self.engine.translate(pieces, *self.pair, deadline, Hints(context=context))


def _sound(piece: str, answer: str) -> str:
    """The answer where it can be shown with all its placeholders, else ""."""
    return clean(answer).strip() if protect(piece).restore([answer]) is not None else ""
