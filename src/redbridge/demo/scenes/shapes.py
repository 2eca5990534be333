"""Outlines as lists of points, in the canvas's units (a hundredth of the short side, y downwards)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

Point = tuple[float, float]
Path = list[Point]


def rect(x0: float, y0: float, x1: float, y1: float) -> Path:
    """A box by two corners."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 32) -> Path:
    """An open stretch of an ellipse; degrees, clockwise from three o'clock."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def ellipse(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> Path:
    """A closed ellipse round (x, y), turned clockwise by degrees; a circle without `ry`."""
    ry = rx if ry is None else ry
    steps = max(16, min(120, int(max(rx, ry) * 5)))
    path = arc(0, 0, rx, ry, 0, 360 - 360 / steps, steps - 1)
    return moved(path, x, y, turn)


def moved(path: Sequence[Point], x: float = 0, y: float = 0, turn: float = 0, scale: float = 1) -> Path:
    """The path scaled, turned round the origin by degrees, then shifted."""
    sine, cosine = math.sin(math.radians(turn)) * scale, math.cos(math.radians(turn)) * scale
    return [(x + px * cosine - py * sine, y + px * sine + py * cosine) for px, py in path]


def mirrored(path: Sequence[Point], axis: float = 0) -> Path:
    """The path seen in a mirror standing at x = axis."""
    return [(2 * axis - x, y) for x, y in reversed(path)]


def whole(half: Sequence[Point]) -> Path:
    """A symmetrical outline from its right half, given from top to foot (x >= 0)."""
    return [*half, *(p for p in mirrored(half) if abs(p[0]) > 1e-6)]


def rounded(x0: float, y0: float, x1: float, y1: float, r: float) -> Path:
    """A box with corners of radius r."""
    r = min(r, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
    corners = [(x1 - r, y0 + r, 270), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180)]
    return [p for x, y, a in corners for p in arc(x, y, r, r, a, a + 90, 10)]


def _knot(four: Sequence[Point], t: float) -> Point:
    a, b, c, d = four

    def axis(i: int) -> float:
        slope, bend = c[i] - a[i], 2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]
        cube = 3 * (b[i] - c[i]) + d[i] - a[i]
        return b[i] + t * (slope + t * (bend + t * cube)) / 2

    return axis(0), axis(1)


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 8) -> Path:
    """A Catmull-Rom curve through the points."""
    n = len(points)
    ring = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    spans = n if closed else n - 1
    path = [_knot(ring[i : i + 4], step / steps) for i in range(spans) for step in range(steps)]
    return path if closed else [*path, points[-1]]


def bezier(a: Point, b: Point, c: Point, d: Point, steps: int = 24) -> Path:
    """An open cubic curve from a to d, pulled by b and c."""
    path = []
    for i in range(steps + 1):
        t = i / steps
        w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        ends = (a, b, c, d)
        path.append((sum(k * p[0] for k, p in zip(w, ends, strict=True)),
                     sum(k * p[1] for k, p in zip(w, ends, strict=True))))
    return path


def ribbon(path: Sequence[Point], width: Callable[[float], float]) -> Path:
    """A closed band along an open path; `width` gives the full breadth at 0..1 of the way."""
    left: Path = []
    right: Path = []
    last = len(path) - 1
    for i, (x, y) in enumerate(path):
        (ax, ay), (bx, by) = path[max(0, i - 1)], path[min(last, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1
        half = width(i / last) / 2
        nx, ny = (ay - by) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def taper(path: Sequence[Point], start: float, end: float = 0) -> Path:
    """A band whose breadth goes evenly from start to end."""
    return ribbon(path, lambda t: start + (end - start) * t)


def leaf(x: float, y: float, length: float, breadth: float, turn: float) -> Path:
    """A pointed leaf that grows from (x, y) towards `turn` degrees."""
    upper = bezier((0, 0), (length * 0.3, -breadth), (length * 0.75, -breadth * 0.6), (length, 0), 10)
    return moved([*upper, *[(px, -py) for px, py in upper[::-1]]], x, y, turn)


def blob(x: float, y: float, rx: float, ry: float, rng: Random, rough: float = 0.12, knots: int = 9) -> Path:
    """A smooth closed shape that wanders off an ellipse by up to `rough` of its radius."""
    dots = []
    for i in range(knots):
        a = math.tau * i / knots
        k = 1 + rng.uniform(-rough, rough)
        dots.append((x + rx * k * math.cos(a), y + ry * k * math.sin(a)))
    return smooth(dots)


def ridge(x0: float, x1: float, y: float, rise: float, floor: float, rng: Random, knots: int = 7) -> Path:
    """A rolling outline from x0 to x1 round height y, closed along y = floor."""
    step = (x1 - x0) / (knots - 1)
    crest = [(x0 + step * i, y - rng.uniform(0, rise)) for i in range(knots)]
    return [*smooth(crest, closed=False, steps=10), (x1, floor), (x0, floor)]


def lens(vx: float, vy: float, focus: float = 1) -> Callable[[float, float, float], Point]:
    """A view along a street that vanishes at (vx, vy): maps right, down and away (from 1 on) to a point."""

    def seen(x: float, y: float, z: float) -> Point:
        return vx + x * focus / z, vy + y * focus / z

    return seen
