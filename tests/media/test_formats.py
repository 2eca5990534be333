"""What is a picture is told by its bytes, and its size by its header."""

import io

import pytest
from PIL import Image

from redbridge.media.formats import BadPicture, inspect, sniff
from tests.media.making import drawing, encoded, png_bomb, sample, with_exif

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"]
STRANGERS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n1 0 obj",
    "tiff": encoded(drawing(), "TIFF"),
    "bmp": encoded(drawing(), "BMP"),
    "ico": encoded(drawing(64, 64), "ICO"),
    "jp2": encoded(drawing(), "JPEG2000"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "mp4": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + bytes(64),
    "zip": b"PK\3\4" + bytes(64),
    "nothing": b"",
    "one byte": b"\xff",
}


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_of_ours_is_known_with_its_size(fmt: str) -> None:
    seen = inspect(io.BytesIO(sample(fmt)))
    assert (seen.format, seen.width, seen.height) == (fmt, 640, 480)


@pytest.mark.parametrize("name", STRANGERS)
def test_anything_else_is_refused_by_its_bytes(name: str) -> None:
    with pytest.raises(BadPicture) as refused:
        inspect(io.BytesIO(STRANGERS[name]))
    assert refused.value.fault == "kind"


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_size_is_the_one_a_viewer_sees(fmt: str, orientation: int) -> None:
    seen = inspect(io.BytesIO(with_exif(orientation, fmt)))
    assert (seen.width, seen.height) == ((480, 640) if orientation in (6, 8) else (640, 480))


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_file_cut_inside_its_header_is_broken_and_nothing_worse(fmt: str) -> None:
    whole = sample(fmt)
    for length in (13, 20):
        with pytest.raises(BadPicture):
            inspect(io.BytesIO(whole[:length]))


def test_hostile_exif_costs_the_turn_and_not_the_picture() -> None:
    data = with_exif(6)
    at = data.index(b"Exif\0\0") + 6
    assert inspect(io.BytesIO(data[:at] + b"\xff" * 24 + data[at + 24 :])).width == 640


def test_looking_at_a_header_decodes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(image: Image.Image) -> None:
        raise AssertionError("decoded")

    pictures = [sample(fmt) for fmt in FORMATS]
    for kind in ("ImageFile.ImageFile", "PngImagePlugin.PngImageFile", "WebPImagePlugin.WebPImageFile",
                 "AvifImagePlugin.AvifImageFile"):
        monkeypatch.setattr(f"PIL.{kind}.load", refuse)
    monkeypatch.setattr("pillow_heif.as_plugin.HeifImageFile.load", refuse)
    assert [inspect(io.BytesIO(picture)).width for picture in pictures] == [640] * len(FORMATS)


def test_the_file_is_wound_back_for_the_next_reader() -> None:
    file = io.BytesIO(sample("PNG"))
    inspect(file)
    assert file.tell() == 0


def test_a_strip_is_refused_where_it_would_be_a_hair() -> None:
    assert inspect(io.BytesIO(sample("PNG", 10, 320))).height == 320
    with pytest.raises(BadPicture) as refused:
        inspect(io.BytesIO(sample("PNG", 10, 321)))
    assert refused.value.fault == "strip"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_forty_million_pixels_pass_and_one_row_more_does_not() -> None:
    assert inspect(io.BytesIO(png_bomb(8000, 5000))).width == 8000
    with pytest.raises(BadPicture) as refused:
        inspect(io.BytesIO(png_bomb(8000, 5001)))
    assert refused.value.fault == "pixels"


@pytest.mark.parametrize(("brands", "known"), [
    (b"avif\0\0\0\0mif1", "AVIF"), (b"mif1\0\0\0\0mif1avif", "AVIF"), (b"heic\0\0\0\0mif1", "HEIF"),
    (b"mif1\0\0\0\0mif1heic", "HEIF"), (b"mif1\0\0\0\0mif1", None), (b"isom\0\0\0\0avc1", None),
])
def test_the_family_is_read_from_the_brands(brands: bytes, known: str | None) -> None:
    box = (len(brands) + 8).to_bytes(4, "big") + b"ftyp" + brands
    assert sniff(box + b"avif" * 4) == known
