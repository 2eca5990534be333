"""Paper one draws on in units of the card, at twice the size and then made small: soft edges without a library of vectors."""

import math
from itertools import pairwise

from PIL import Image, ImageColor, ImageDraw

from redbridge.sharing.drawing.svg import Point, Shape, symbols

OVER = 2
"""How much larger than the picture one draws."""
Colour = tuple[int, int, int]


class Canvas:
    """A picture `width` units wide and `height` high, `pixels` wide at the end."""

    def __init__(self, width: float, height: float, pixels: int, ground: str, over: int = OVER) -> None:
        self.unit, self.over = pixels * over / width, over
        self.size = (pixels * over, round(height * self.unit))
        self.image = Image.new("RGB", self.size, ground)
        self.pen = ImageDraw.Draw(self.image)

    def done(self) -> Image.Image:
        """The picture at its own size."""
        return self.image.resize((self.size[0] // self.over, round(self.size[1] / self.over)), Image.Resampling.LANCZOS)

    def art(self, name: str, left: float, top: float, width: float, colours: dict[str, str], flip: bool = False) -> None:
        """A drawing of textcards.svg, `width` units wide at this place; `flip` stands it on its head."""
        symbol = symbols()[name]
        x0, y0, w, h = symbol.box
        scale = width / w

        def place(point: Point) -> Point:
            y = (y0 + h - point[1]) if flip else point[1] - y0
            return left + (point[0] - x0) * scale, top + y * scale

        for shape in symbol.shapes:
            lines = [[place(point) for point in line] for line in shape.lines]
            self.shape(shape, lines, scale, colours)

    def shape(self, shape: Shape, lines: list[list[Point]], scale: float, colours: dict[str, str]) -> None:
        """One shape with its lines already in place."""
        pen, colour = (self.pen, colours[shape.fill or shape.stroke])
        mask = None
        if shape.opacity < 1:
            mask = Image.new("L", self.size, 0)
            pen = ImageDraw.Draw(mask)
        inks = [colours[role] if role else "" for role in (shape.fill, shape.stroke)] if mask is None else ["white"] * 2
        for line in lines:
            points = [(x * self.unit, y * self.unit) for x, y in line]
            if shape.fill:
                pen.polygon(points, fill=inks[0])
            if shape.stroke:
                _stroke(pen, points, shape, scale * self.unit, inks[1])
        if mask is not None:
            self.veil(mask, colour, shape.opacity)

    def veil(self, mask: Image.Image, colour: str, opacity: float = 1.0, at: tuple[int, int] = (0, 0)) -> None:
        """Colour where the mask, put at this pixel, is white, as much as it is."""
        thin = mask if opacity >= 1 else mask.point([round(v * opacity) for v in range(256)])
        self.image.paste(ImageColor.getrgb(colour), at, thin)

    def lines(self, lines: list[list[Point]], width: float, colour: str, opacity: float = 1.0) -> None:
        """Plain lines, `width` units thick."""
        self.shape(Shape([], stroke="it", width=width, opacity=opacity), lines, 1, {"it": colour})

    def frame(self, inset: float, height: float, width: float, colour: str, opacity: float = 1.0) -> None:
        """A rectangle `inset` units from the edges of a card 100 wide."""
        a, b, c, d = inset, 100 - inset, inset, height - inset
        self.lines([[(a, c), (b, c), (b, d), (a, d), (a, c), (b, c)]], width, colour, opacity)

    def dot(self, x: float, y: float, r: float, colour: str) -> None:
        """A filled circle."""
        u = self.unit
        self.pen.ellipse(((x - r) * u, (y - r) * u, (x + r) * u, (y + r) * u), fill=colour)


def _stroke(pen: ImageDraw.ImageDraw, points: list[Point], shape: Shape, scale: float, ink: str) -> None:
    width = max(1, round(shape.width * scale))
    for piece in _dashes(points, [d * scale for d in shape.dash]) if shape.dash else [points]:
        pen.line(piece, fill=ink, width=width, joint="curve")
        if shape.round:
            for x, y in (piece[0], piece[-1]):
                pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=ink)


def _dashes(points: list[Point], pattern: list[float]) -> list[list[Point]]:
    """A line cut into the dashes of a pattern: on, off, on …"""
    made: list[list[Point]] = [[points[0]]]
    index, left, on = 0, pattern[0], True
    for start, end in pairwise(points):
        at, length = start, math.dist(start, end)
        while length > left:
            at = (at[0] + (end[0] - at[0]) * left / length, at[1] + (end[1] - at[1]) * left / length)
            length -= left
            if on:
                made[-1].append(at)
            else:
                made.append([at])
            index += 1
            on, left = not on, pattern[index % len(pattern)]
        left -= length
        if on:
            made[-1].append(end)
    return [piece for piece in made if len(piece) > 1]
