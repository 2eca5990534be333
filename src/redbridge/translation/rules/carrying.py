"""Many texts through one engine in as few calls as keep every span whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from redbridge.translation.rules.protecting import Piece, one_line, protect

Translate = Callable[[list[str]], list[str] | None]
_Lines = dict[Piece, str | None]
# So many different lines do not mean the same, unless they are cries.
SAME, SHORT = 4, 20


@dataclass(frozen=True)
class Carried:
    """`text` as a reader may see it; `whole`: every line came back sound at the first try."""

    text: str
    whole: bool


def carry(texts: Sequence[str], translate: Translate, target: str = "") -> list[Carried] | None:
    """Each text translated, piece by piece as far as the answers allow; None where the engine lacks the pair.

    Calls `translate` once, and once more with less at a time for the lines that the first answer damaged. An answer in
    another language than `target` is refused where that is said.
    """
    documents = [protect(text) for text in texts]
    pieces = list(dict.fromkeys(piece for document in documents for piece in document.pieces))
    answers = _ask(translate, (piece.wanted for piece in pieces if piece.wanted))
    if answers is None:
        return None
    lines: _Lines = {piece: _line(piece, answers, target) for piece in pieces}
    damaged = [piece for piece, line in lines.items() if line is None]
    shards = _ask(translate, (shard for piece in damaged for shard in piece.shards)) or {}
    mended: _Lines = {piece: piece.mend(shards, target) for piece in damaged}
    return [_carried(document.pieces, lines, mended) for document in documents]


def _ask(translate: Translate, texts: Iterable[str]) -> dict[str, str] | None:
    unique = list(dict.fromkeys(texts))
    if not unique:
        return {}
    answers = translate(unique)
    return None if answers is None else _various(dict(zip(unique, answers, strict=True)))


def _various(answers: dict[str, str]) -> dict[str, str]:
    """Without what an engine says to everything, whatever it was asked: a loop over lines."""
    said = Counter(one_line(answer).lower() for answer in answers.values())
    return {asked: "" if _stuck(said, one_line(answer).lower()) else answer for asked, answer in answers.items()}


def _stuck(said: Counter[str], answer: str) -> bool:
    return said[answer] >= SAME and len(answer) > SHORT


def _line(piece: Piece, answers: dict[str, str], target: str) -> str | None:
    return piece.restore(answers[piece.wanted], target) if piece.wanted else piece.source


def _carried(pieces: Sequence[Piece], lines: _Lines, mended: _Lines) -> Carried:
    kept = [next(line for line in (lines[p], mended.get(p), p.source) if line is not None) for p in pieces]
    return Carried("\n".join(kept), whole=not any(piece in mended for piece in pieces))
