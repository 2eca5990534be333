"""Sixteen classes, and pixels in one colour space."""

import pytest
from PIL import Image

from redbridge.media.colour import CLASSES, dominant, nearest, oklab, to_srgb
from tests.media.making import drawing, swapped_profile


def test_oklab_agrees_with_the_paper_on_white_and_red() -> None:
    assert oklab(255, 255, 255) == pytest.approx((1.0, 0.0, 0.0), abs=1e-4)
    assert oklab(255, 0, 0) == pytest.approx((0.62796, 0.22486, 0.12585), abs=1e-4)


def test_each_class_is_nearest_to_itself() -> None:
    assert [nearest(colour) for colour in CLASSES] == list(range(16))


@pytest.mark.parametrize(("grey", "expected"), [(10, 12), (40, 12), (99, 13), (160, 14), (215, 15), (255, 15)])
def test_greys_go_to_greys(grey: int, expected: int) -> None:
    assert dominant(Image.new("RGB", (50, 50), (grey, grey, grey))) == expected


def test_the_larger_colour_wins_and_not_the_mean() -> None:
    image = Image.new("RGB", (100, 100), (230, 140, 150))
    image.paste((110, 170, 230), (0, 0, 100, 30))
    assert dominant(image) == 0


def test_a_profile_is_obeyed() -> None:
    turned = to_srgb(drawing(), swapped_profile())
    red, _green, blue = turned.getpixel((600, 240))  # type: ignore[misc]
    assert red > 180 > 80 > blue


@pytest.mark.parametrize("profile", [b"", b"nonsense", swapped_profile()[:200], b"\0" * 5_000_000])
def test_a_profile_that_is_none_changes_nothing(profile: bytes) -> None:
    assert to_srgb(drawing(), profile).tobytes() == drawing().tobytes()


def test_a_profile_of_another_space_than_the_pixels_changes_nothing() -> None:
    grey = drawing().convert("L")
    assert to_srgb(grey, swapped_profile()).tobytes() == grey.convert("RGB").tobytes()
