"""Plain text once more, for patterns: letters that were parted put together, digits inside words read as letters."""

import re

from redbridge.policy.rules.letters import DIGITS, SIGNS

_HAN = "[\u3400-\u9FFF\U00020000-\U0003FFFF]"
# By re and not by regex, which takes three times as long here.
_PARTING = re.compile(
    rf"""
      (?<=[^\W\d_]) (?P<sign> (?:_|[^\w\s,;:!?'’"()]){{1,3}}+ ) (?=[^\W\d_])
    | (?<={_HAN}) (?P<han> [ ] ) (?={_HAN})
    | (?<![a-z0-9]) (?: (?P<crumbs> (?:[a-z0-9][ ])+ [a-z0-9] (?![a-z0-9]) )
                      | (?P<mixed> (?:[a-z]++[0-9]|[0-9]++[a-z]) [a-z0-9]*+ ) )
    """,
    re.VERBOSE,
)
_IN_WORDS = str.maketrans({**DIGITS, "1": "i", "9": "g"} | {sign: letter for sign, letter in SIGNS.items() if letter != "i"})


def mended(plain: str) -> tuple[str, list[int]] | None:
    """The text and for each of its characters the place in `plain`; None where nothing is to be mended."""
    parts, places, last = list[str](), list[int](), 0
    for found in _PARTING.finditer(plain):
        kept = [(place, letter) for place, letter in enumerate(_put(found), found.start()) if letter]
        parts += [plain[last : found.start()], *(letter for _, letter in kept)]
        places += [*range(last, found.start()), *(place for place, _ in kept)]
        last = found.end()
    if not last:
        return None
    made = "".join([*parts, plain[last:]])
    return (made, [*places, *range(last, len(plain))]) if made != plain else None


def _put(found: "re.Match[str]") -> list[str]:
    """What becomes of each character; "" where it goes."""
    if found.lastgroup in ("sign", "han"):
        return [""] * len(found[0])
    if found.lastgroup == "crumbs":
        return ["" if one == " " else one for one in found[0]]
    digits = sum(one.isdigit() for one in found[0])
    return list(found[0].translate(_IN_WORDS) if 2 * digits <= len(found[0]) else found[0])
