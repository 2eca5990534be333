"""An engine with its memory before it: only pieces that it has not seen reach it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from redbridge.kernel.text import clean
from redbridge.translation import glossary
from redbridge.translation.engines import Engine, Hints
from redbridge.translation.models import MAX_NAME, MAX_TEXT
from redbridge.translation.queries import Remembered, get_rendered, get_rendered_by_any
from redbridge.translation.rules import protect, text_hash

_KEEP = """
insert into translation_rendered (hash, source, target, engine, glossary, text, name)
select distinct on (piece.hash, piece.glossary)
       piece.hash, %(source)s, %(target)s, %(engine)s, piece.glossary, piece.text, %(name)s
from unnest(%(hashes)s::bytea[], %(glossary)s::int[], %(texts)s::text[]) piece(hash, glossary, text)
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
            found = self._recall(hashes)
            self._memory |= {piece: found[key].text if key in found else None for piece, key in hashes.items()}
        return [piece for piece in wanted if self._memory.get(piece) is None]

    def look_again(self) -> None:
        """Others may have asked meanwhile."""
        self._memory = {piece: said for piece, said in self._memory.items() if said is not None}

    def keep(self) -> None:
        """Remember what was asked: what can be shown, and of what cannot that it is so."""
        if not self.public or self.engine is None or not self.asked:
            return
        made = {piece: text for piece, said in self.asked.items() if len(text := _sound(piece, said, self.pair[1])) <= MAX_TEXT}
        values: dict[str, Any] = {
            "source": self.pair[0], "target": self.pair[1], "engine": self.engine.key[:MAX_NAME],
            "name": self.name[:MAX_NAME], "hashes": [text_hash(piece) for piece in made],
            "glossary": [glossary.version(piece, self.pair[0]) for piece in made], "texts": list(made.values()),
        }
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, values)

    def _recall(self, hashes: Mapping[str, bytes]) -> dict[bytes, Remembered]:
        if self.engine:
            asked = {hash_: glossary.version(piece, self.pair[0]) for piece, hash_ in hashes.items()}
            return get_rendered(asked, *self.pair, self.engine.key[:MAX_NAME])
        found = get_rendered_by_any(hashes.values(), *self.pair)
        self.name = next((one.name for one in found.values()), self.name)
        return found

    def _ask(self, pieces: list[str], in_part: bool) -> list[str] | None:
        if self.engine is None:
            return None
        known = {piece: said for piece in pieces if (said := glossary.exact(piece, *self.pair))}
        rest = [piece for piece in pieces if piece not in known]
        answers = self._translate(self.engine, rest, self.context or (self.whole if in_part else "")) if rest else []
        return None if answers is None else [(known | dict(zip(rest, answers, strict=True)))[piece] for piece in pieces]

    def _translate(self, engine: Engine, pieces: list[str], context: str) -> list[str] | None:
        source, target = self.pair
        terms = {term: said for piece in pieces for term, said in glossary.hints(piece, source, target).items()}
        hints = Hints(terms, context, {piece: glossary.plain(piece, source) for piece in pieces})
        return engine.translate(pieces, source, target, self.until, hints)


def _sound(piece: str, answer: str, target: str) -> str:
    """The answer where it can be shown with all its placeholders, else ""."""
    return clean(answer).strip() if protect(piece).restore([answer], target) is not None else ""
