"""The serif faces of pictures: Noto Serif SC and TC, from packages, since a bare machine has none.

A line is cut into runs of Chinese and of everything else: quotation marks are narrow beside Latin letters and wide
beside Chinese ones, and an eighth of an em stands between the two, as browsers set it. There is one weight; 600 is a
fine stroke around it. What the faces cannot draw (emoji, some scripts) is left out rather than shown as boxes.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import pylopdf_fonts_zh_cn
import pylopdf_fonts_zh_tw
import regex
from PIL import ImageDraw, ImageFont

ASCENT, DESCENT = 1.151, 0.286
"""Of the faces, in em."""
GAP = 0.125
SEMIBOLD = 0.021
"""Thickness of the stroke that makes 400 look like 600, in em on either side."""
_MISSING = "\U0010ffff"
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303F\uFF00-\uFF60]")
_EITHER = set("“”‘’…—·")
_LETTER = regex.compile(r"[\p{L}\p{N}]")


def is_chinese(lang: str) -> bool:
    """Whether a text of this language is set as Chinese is."""
    return lang.startswith("zh")


def file_of(lang: str) -> Path:
    """The face a language is set in."""
    return pylopdf_fonts_zh_tw.serif_path() if lang == "zh-Hant" else pylopdf_fonts_zh_cn.serif_path()


@lru_cache(maxsize=64)
def font(lang: str, pixels: float) -> ImageFont.FreeTypeFont:
    """The face of a language at a size."""
    return ImageFont.truetype(str(file_of(lang)), pixels, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=8192)
def has(char: str, lang: str) -> bool:
    """Whether the face can draw this."""
    face = ImageFont.truetype(str(file_of(lang)), 40, layout_engine=ImageFont.Layout.BASIC)
    mask, missing = face.getmask(char), face.getmask(_MISSING)
    return char.isspace() or (mask.size, bytes(mask)) != (missing.size, bytes(missing))


def drawable(text: str, lang: str) -> str:
    """A text without what the face lacks: emoji fall away with the space before them, one with a plain form keeps that."""
    kept = ["".join(c for c in g if has(c, lang) and c not in "\ufe0f\u200d") for g in regex.findall(r"\X", text)]
    return regex.sub(r"[^\S\n]+(?=[^\S\n]|\n|$|[,.!?;:，。！？；：])", "", "".join(kept)).strip()


def readable(text: str, lang: str) -> bool:
    """Whether most of the letters can be drawn."""
    letters = _LETTER.findall(text)
    return sum(has(c, lang) for c in letters) * 3 >= len(letters) * 2


@dataclass(frozen=True)
class Face:
    """A face at a size in pixels; `bold` draws it as 600."""

    lang: str
    size: float
    bold: bool = True

    @property
    def stroke(self) -> float:
        return self.size * SEMIBOLD if self.bold else 0.0

    def length(self, text: str) -> float:
        """How wide a line is, in pixels."""
        return _length(self, text)

    def draw(self, pen: ImageDraw.ImageDraw, x: float, baseline: float, text: str, ink: str | int) -> None:
        """Set one line from `x` on its baseline."""
        for run, wide, gap in self._runs(text):
            pen.text((x + gap, baseline), run, fill=ink, font=font(self.lang, self.size), anchor="ls",
                     features=_features(wide), stroke_width=self.stroke, stroke_fill=ink)  # fmt: skip
            x += gap + self._advance(run, wide)

    def _advance(self, run: str, wide: bool) -> float:
        return font(self.lang, self.size).getlength(run, features=_features(wide))

    def _runs(self, text: str) -> list[tuple[str, bool, float]]:
        """Runs of a line, whether they are Chinese, and the gap before each."""
        marked = zip(text, sides(text, self.lang), strict=True)
        runs = [("".join(c for c, _ in run), wide) for wide, run in groupby(marked, lambda pair: pair[1])]
        gaps = [0.0, *(GAP * self.size if _meet(a[0][-1], b[0][0]) else 0.0 for a, b in pairwise(runs))]
        return [(run, wide, gap) for (run, wide), gap in zip(runs, gaps, strict=False)]


# A card is set again and again, a little narrower or smaller, until it is even and fits.
@lru_cache(maxsize=4096)
def _length(face: Face, text: str) -> float:
    return sum(gap + face._advance(run, wide) for run, wide, gap in face._runs(text))


def _features(wide: bool) -> list[str]:
    return [] if wide else ["pwid"]


def _meet(before: str, after: str) -> bool:
    """Whether letters of two scripts touch."""
    return bool(_LETTER.match(before) and _LETTER.match(after))


def sides(text: str, lang: str) -> list[bool]:
    """For each character whether it is set as Chinese is; marks that are both follow the letters around them, quotation
    marks those outside."""
    return [_wide(text, at, is_chinese(lang)) for at in range(len(text))]


def _wide(text: str, at: int, chinese: bool) -> bool:
    if _CJK.match(text[at]):
        return True
    if text[at] not in _EITHER or not chinese:
        return False
    before, after = _LETTER.findall(text[:at])[-1:], _LETTER.findall(text[at:])[:1]
    around = {"“": before or after, "‘": before or after, "”": after or before}.get(text[at], before + after)
    return not around or any(_CJK.match(c) for c in around)
