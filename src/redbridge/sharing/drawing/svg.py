"""The drawings of icons/textcards.svg as flat lines: the little of SVG that our own file uses, nothing of strangers'."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

FILE = Path(__file__).parents[2] / "web" / "static" / "web" / "icons" / "textcards.svg"
Point = tuple[float, float]
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
STEPS = 24
"""Pieces of a curve; one is then under half a pixel off at twice the size of a card's picture."""


@dataclass
class Shape:
    """Lines in the symbol's own units. `fill` and `stroke` name a role of the card's colours ("drawn"), or are empty."""

    lines: list[list[Point]]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    round: bool = False


@dataclass
class Symbol:
    """A drawing and its box: left, top, width, height."""

    box: tuple[float, float, float, float]
    shapes: list[Shape] = field(default_factory=list)


@cache
def symbols() -> dict[str, Symbol]:
    """Every drawing by its id."""
    root = ElementTree.parse(FILE).getroot()  # noqa: S314 (our own file)
    return {str(node.get("id")): _symbol(node) for node in root if _tag(node) == "symbol"}


def _symbol(node: ElementTree.Element) -> Symbol:
    left, top, width, height = (float(n) for n in str(node.get("viewBox")).split())
    return Symbol((left, top, width, height), list(_shapes(node, {})))


def _tag(node: ElementTree.Element) -> str:
    return node.tag.rsplit("}", 1)[-1]


def _shapes(parent: ElementTree.Element, given: dict[str, str]) -> Iterator[Shape]:
    for node in parent:
        said = given | dict(node.attrib)
        if _tag(node) == "g":
            yield from _shapes(node, said)
        else:
            lines = _circle(said) if _tag(node) == "circle" else path(said["d"])
            yield _shape(_turned(lines, said.get("transform", "")), said)


def _shape(lines: list[list[Point]], said: dict[str, str]) -> Shape:
    fill, stroke = _role(said.get("fill", "none")), _role(said.get("stroke", "none"))
    return Shape(
        lines, fill, stroke, float(said.get("stroke-width", 0)),
        tuple(float(n) for n in said.get("stroke-dasharray", "").split()),
        float(said.get("stroke-opacity", said.get("fill-opacity", 1))), said.get("stroke-linecap") == "round",
    )  # fmt: skip


def _role(paint: str) -> str:
    """`var(--drawn)` → drawn."""
    return "" if paint == "none" else paint.removeprefix("var(--").removesuffix(")")


def _turned(lines: list[list[Point]], transform: str) -> list[list[Point]]:
    """`rotate(degrees x y)`, the one transformation there is."""
    if not transform:
        return lines
    degrees, cx, cy = (float(n) for n in re.findall(r"-?[\d.]+", transform))
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [[(cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos) for x, y in line] for line in lines]


def _circle(said: dict[str, str]) -> list[list[Point]]:
    x, y, r = (float(said[name]) for name in ("cx", "cy", "r"))
    turns = [2 * math.pi * n / 72 for n in range(73)]
    return [[(x + r * math.cos(a), y + r * math.sin(a)) for a in turns]]


def path(d: str) -> list[list[Point]]:
    """The lines of a path: M L H V C S Q Z, absolute and relative, and half circles (A)."""
    pen = _Pen()
    tokens, at, letter = _TOKEN.findall(d), 0, "M"
    while at < len(tokens):
        if tokens[at].isalpha():
            letter, at = tokens[at], at + 1
        takes = _TAKES[letter.upper()]
        pen.draw(letter, [float(n) for n in tokens[at : at + takes]])
        at += takes
        letter = {"M": "L", "m": "l"}.get(letter, letter)
    return pen.lines


class _Pen:
    def __init__(self) -> None:
        self.lines: list[list[Point]] = []
        self.handle: Point | None = None

    @property
    def here(self) -> Point:
        return self.lines[-1][-1] if self.lines else (0.0, 0.0)

    def draw(self, letter: str, numbers: list[float]) -> None:
        handle, self.handle = self.handle, None
        match letter.upper():
            case "Z":
                self.lines[-1].append(self.lines[-1][0])
            case "H" | "V":
                self._level(letter, numbers[0])
            case "A":
                self._half_circle(numbers, letter.islower())
            case kind:
                self._curve(kind, self._points(numbers, letter.islower()), handle)

    def _points(self, numbers: list[float], relative: bool) -> list[Point]:
        x, y = self.here if relative else (0.0, 0.0)
        return [(x + a, y + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]

    def _level(self, letter: str, to: float) -> None:
        x, y = self.here
        if letter.upper() == "H":
            self.lines[-1].append((to + x * letter.islower(), y))
        else:
            self.lines[-1].append((x, to + y * letter.islower()))

    def _curve(self, kind: str, points: list[Point], handle: Point | None) -> None:
        here = self.here
        if kind == "M":
            self.lines.append(points)
        elif kind == "L":
            self.lines[-1] += points
        elif kind == "Q":
            c, end = points
            first = tuple(a + (b - a) * 2 / 3 for a, b in zip(here, c, strict=True))
            second = tuple(a + (b - a) * 2 / 3 for a, b in zip(end, c, strict=True))
            self._bezier(here, (first[0], first[1]), (second[0], second[1]), end)
        else:
            if kind == "S":
                mirrored = (2 * here[0] - handle[0], 2 * here[1] - handle[1]) if handle else here
                points = [mirrored, *points]
            self._bezier(here, *points)
            self.handle = points[1]

    def _bezier(self, a: Point, b: Point, c: Point, d: Point) -> None:
        for step in range(1, STEPS + 1):
            t = step / STEPS
            u = 1 - t
            k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            self.lines[-1].append(tuple(sum(w * p[i] for w, p in zip(k, (a, b, c, d), strict=True)) for i in (0, 1)))  # type: ignore[arg-type]

    def _half_circle(self, numbers: list[float], relative: bool) -> None:
        """An arc whose ends lie across its whole width, as the bridge's do."""
        x, y = self.here
        ex, ey = numbers[5] + x * relative, numbers[6] + y * relative
        cx, cy, r = (x + ex) / 2, (y + ey) / 2, math.dist((x, y), (ex, ey)) / 2
        start, way = math.atan2(y - cy, x - cx), math.pi if numbers[4] else -math.pi
        turns = [start + way * n / (2 * STEPS) for n in range(1, 2 * STEPS + 1)]
        self.lines[-1] += [(cx + r * math.cos(a), cy + r * math.sin(a)) for a in turns]
