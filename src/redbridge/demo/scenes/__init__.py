"""The demo's pictures, drawn by code: no photograph, no font, nobody's face."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageOps

from . import (
    beauty,
    bowls,
    breakfast,
    cats,
    cockatoo,
    dogs,
    drinks,
    fox,
    mahjong,
    market,
    papers,
    parks,
    plates,
    rooms,
    skies,
    streets,
    subway,
    things,
)
from .canvas import Canvas, Luck

Scene = Callable[[Canvas, Luck], None]
SIZES = {"3:4": (810, 1080), "4:5": (864, 1080), "1:1": (1080, 1080), "4:3": (1080, 810)}
_FAMILIES = (cats, dogs, cockatoo, bowls, breakfast, plates, drinks, papers, rooms, subway, things, mahjong,
             beauty, skies, streets, parks, fox, market)
_SCENES: dict[str, Scene] = {name: scene for family in _FAMILIES for name, scene in family.SCENES.items()}
# Handwriting and figures read in one direction only.
_ONE_WAY = frozenset({**papers.SCENES, **market.SCENES})
NAMES: tuple[str, ...] = tuple(_SCENES)


def draw(name: str, seed: int, ratio: str) -> Image.Image:
    """The RGB picture of a scene, 1080 px on its longer side; the same for the same three arguments.

    `name` is one of NAMES, `ratio` (width:height) one of SIZES; others raise KeyError.
    """
    canvas, rng = Canvas(*SIZES[ratio]), Luck(f"{name} {seed}")
    rng.number = seed
    _SCENES[name](canvas, rng)
    picture = canvas.finish(rng)
    return ImageOps.mirror(picture) if rng.random() < 0.5 and name not in _ONE_WAY else picture
