"""Many spellings, one form, and the way back from each of its characters to the text as it was written.

Three forms, each made character by character, so that time is linear and every place is known:
`plain` keeps spaces and signs, for patterns: NFKC, small letters without marks, Simplified, look-alikes as what they look like;
`dense` drops all that stands between letters and takes digits for letters too, for terms;
`sound` is `dense` with Chinese as its syllables and digits as digits, for terms by pinyin.
"""

import unicodedata
from collections.abc import Callable
from functools import cached_property
from itertools import chain, compress, count, repeat
from typing import TypeVar

import regex

from redbridge.policy.rules.letters import DIGITS, LOOKALIKES, MARKED, ONE, SIGNS, simplified, sounds

# Marks of Latin, Greek and Cyrillic and those that strike or circle; vowels of other scripts are letters to them.
_MARKS = regex.compile(
    r"[\u0300-\u036F\u0483-\u0489\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\U000E0100-\U000E01EF"
    r"\u115F\u1160\u3164\uFFA0\u180B-\u180F]"
)
_UNSEEN = frozenset(("Cc", "Cf", "Cs"))
_WHOLE = regex.compile(r"[\u3040-\u30FF\u1100-\u11FF\uAC00-\uD7A3]")
_SIGN = regex.compile("[" + regex.escape("".join(SIGNS)) + "]")
_LETTER = r"[[\p{L}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]]"
_SIGNS = rf"[{regex.escape(''.join(SIGNS))}]{{1,3}}"
_FOR_LETTERS = regex.compile(
    rf"(?<={_LETTER}){_SIGNS}(?=[{_LETTER}0-9])|(?<={_LETTER})[$€@]{{1,2}}(?!\w)|(?<![\w$.,])\$(?={_LETTER})", regex.VERSION1
)
Form = TypeVar("Form")
LARGEST_TABLE = 30_000
"""Characters a table remembers; a text of every character there is finds its forms each time anew."""


def _strict(character: str) -> str:
    """Case, width, marks and script of Chinese folded; "" for what nobody sees, " " for every space."""
    if character in _SIGN_OF:
        return _SIGN_OF[character]
    kind = unicodedata.category(character)
    if character.isspace() or kind[0] == "Z" or character == "\u2800":
        return " "
    if kind in _UNSEEN or _MARKS.match(character):
        return ""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    if not _WHOLE.search(folded):
        folded = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", folded)))
    return "".join(simplified().get(one, one) for one in folded)


_MARKED = str.maketrans(MARKED)
_SIGN_OF = {mark: sign for sign, mark in MARKED.items()}


def _plain(character: str) -> str:
    return "".join(LOOKALIKES.get(one, one) for one in _strict(character))


def _dense(character: str) -> str:
    if character in _SIGN_OF:
        return SIGNS[_SIGN_OF[character]]
    return "".join(_loose(one) for one in _plain(character) if one.isalnum()) if not _in_circle(character) else ""


def _in_circle(character: str) -> bool:
    """Numbers in circles and brackets part letters, as emoji do; for patterns they are numbers."""
    return unicodedata.category(character) == "No" and unicodedata.decomposition(character).startswith(("<circle>", "<compat>"))


def _written(character: str) -> str:
    """What `_dense` was made of."""
    if character in _SIGN_OF:
        return _SIGN_OF[character]
    return "".join(one for one in _strict(character) if LOOKALIKES.get(one, one).isalnum()) if _dense(character) else ""


def _loose(letter: str) -> str:
    found = DIGITS.get(letter, letter)
    return ONE.get(found, found)


def _sound(character: str) -> str:
    """Tones written as digits are dropped; so are all of 1 to 5."""
    return "".join(_voice(one) for one in _plain(character) if one.isalnum() and one not in "12345") if _dense(character) else ""


def _voiced(character: str) -> tuple[int, ...]:
    """For each letter of `_dense`, how many it has in `_sound`."""
    if not _dense(character) or character in _SIGN_OF:
        return (0,) * len(_dense(character))
    return tuple(0 if one in "12345" else len(_voice(one)) for one in _plain(character) if one.isalnum())


