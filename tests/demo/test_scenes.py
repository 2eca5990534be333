"""The drawn pictures: every scene in every shape, the same each time, another for another seed."""

from __future__ import annotations

import time

import pytest
from PIL import Image, ImageChops, ImageStat

from redbridge.demo.scenes import NAMES, SIZES, draw

# Limit: a drawing takes about half a second of CPU; several times that is a mistake on any machine.
CPU_SECONDS = 4.0
FULL = {"3:4": (810, 1080), "4:5": (864, 1080), "1:1": (1080, 1080), "4:3": (1080, 810)}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fifth of the size: drawings are made in units, so only the time differs."""
    for ratio, (width, height) in FULL.items():
        monkeypatch.setitem(SIZES, ratio, (width // 5, height // 5))


def _apart(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def _edges(picture: Image.Image) -> list[Image.Image]:
    w, h = picture.size
    return [picture.crop(box) for box in ((0, 0, w, 4), (0, h - 4, w, h), (0, 0, 4, h), (w - 4, 0, w, h))]


def test_the_scenes_cover_the_talk_of_january() -> None:
    assert len(NAMES) == len(set(NAMES)) == 32
    assert {"cat_tabby", "hotpot", "homework", "hospital_bill", "fox_spy", "market_fruit"} <= set(NAMES)


@pytest.mark.parametrize("at", range(len(NAMES)), ids=NAMES)
def test_a_scene_has_its_size_and_is_soon_drawn(at: int) -> None:
    ratio = tuple(FULL)[at % 4]
    start = time.process_time()
    picture = draw(NAMES[at], at, ratio)
    assert time.process_time() - start < CPU_SECONDS
    assert (picture.mode, picture.size) == ("RGB", FULL[ratio])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", NAMES)
def test_a_scene_fills_every_shape(name: str) -> None:
    for seed, (ratio, size) in enumerate(SIZES.items()):
        picture = draw(name, seed, ratio)
        assert (picture.mode, picture.size) == ("RGB", size)
        for edge in _edges(picture):
            assert ImageStat.Stat(edge).extrema != [(255, 255)] * 3, "an edge was left unpainted"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", NAMES)
def test_a_seed_gives_the_same_picture_and_its_neighbour_another(name: str) -> None:
    first = draw(name, 5, "4:5")
    assert first.tobytes() == draw(name, 5, "4:5").tobytes()
    assert _apart(first, draw(name, 6, "4:5")) > 8


def test_an_unknown_scene_or_shape_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("unicorn", 0, "3:4")
    with pytest.raises(KeyError):
        draw("cat_tabby", 0, "16:9")
