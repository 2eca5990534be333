"""What of a machine's reading is worth keeping. Plain Python."""

import regex

from redbridge.kernel.text import clean

_LETTER = regex.compile(r"[\p{L}\p{N}]")
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_STROKES = frozenset("一丨丿亅乙二三人入八十卜厂儿几lIi")
"""What whiskers, stripes and window bars are read as: a line of nothing else is drawn, not written."""
_BLANKS = regex.compile(r"\n{3,}")
LEAST_LETTERS = 3
"""Two in a script that has one for a word."""
SURE = 60.0
"""Of tesseract's hundred: below it are leaves and fur read as letters."""
SURE_LINE = 75.0
"""The mean of a line."""


def tidy(text: str, longest: int) -> str:
    """A reading without control characters and runs of blank lines, at most so many characters; "" for next to nothing."""
    lines = [" ".join(line.split()) for line in clean(text).split("\n")]
    found = _BLANKS.sub("\n\n", "\n".join(lines)).strip()
    enough = 2 if _CJK.search(found) else LEAST_LETTERS
    if len(_LETTER.findall(found)) < enough or _loops(found):
        return ""
    return found if len(found) <= longest else found[: longest - 1].rstrip() + "…"


def _loops(text: str) -> bool:
    """A model that says one line over and over has lost its way."""
    lines = [line for line in text.split("\n") if line]
    return len(lines) >= 12 and len(set(lines)) * 4 <= len(lines)


def lines_of(table: str) -> str:
    """The sure lines of tesseract's table, in its order."""
    found: dict[tuple[str, str, str, str], list[tuple[float, str]]] = {}
    for row in table.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            page, block, paragraph, line = cells[1:5]
            found.setdefault((page, block, paragraph, line), []).append((float(cells[10]), cells[11].strip()))
    return "\n".join(line for words in found.values() if (line := _line(words)))


def _line(words: list[tuple[float, str]]) -> str:
    sure = [(confidence, word) for confidence, word in words if confidence >= SURE]
    if not sure or sum(confidence for confidence, _word in sure) / len(sure) < SURE_LINE:
        return ""
    line = ""
    for _confidence, word in sure:
        gap = "" if not line or (_CJK.match(word) and _CJK.match(line[-1])) else " "
        line += gap + word
    return line if set(_LETTER.findall(line)) - _STROKES else ""
