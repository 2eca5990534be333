"""Which characters are taken for which: look-alikes, digits and signs, Traditional for Simplified, halves of Chinese ones."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

DATA = files("redbridge.policy.rules") / "data"


def _pairs(*rows: str) -> dict[str, str]:
    """`abc=xyz`: a stands for x, b for y, c for z; with one letter on the right all stand for it."""
    found = dict[str, str]()
    for row in rows:
        left, _, right = row.partition("=")
        found.update(zip(left, right if len(right) > 1 else right * len(left), strict=True))
    return found


LOOKALIKES = _pairs(
    # Cyrillic, then Greek, as lower case leaves them.
    "аеорсухіјѕԛԝһԁӏгѵ=aeopcyxijsqwhdirv", "вкмнтьзгп=bkmhtbern", "ԍ=g", "үұ=y", "ӕ=a", "ө=o", "ҽ=e", "є=e", "ғ=f", "қ=k",
    "αβγεικνορτυχωη=abyeikvoptuxwn", "ϲ=c", "ϳ=j", "σ=o", "ς=s", "ζ=z", "μ=u", "ϱ=p", "ξ=e", "δ=d",
    # Armenian, Cherokee and Lisu as they are met in spam.
    "օսոհցզ=ounhgq", "ꓐꓑꓓꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓤꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ=bpdgkjczfmnlsrrvhwxyaeiou",
    # Latin letters that Unicode does not take apart.
    "øłđħıȷſŧŋðþæœßƒ=oldhijstndpaosf", "ɑɐ=a", "ɓʙƀ=b", "ɕƈᴄ=c", "ɖɗᴅ=d", "ɘəɛεⱻᴇǝ=e", "ꜰ=f", "ɡɠɢ=g", "ɦʜɥ=h", "ɩɪᵻ=i", "ɟᴊ=j",
    "ƙᴋ=k", "ɭɫʟɬ=l", "ɱᴍɯ=m", "ɲɳɴƞ=n", "ᴏɵɔ=o", "ƥᴘ=p", "ʠ=q", "ɾɽʀɹʁ=r", "ʂꜱʃ=s", "ƭʈᴛʇ=t", "ʉᴜʊ=u", "ʋᴠʌ=v", "ᴡʍ=w", "ʏγƴ=y",
    "ʐᴢƶʒ=z", "ᴀ=a",
    # Letters in black discs and squares, and those of flags.
    *("".join(chr(first + n) for n in range(26)) + "=abcdefghijklmnopqrstuvwxyz" for first in (0x1F150, 0x1F170, 0x1F1E6)),
)  # fmt: skip
"""Folded characters that look like a Latin letter."""

DIGITS = _pairs("0123456789=oizeasgtbg")
SIGNS = _pairs("@$!|€¢£¡=asiiecii")
"""Between letters only: elsewhere they are themselves."""
ONE = {"l": "i"}
"""1, l and i are one letter in so many fonts that they count as one."""
MARKED = {sign: chr(0xE0F0 + number) for number, sign in enumerate(SIGNS)}
"""Signs that stand for a letter, as private characters, one for one."""

@cache
def taken_apart() -> dict[str, str]:
    """Two characters that are one taken apart, and that one."""
    return {one[:2]: one[2] for line in lines("taken_apart.txt") for one in line.split()}


@cache
def simplified() -> dict[str, str]:
    """Traditional or variant character to the Simplified one."""
    found = _pairs("丨丶妳祢幺=|·你你么", "⺅⺡⺘⺖⻏⻖=亻氵扌忄阝阝")
    for line in lines("simplified.txt"):
        found.update(zip(line[::2], line[1::2], strict=True))
    return found


@cache
def sounds() -> dict[str, tuple[str, ...]]:
    """Character to its syllables without tones, the usual one first; ü is u, as it is typed."""
    found = dict[str, tuple[str, ...]]()
    for line in lines("pinyin.txt"):
        syllable, _, characters = line.partition(" ")
        for character in characters:
            found[character] = (*found.get(character, ()), syllable.replace("v", "u"))
    return found


def lines(name: str) -> Iterator[str]:
    """Of a file of ours, remarks left out."""
    every = (DATA / name).read_text("utf-8").splitlines()
    return (line for line in every if not line.startswith("#"))
