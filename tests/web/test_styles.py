"""Colours come from the tokens and can be read; styles use what browsers widely have."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "src/redbridge/web/static/web/css"
SHEETS = sorted(CSS.glob("*.css"))
TEXT = {sheet.name: re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S) for sheet in SHEETS}
ALL = "\n".join(TEXT.values())
COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(")
# look.md, "Colour roles" and "text cards": what stands on what.
SURFACES = ("surface-0", "surface-1", "surface-2")
PAIRS = [
    *((ink, ground) for ink in ("ink-1", "ink-2", "ink-3", "qing", "gold", "red-ink", "ok") for ground in SURFACES),
    ("ink-1", "surface-3"), ("ink-2", "surface-3"), ("on-red", "red"), ("on-red", "red-press"),
    ("red-ink", "red-wash"), ("on-qing", "qing"), ("qing", "qing-wash"), ("ink-2", "qing-wash"),
    ("gold", "gold-wash"), ("surface-0", "ink-1"),
]  # fmt: skip
# ink-3 and celadon are for the page and panels; gold and green are never set on chips.
EXEMPT = {("ok", "surface-2"), ("gold", "surface-2")}


def _layers(text: str, name: str) -> list[str]:
    """The bodies of a sheet's `@layer name {…}` blocks."""
    bodies = []
    for found in re.finditer(rf"@layer {name} {{", text):
        depth, at = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        bodies.append(text[found.end() : at - 1])
    return bodies


def _tokens() -> dict[str, tuple[str, str]]:
    root = "".join(_layers(TEXT["base.css"], "tokens"))
    return {name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", root)}


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sheet", TEXT, ids=str)
def test_colours_stand_in_the_tokens_only(sheet: str) -> None:
    rest = TEXT[sheet]
    for body in _layers(rest, "tokens"):
        rest = rest.replace(body, "")
    assert COLOUR.findall(rest) == []


@pytest.mark.parametrize(("theme", "side"), [("light", 0), ("dark", 1)])
@pytest.mark.parametrize(("ink", "ground"), [pair for pair in PAIRS if pair not in EXEMPT])
def test_text_can_be_read(ink: str, ground: str, theme: str, side: int) -> None:
    tokens = _tokens()
    assert contrast(tokens[ink][side], tokens[ground][side]) >= 4.5


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["surface-0", "surface-1"])
def test_borders_of_controls_can_be_seen(ground: str, side: int) -> None:
    tokens = _tokens()
    assert contrast(tokens["line-strong"][side], tokens[ground][side]) >= 3


@pytest.mark.parametrize("card", ["letter", "seal", "indigo", "celadon", "window", "practice"])
@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
def test_words_on_cards_can_be_read(card: str, side: int) -> None:
    rule = re.search(rf"\.tcard-{card} {{ (--ground.*?) }}", TEXT["cards.css"])
    assert rule
    found = dict(re.findall(r"--(ground|words): light-dark\((#\w+, #\w+)\)", rule[1]))
    ground, words = (found[name].split(", ")[side] for name in ("ground", "words"))
    assert contrast(words, ground) >= 4.5


def test_letters_on_avatars_can_be_read() -> None:
    """Large text (600, 11 px and up) beside the name it repeats: 3:1."""
    grounds = re.findall(r"\.av-\d { --ground: (#\w+); }", TEXT["base.css"])
    assert len(grounds) == 10
    assert all(contrast("#FFFAF2", ground) >= 3 for ground in grounds)


def test_every_property_that_is_used_is_set_somewhere() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", ALL))
    drawn = "".join(p.read_text() for p in (CSS.parent / "icons").glob("*.svg"))
    used |= set(re.findall(r"var\(--([\w-]+)\)", drawn))
    assert used - set(re.findall(r"--([\w-]+):", ALL)) == set()


def test_layers_come_in_the_order_of_the_house() -> None:
    order = ["reset", "tokens", "base", "layout", "components", "utilities"]
    assert TEXT["base.css"].lstrip().startswith("@layer " + ", ".join(order) + ";")
    for text in TEXT.values():
        named = [order.index(name) for name in re.findall(r"@layer (\w+) {", text)]
        assert all(a <= b for a, b in pairwise(named))


def test_styles_use_what_browsers_widely_have() -> None:
    """What is newer is either decoration that falls away or stands behind @supports."""
    assert not re.search(r"@import|@scope|@function|@apply|:host|!important(?![^}]*})", ALL.replace("!important;", ""))
    assert not re.search(r"\bsystem-ui\b|expression\(|-moz-|-ms-", ALL)
    guarded = re.sub(r"@supports \(display: grid-lanes\) {.*?\n  }", "", ALL, flags=re.S)
    assert "grid-lanes" not in guarded


def test_chinese_is_never_slanted_or_spaced() -> None:
    assert "italic" not in ALL
    assert not re.search(r"letter-spacing: (?!inherit)", ALL)
