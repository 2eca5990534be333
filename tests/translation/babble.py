"""A translator without sense: other words in the language asked for, the same placeholders, numbers and signs.

So that what becomes of its answers in a hostile mode depends on the mode, and not on the language they are in.
"""

import zlib

import regex

_WORD = regex.compile(r"__\d+__|[\p{Han}\p{Hiragana}\p{Katakana}]{1,3}|[\p{L}\p{M}'’]+")
_ENGLISH = """the a my your this that cat dog street rain evening morning soup window bread river market friend garden
        little old green quiet warm happy slow bright early late small round blue with under after before over near
        walks sleeps smiles waits finds brings keeps sings opens makes because while again always never often maybe and
        but so then here there together outside today"""
_CHARACTERS = "我你他她这那的了在有很小大老新红绿安静温暖慢早晚朋友街雨汤窗河市场花园走睡笑等找带留唱开做因为又总常也和但就今天"
_WORDS = {"en": _ENGLISH.split(), "zh": [_CHARACTERS[n : n + 2] for n in range(len(_CHARACTERS) - 1)]}


def babble(text: str, target: str) -> str:
    """`text` in `target` ("en" or "zh…"), the same each time."""
    words = _WORDS[target.split("-")[0]]

    def said(match: regex.Match[str]) -> str:
        number = zlib.crc32(f"{match.start()} {match[0]}".encode(errors="replace"))
        word = match[0] if match[0].startswith("__") else words[number % len(words)]
        return f"{word} " if target == "en" else word

    return _WORD.sub(said, text).strip()
