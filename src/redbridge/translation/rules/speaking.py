"""Whether an answer is in the language asked for, where it is long enough to tell."""

import regex

from redbridge.translation.rules.detecting import detect

_LETTER = regex.compile(r"\p{L}")
_EASTERN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_SCRIPTS = {
    "zh": "east", "yue": "east", "ja": "east", "ko": "korean", "ru": "cyrillic", "uk": "cyrillic", "bg": "cyrillic",
    "sr": "", "ar": "arabic", "fa": "arabic", "ur": "arabic", "he": "hebrew", "el": "greek", "th": "thai", "hi": "indic",
    "bn": "bengali", "ta": "tamil", "te": "telugu", "ka": "georgian", "hy": "armenian", "km": "khmer", "lo": "lao",
    "my": "burmese",
}  # fmt: skip
_LATIN = "latin"
# Another script shows in a few letters, Latin ones aside: names and brands keep those everywhere. Another language of
# the same script takes a sentence, and must be sure.
FEW, NAMES, SENTENCE, SURE = 6, 16, 30, 0.95
_ONE = ({"zh", "yue"}, {"no", "nb", "nn", "da"}, {"id", "ms"}, {"hr", "bs", "sr"}, {"pt", "gl"}, {"cs", "sk"})


def speaks(answer: str, target: str) -> bool:
    """False where `answer` is clearly not in `target` (BCP 47): another script, or surely another language."""
    letters = len(_LETTER.findall(answer))
    if letters < FEW:
        return True
    guess = detect(answer)
    told, wanted = guess.language.split("-")[0], target.split("-")[0]
    if told in (wanted, "und", "mul") or any({told, wanted} <= one for one in _ONE):
        return True
    script, other = _SCRIPTS.get(wanted, _LATIN), _SCRIPTS.get(told, _LATIN)
    if script and other and script != other:
        return other == _LATIN and (letters < NAMES or (script == "east" and _mixed(answer, letters)))
    return letters < (SENTENCE if script == _LATIN else 2 * FEW) or guess.confidence < SURE


def _mixed(answer: str, letters: int) -> bool:
    """A Chinese line may name things in Latin letters, at some length."""
    return len(_EASTERN.findall(answer)) * 10 >= letters
