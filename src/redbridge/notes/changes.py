"""What an edit changed, word by word. Plain Python."""

import re
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["same", "out", "in"]
Piece = tuple[Mark, str]
MOST_PIECES = 3000
"""Words past which nobody compares: the time grows with their square."""

# A word with the space after it, a Chinese or Japanese character, any other sign.
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+\s*|\s+|.", re.DOTALL)


def changes(before: str, after: str) -> list[Piece]:
    """`after` with what went out and what came in marked; all of both where they are too long to compare."""
    if before == after:
        return [("same", after)] if after else []
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > MOST_PIECES:
        return _joined([("out", before), ("in", after)])
    pieces = list[Piece]()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(new[c:d])))
        else:
            pieces += [("out", "".join(old[a:b])), ("in", "".join(new[c:d]))]
    return _joined(pieces)


def _joined(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece[1]]
