"""A picture drawn twice as large as it is kept, in units of a hundredth of its short side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import TypeVar

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from .colour import RGB, Ink, Linear, Paint, Radial, rgb, swatch
from .shapes import Path, Point, ellipse, rect

T = TypeVar("T")
OVER = 2
SHADE = "#2b1a10"
Box = tuple[int, int, int, int]
Turn = tuple[float, float, float, float, float, float]
STRAIGHT: Turn = (1, 0, 0, 0, 1, 0)


class Luck(Random):
    """The dice of one picture: `number` is its seed, so neighbours never get the same `turn`."""

    number: int = 0

    def turn(self, options: Sequence[T], every: int = 1) -> T:
        """The option whose turn it is for this seed; moves on once in `every` seeds."""
        return options[self.number // every % len(options)]

    def near(self, value: float, reach: float) -> float:
        """A number within `reach` of the value."""
        return value + self.uniform(-reach, reach)


class Canvas:
    """Width `w` and height `h` in units; the short side is 100. (0, 0) is the top left corner."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.unit = min(width, height) * OVER / 100
        self.w, self.h = width * OVER / self.unit, height * OVER / self.unit
        self.cx, self.cy = self.w / 2, self.h / 2
        self.image = Image.new("RGB", (width * OVER, height * OVER), "#ffffff")
        self._pen = ImageDraw.Draw(self.image)
        self._turn = STRAIGHT
        self._zoom = 1.0

    @property
    def frame(self) -> Path:
        """The outline of the whole picture."""
        return rect(-1, -1, self.w + 1, self.h + 1)

    def _dots(self, path: Sequence[Point]) -> list[Point]:
        a, b, c, d, e, f = (v * self.unit for v in self._turn)
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in path]

    def _box(self, dots: Sequence[Point], pad: float = 0) -> Box | None:
        xs, ys = [x for x, _ in dots], [y for _, y in dots]
        x0, y0 = max(0, _even(min(xs) - pad)), max(0, _even(min(ys) - pad))
        x1 = min(self.image.width, _even(max(xs) + pad) + OVER)
        y1 = min(self.image.height, _even(max(ys) + pad) + OVER)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def _lay(self, paint: Paint, box: Box, mask: Image.Image | None) -> None:
        size = (box[2] - box[0], box[3] - box[1])
        if isinstance(paint, Linear | Radial):
            coat = _doubled(swatch(paint, (size[0] // OVER, size[1] // OVER)))
        else:
            coat = Image.new("RGB", size, rgb(paint))
        self.image.paste(coat, box, mask)

    def fill(self, path: Sequence[Point], paint: Paint, alpha: float = 1) -> None:
        """Fills a closed outline."""
        dots = self._dots(path)
        box = self._box(dots)
        if box is None:
            return
        if alpha >= 1 and not isinstance(paint, Linear | Radial):
            self._pen.polygon(dots, fill=rgb(paint))
            return
        self._lay(paint, box, _stencil(dots, box, alpha))

    def stroke(self, path: Sequence[Point], ink: Ink, width: float, alpha: float = 1) -> None:
        """Draws an open line with round ends; `width` in units."""
        dots, breadth = self._dots(path), max(1, round(width * self.unit * self._zoom))
        if alpha >= 1:
            _line(self._pen, dots, breadth, rgb(ink))
        elif box := self._box(dots, breadth):
            mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
            _line(ImageDraw.Draw(mask), _within(dots, box), breadth, round(alpha * 255))
            self._lay(ink, box, mask)

    def loop(self, path: Sequence[Point], ink: Ink, width: float, alpha: float = 1) -> None:
        """Draws a closed line."""
        self.stroke([*path, *path[:2]], ink, width, alpha)

    def soft(self, path: Sequence[Point], ink: Ink, blur: float, alpha: float = 1) -> None:
        """Fills an outline whose edge melts away over about `blur` units to either side."""
        radius = blur * self.unit * self._zoom / 2
        dots = self._dots(path)
        box = self._box(dots, radius * 2.5)
        if box is not None:
            self._lay(ink, box, _haze(dots, box, radius, alpha))

    def shadow(self, path: Sequence[Point], dx: float = 1, dy: float = 2, blur: float = 4,
               alpha: float = 0.35, ink: Ink = SHADE) -> None:
        """The soft shade the outline casts, moved by (dx, dy)."""
        self.soft([(x + dx, y + dy) for x, y in path], ink, blur, alpha)

    def glow(self, x: float, y: float, r: float, ink: Ink, alpha: float = 0.6) -> None:
        """A light that fades to nothing at radius r."""
        corners = self._dots(rect(x - r, y - r, x + r, y + r))
        if box := self._box(self._dots(ellipse(x, y, r))):
            left, top = min(p[0] for p in corners), min(p[1] for p in corners)
            k = 256 / (2 * r * self.unit * self._zoom)
            x0, y0 = max(0.0, (box[0] - left) * k), max(0.0, (box[1] - top) * k)
            part = (x0, y0, min(256.0, (box[2] - left) * k), min(256.0, (box[3] - top) * k))
            # Limit: Pillow's radial gradient ends at the corners, 180 is what it has at the sides.
            fade = [round(255 * alpha * max(0, 1 - i / 180) ** 2) for i in range(256)]
            light = Image.radial_gradient("L").point(fade)
            size = ((box[2] - box[0]) // OVER, (box[3] - box[1]) // OVER)
            self._lay(ink, box, _doubled(light.resize(size, Image.Resampling.BILINEAR, box=part)))

    def backdrop(self, paint: Paint) -> None:
        """Paints the whole picture."""
        self._lay(paint, (0, 0, *self.image.size), None)

    def defocus(self, blur: float) -> None:
        """Blurs everything drawn so far, as a near focus does."""
        radius = blur * self.unit / 2
        step = max(1, int(radius / 3))
        small = self.image.reduce(step).filter(ImageFilter.GaussianBlur(radius / step))
        half = (self.image.width // OVER, self.image.height // OVER)
        self.image.paste(_doubled(small.resize(half, Image.Resampling.BICUBIC)))

    def reflect(self, y: float, ink: Ink, share: float, blur: float = 0.6) -> None:
        """Turns what stands above height y upside down below it, as still water does, dyed by `ink`."""
        line = _even(y * self.unit)
        depth = min(self.image.height - line, line)
        above = self.image.crop((0, line - depth, self.image.width, line)).reduce(4)
        radius = blur * self.unit / 4
        water = ImageOps.flip(above).filter(ImageFilter.BoxBlur((radius, radius * 3)))
        water = Image.blend(water, Image.new("RGB", water.size, rgb(ink)), share)
        self.image.paste(rgb(ink), (0, line, *self.image.size))
        half = (self.image.width // OVER, depth // OVER)
        self.image.paste(_doubled(water.resize(half, Image.Resampling.BILINEAR)), (0, line))

    @contextmanager
    def clip(self, path: Sequence[Point]) -> Iterator[None]:
        """What is drawn inside shows only within the outline."""
        dots = self._dots(path)
        box = self._box(dots)
        if box is None:
            yield
            return
        outer, turn = self.image, self._turn
        self._aim(outer.crop(box), _chain((1, 0, -box[0] / self.unit, 0, 1, -box[1] / self.unit), turn))
        yield
        outer.paste(self.image, box, _stencil(dots, box, 1))
        self._aim(outer, turn)

    def _aim(self, image: Image.Image, turn: Turn) -> None:
        self.image, self._turn = image, turn
        self._pen = ImageDraw.Draw(image)

    @contextmanager
    def place(self, x: float, y: float, scale: float = 1, turn: float = 0,
              flip: bool = False) -> Iterator[None]:
        """Inside, (0, 0) is (x, y), units are `scale` long, turned by degrees, mirrored on wish."""
        outer, zoom = self._turn, self._zoom
        sine, cosine = math.sin(math.radians(turn)) * scale, math.cos(math.radians(turn)) * scale
        side = -1 if flip else 1
        self._turn = _chain(outer, (cosine * side, -sine, x, sine * side, cosine, y))
        self._zoom = zoom * scale
        yield
        self._turn, self._zoom = outer, zoom

    def finish(self, rng: Random, grain: int = 10) -> Image.Image:
        """The picture at its kept size, with a light grain that hides steps in slow gradients."""
        small = self.image.resize(self.size, Image.Resampling.HAMMING)
        side = 240
        tile = Image.frombytes("L", (side, side), rng.randbytes(side * side))
        tile = tile.filter(ImageFilter.GaussianBlur(0.6)).point(lambda v: 128 + (v - 128) * grain // 64)
        noise = Image.new("L", self.size)
        for x in range(0, self.size[0], side):
            for y in range(0, self.size[1], side):
                noise.paste(tile, (x, y))
        return ImageChops.soft_light(small, Image.merge("RGB", (noise, noise, noise)))


def _chain(outer: Turn, inner: Turn) -> Turn:
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (a * p + b * s, a * q + b * t, a * r + b * u + c, d * p + e * s, d * q + e * t, d * r + e * u + f)


def _even(value: float) -> int:
    return math.floor(value / OVER) * OVER


def _doubled(image: Image.Image) -> Image.Image:
    # Limit: slow gradients need no more points than the kept picture has; boxes start on even points for this.
    return image.resize((image.width * OVER, image.height * OVER), Image.Resampling.NEAREST)


def _within(dots: Sequence[Point], box: Box) -> list[Point]:
    return [(x - box[0], y - box[1]) for x, y in dots]


def _stencil(dots: Sequence[Point], box: Box, alpha: float) -> Image.Image:
    mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    ImageDraw.Draw(mask).polygon(_within(dots, box), fill=round(alpha * 255))
    return mask


def _haze(dots: Sequence[Point], box: Box, radius: float, alpha: float) -> Image.Image:
    # Limit: blurring at full size would cost most of a picture's time, and a haze has no detail to lose.
    step = max(1.0, radius / 2.5)
    size = (box[2] - box[0], box[3] - box[1])
    pad = 4
    tiny = Image.new("L", (math.ceil(size[0] / step) + 2 * pad, math.ceil(size[1] / step) + 2 * pad))
    spots = [(x / step + pad, y / step + pad) for x, y in _within(dots, box)]
    ImageDraw.Draw(tiny).polygon(spots, fill=round(alpha * 255))
    tiny = tiny.filter(ImageFilter.GaussianBlur(radius / step))
    inner = (pad, pad, pad + size[0] / step, pad + size[1] / step)
    half = (size[0] // OVER, size[1] // OVER)
    return _doubled(tiny.resize(half, Image.Resampling.BILINEAR, box=inner))


def _line(pen: ImageDraw.ImageDraw, dots: Sequence[Point], breadth: int, ink: RGB | int) -> None:
    pen.line(list(dots), fill=ink, width=breadth, joint="curve")
    r = breadth / 2
    for x, y in (dots[0], dots[-1]) if r > 1 else ():
        pen.ellipse((x - r, y - r, x + r, y + r), fill=ink)
