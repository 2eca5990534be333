"""Plain text once more, for patterns: letters that were parted put together, digits inside words read as letters."""

import re
from collections.abc import Iterator, Sequence

from redbridge.policy.rules.letters import DIGITS

_HAN = "[\u3400-\u9FFF\U00020000-\U0003FFFF]"
_SIGN = r"""(?:_|[^\w\s,;:!?'’"()])"""
# By re and not by regex, which takes three times as long here; and each way begins with its character and then looks
# behind it, since what begins so is passed over without being tried.
_PARTING = re.compile(
    "|".join((
        rf"""[^\w\s,;:!?'’"()](?<=[^\W\d_].){_SIGN}{{0,2}}+(?=[^\W\d_])""",
        rf"_(?<=[^\W\d_].){_SIGN}{{0,2}}+(?=[^\W\d_])",
        rf" (?<={_HAN}.)(?={_HAN})",
        r"[a-z0-9](?<![a-z0-9].)(?:[ .*_-][a-z0-9])+(?![a-z0-9])",
        r"[a-z](?<![a-z0-9].)[a-z]*+[0-9][a-z0-9]*+",
        r"[0-9](?<![a-z0-9].)[0-9]*+[a-z][a-z0-9]*+",
    )),
    re.DOTALL,
)
_IN_WORDS = [str.maketrans({**DIGITS, "1": one}) for one in "il"]


def mended(plain: str) -> Iterator[tuple[str, list[int]]]:
    """Texts, and for each of their characters the place in `plain`; none where nothing is to be mended.

    Two where a 1 in a word may be an i or an l.
    """
    found = list(_PARTING.finditer(plain))
    for letters in _IN_WORDS[: 1 + any("1" in one[0] and one[0].isalnum() for one in found)]:
        text, places = _made(plain, found, letters)
        if text != plain:
            yield text, places


def _made(plain: str, every: Sequence["re.Match[str]"], letters: dict[int, str]) -> tuple[str, list[int]]:
    parts, places, last = list[str](), list[int](), 0
    for found in every:
        kept = [(place, letter) for place, letter in enumerate(_put(found, letters), found.start()) if letter]
        parts += [plain[last : found.start()], *(letter for _, letter in kept)]
        places += [*range(last, found.start()), *(place for place, _ in kept)]
        last = found.end()
    return "".join([*parts, plain[last:]]), [*places, *range(last, len(plain))]


def _put(found: "re.Match[str]", letters: dict[int, str]) -> list[str]:
    """What becomes of each character; "" where it goes."""
    if not found[0].isalnum():
        return [one if one.isalnum() else "" for one in found[0]]
    digits = sum(one.isdigit() for one in found[0])
    return list(found[0].translate(letters) if 2 * digits <= len(found[0]) else found[0])