def _voice(letter: str) -> str:
    if letter == "v":
        return "u"
    return sounds()[letter][0] if letter in sounds() else letter


class Table(dict[str, Form]):
    """A form of each character, made when it is first met."""

    def __init__(self, make: Callable[[str], Form]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, character: str) -> Form:
        found = self._make(character)
        if len(self) < LARGEST_TABLE:
            self[character] = found
        return found


class Spelling(Table[str]):
    """A table whose forms are read one after the other; ASCII ones are a letter or none, which Python does in a moment."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__(make)
        self._ascii = {code: make(chr(code)) or None for code in range(128)}

    def of(self, text: str) -> str:
        """The form of a whole text."""
        return text.translate(self._ascii) if text.isascii() else "".join(map(self.__getitem__, text))


STRICT, PLAIN, DENSE, SOUND, WRITTEN = map(Spelling, (_strict, _plain, _dense, _sound, _written))
VOICED = Table(_voiced)


class Folded:
    """A text and its forms. `at` and `till` lead from a place in `dense` back to code points of the text."""

    def __init__(self, text: str) -> None:
        self.text = _FOR_LETTERS.sub(_marked, text) if _SIGN.search(text) else text

    @cached_property
    def dense(self) -> str:
        """Letters only."""
        return DENSE.of(self.text) if self.text.isascii() else "".join(self._letters)

    @cached_property
    def even(self) -> bool:
        """Whether each letter is of a code point of its own."""
        return len(self.dense) + self._letters.count("") == len(self._letters)

    @cached_property
    def _letters(self) -> list[str]:
        return list(map(DENSE.__getitem__, self.text))

    @cached_property
    def sound(self) -> str:
        """Syllables only."""
        return SOUND.of(self.text)

    @cached_property
    def plain(self) -> str:
        """With all that stands between, runs of spaces as one."""
        plain = PLAIN.of(self.text)
        return regex.sub(" {2,}", " ", plain) if "  " in plain else plain

    @cached_property
    def at(self) -> list[int]:
        """Where each character of `dense` stands."""
        if self.even:
            return list(compress(count(), self._letters))
        return list(chain.from_iterable(map(repeat, count(), map(len, self._letters))))

    @cached_property
    def till(self) -> list[int]:
        """Where each ends."""
        return [place + 1 for place in self.at]

    @cached_property
    def said(self) -> str:
        """Of each character of `dense`, what was written before look-alikes and digits were taken for letters."""
        return WRITTEN.of(self.text)

    @cached_property
    def sound_at(self) -> list[int]:
        """Which character of `dense` each letter of `sound` is of."""
        counts = chain.from_iterable(map(VOICED.__getitem__, self.text))
        return list(chain.from_iterable(map(repeat, count(), counts)))

    @cached_property
    def plain_at(self) -> list[int]:
        """Where each character of `plain` stands, and at its end where the text ends."""
        if len(self.plain) == len(self.text) and all(map(PLAIN.__getitem__, self.text)):
            return list(range(len(self.text) + 1))
        found, before = list[int](), ""
        for place, one in enumerate(self.text):
            for letter in PLAIN[one]:
                if not letter == before == " ":
                    found.append(place)
                before = letter
        return [*found, len(self.text)]

    def between(self, number: int) -> str:
        """What stands after this character of `dense` and before the next, folded; long stretches only begun."""
        start, end = self.till[number], self.at[number + 1]
        if end - start == 1:
            return STRICT[self.text[start]]
        return "".join(STRICT[one] for one in self.text[start : min(end, start + FARTHEST)]) if end > start else ""

    def allows(self, letters: str, first: int, last: int) -> bool:
        """Whether these letters of a term may be read here, its first and its last at these places of the text; as it was
        written, anywhere."""
        return True


FARTHEST = 64
"""Code points between two letters of one word, marks that nobody sees included."""


def _marked(found: "regex.Match[str]") -> str:
    return found[0].translate(_MARKED)
