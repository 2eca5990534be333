"""Renditions: the right widths, upright, opaque, and nothing in them but pixels."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from redbridge.media import pixels
from redbridge.media.formats import BadPicture
from redbridge.media.pixels import Facts, Rendition, develop, widths_for
from tests.media.making import BLUE, GREEN, RED, drawing, encoded, sample, swapped_profile, with_exif

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"]


def developed(data: bytes) -> tuple[Facts, dict[tuple[int, str], bytes]]:
    facts, *made = list(develop(io.BytesIO(data)))
    assert isinstance(facts, Facts)
    return facts, {(r.width, r.format): r.data for r in made if isinstance(r, Rendition)}


def shown(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert not image.info.keys() & {"exif", "icc_profile", "xmp", "comment"}, image.info.keys()
    assert image.mode == "RGB"
    return image.convert("RGB")


def near(image: Image.Image, at: tuple[float, float], colour: tuple[int, int, int]) -> bool:
    """Whether the pixel at this part of the picture is about that colour."""
    pixel: Any = image.getpixel((int(at[0] * image.width), int(at[1] * image.height)))
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(("size", "expected"), [
    ((4000, 3000), (480, 1080, 720, 360, 240)), ((1079, 800), (480, 720, 360, 240)), ((480, 480), (480, 360, 240)),
    ((300, 200), (240,)), ((12, 12), (240,)), ((720, 20000), (480, 360, 240)), ((240, 7680), (240,)),
])
def test_no_width_is_above_the_source_and_the_cards_comes_first(
    size: tuple[int, int], expected: tuple[int, ...]
) -> None:
    assert widths_for(*size) == expected


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_becomes_webp_and_avif_at_its_widths(fmt: str) -> None:
    facts, made = developed(sample(fmt, 800, 600))
    assert (facts.width, facts.height) == (800, 600)
    assert set(made) == {(w, f) for w in (240, 360, 480, 720) for f in ("webp", "avif")}
    for (width, name), data in made.items():
        image = shown(data)
        assert (image.size, Image.open(io.BytesIO(data)).format) == ((width, width * 3 // 4), name.upper())
        assert near(image, (0.25, 0.8), RED) and near(image, (0.75, 0.5), BLUE) and near(image, (0.25, 0.25), GREEN)


def test_a_small_picture_keeps_its_own_pixels_under_the_smallest_name() -> None:
    facts, made = developed(sample("PNG", 100, 80))
    assert set(made) == {(240, "webp"), (240, "avif")}
    assert shown(made[240, "webp"]).size == (100, 80) == (facts.width, facts.height)


@pytest.mark.parametrize(("orientation", "disc"), [
    (1, (.25, .25)), (2, (.75, .25)), (3, (.75, .75)), (4, (.25, .75)),
    (5, (.25, .25)), (6, (.75, .25)), (7, (.75, .75)), (8, (.25, .75)),
])
@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_each_orientation_stands_upright(fmt: str, orientation: int, disc: tuple[float, float]) -> None:
    facts, made = developed(with_exif(orientation, fmt))
    image = shown(made[240, "webp"])
    assert (facts.width, facts.height) == ((480, 640) if orientation > 4 else (640, 480))
    assert image.size == ((240, 320) if orientation > 4 else (240, 180))
    assert near(image, disc, GREEN)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("fmt", ["JPEG", "PNG"])
def test_what_is_kept_is_cut_from_the_upright_picture(fmt: str, orientation: int) -> None:
    whole = with_exif(orientation, fmt)
    crop = (.5, .25, .4, .6)
    facts, *made = list(develop(io.BytesIO(whole), crop))
    upright = shown(next(m.data for m in develop(io.BytesIO(whole)) if isinstance(m, Rendition) and m.format == "webp"))
    w, h = upright.size
    wanted = upright.crop((round(w * .5), round(h * .25), round(w * .9), round(h * .85)))
    image = shown(made[0].data).resize(wanted.size)  # type: ignore[union-attr]
    assert isinstance(facts, Facts) and abs(facts.width / facts.height - w * .4 / (h * .6)) < .02
    difference = ImageChops.difference(image.convert("L"), wanted.convert("L"))
    assert ImageStat.Stat(difference).mean[0] < 4


def test_a_draft_has_one_width_and_a_master_without_a_camera() -> None:
    facts, *made = list(develop(io.BytesIO(with_exif(6, "JPEG", gps=True)), draft=True))
    assert isinstance(facts, Facts) and (facts.width, facts.height) == (480, 640)
    assert [(m.width, m.format) for m in made if isinstance(m, Rendition)] == [(480, "webp"), (480, "avif"), (0, "master")]
    master = made[-1].data  # type: ignore[union-attr]
    assert b"SECRETCAMERA" not in master and Image.open(io.BytesIO(master)).size == (480, 640)


def test_a_turned_heic_stands_upright_once() -> None:
    facts, made = developed(with_exif(6, "HEIF"))
    assert (facts.width, facts.height) == (480, 640)
    assert near(shown(made[240, "webp"]), (.75, .25), GREEN)


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_place_and_camera_stay_behind(fmt: str) -> None:
    data = with_exif(fmt=fmt, gps=True)
    assert b"SECRETCAMERA" in data
    for rendition in developed(data)[1].values():
        shown(rendition)
        assert b"SECRETCAMERA" not in rendition and b"Exif" not in rendition and b"GPS" not in rendition


@pytest.mark.parametrize("fmt", FORMATS)
def test_what_was_appended_or_tucked_in_stays_behind(fmt: str) -> None:
    tail = b"<script>alert(document.domain)</script><?php system($_GET[0]); ?>PK\3\4"
    for rendition in developed(sample(fmt) + tail)[1].values():
        assert b"<script" not in rendition and b"<?php" not in rendition


def test_comments_and_text_chunks_stay_behind() -> None:
    data = encoded(drawing(), "JPEG", comment=b"SECRETWORDS", xmp=b"<x:xmpmeta>SECRETWORDS</x:xmpmeta>")
    assert data.count(b"SECRETWORDS") == 2
    assert all(b"SECRETWORDS" not in rendition for rendition in developed(data)[1].values())


def test_a_profile_is_applied_and_stripped() -> None:
    _, made = developed(encoded(drawing(), "PNG", icc_profile=swapped_profile()))
    image = shown(made[240, "webp"])
    assert near(image, (0.25, 0.8), (30, 30, 220)) and near(image, (0.75, 0.5), (220, 60, 30))


def test_ink_of_four_colours_becomes_light_of_three() -> None:
    _, made = developed(encoded(drawing().convert("CMYK"), "JPEG"))
    assert near(shown(made[240, "avif"]), (0.25, 0.8), RED)


def test_sixteen_bits_are_divided_and_not_clipped() -> None:
    grey = Image.new("I;16", (300, 300), 0x8000)
    assert near(shown(developed(encoded(grey, "PNG"))[1][240, "webp"]), (.5, .5), (128, 128, 128))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode_of_png_comes_through(mode: str) -> None:
    facts, made = developed(encoded(drawing().convert(mode), "PNG"))
    assert facts.width == 640 and shown(made[480, "avif"]).size == (480, 360)


@pytest.mark.parametrize("fmt", ["PNG", "WEBP", "AVIF", "GIF"])
def test_what_is_transparent_lies_on_paper(fmt: str) -> None:
    image = drawing().convert("RGBA")
    image.paste((0, 0, 0, 0), (320, 0, 640, 480))
    shown_image = shown(developed(encoded(image, fmt))[1][240, "webp"])
    assert near(shown_image, (0.75, 0.5), (245, 242, 234)) and near(shown_image, (0.25, 0.8), RED)


def test_a_palette_with_a_transparent_colour_lies_on_paper() -> None:
    image = drawing().quantize(8)
    index: Any = image.getpixel((600, 240))
    picture = shown(developed(encoded(image, "PNG", transparency=index))[1][240, "webp"])
    assert near(picture, (0.75, 0.5), (245, 242, 234))


@pytest.mark.parametrize("fmt", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_an_animation_the_first_picture_is_kept(fmt: str) -> None:
    frames = [Image.new("RGB", (300, 300), colour) for colour in (RED, BLUE, GREEN)]
    data = encoded(frames[0], fmt, save_all=True, append_images=frames[1:], duration=100)
    made = developed(data)[1]
    assert near(shown(made[240, "webp"]), (.5, .5), RED)
    assert getattr(Image.open(io.BytesIO(made[240, "avif"])), "n_frames", 1) == 1


def test_a_camera_file_of_several_pictures_shows_its_first() -> None:
    data = encoded(drawing(), "MPO", save_all=True, append_images=[drawing(64, 64)])
    assert developed(data)[0].width == 640


def test_a_tall_screenshot_is_kept_within_what_webp_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "TALLEST", 2000)
    _, made = developed(sample("PNG", 720, 2400))
    assert {w for w, _ in made} == {240, 360, 480}
    assert shown(made[480, "webp"]).size == (480, 1600)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_truncated_file_is_broken_and_nothing_worse(fmt: str, part: float) -> None:
    noise = Image.effect_noise((640, 480), 90).convert("RGB")
    whole = encoded(noise, fmt)
    with pytest.raises(BadPicture):
        developed(whole[: int(len(whole) * part)])


@pytest.mark.skipif("REDBRIDGE_TEST_DATA" not in os.environ, reason="REDBRIDGE_TEST_DATA is not set: no photographs")
def test_a_real_photograph_loses_its_camera_and_stands_upright() -> None:
    data = (Path(os.environ["REDBRIDGE_TEST_DATA"]) / "photos" / "rommel.jpg").read_bytes()
    facts, made = developed(data)
    assert (facts.width, facts.height) == (2304, 3072)
    assert set(made) == {(w, f) for w in (240, 360, 480, 720, 1080) for f in ("webp", "avif")}
    assert all(shown(rendition).size == (w, w * 4 // 3) for (w, _), rendition in made.items())
