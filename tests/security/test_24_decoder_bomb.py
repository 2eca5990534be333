"""Row 24 (GHSA-whj4-6x5x-4v2j): a small file that would become a large picture is refused by its header."""

import io
import struct
import subprocess
import sys
import tracemalloc
import zlib
from pathlib import Path

import pytest
from PIL import Image

from redbridge.kernel.errors import Refusal
from redbridge.media import formats, lab
from redbridge.media.formats import BadPicture
from redbridge.media.rules import check_uploads
from tests.media.making import chunk, drawing, encoded, png_bomb, sample, upload

# The check of our own must hold where Pillow's warning is only a warning, as it is under pytest.
pytestmark = pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")


def resized_header(fmt: str, width: int, height: int) -> bytes:
    """A sound small file whose header claims another size."""
    data = bytearray(sample(fmt, 64, 64))
    if fmt == "GIF":
        data[6:10] = struct.pack("<HH", width, height)
    elif fmt == "JPEG":
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = struct.pack(">HH", height, width)
    elif fmt in ("AVIF", "HEIF"):
        at = data.index(b"ispe") + 8
        data[at : at + 8] = struct.pack(">II", width, height)
    return bytes(data)


def webp_canvas(width: int, height: int) -> bytes:
    """An extended WebP with a large canvas and a small frame in it."""
    frame = sample("WEBP", 64, 64)[12:]
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    head = b"VP8X" + struct.pack("<I", 10) + bytes([2, 0, 0, 0]) + size
    anim = b"ANIM" + struct.pack("<I", 6) + bytes(6)
    inner = b"\0" * 6 + (63).to_bytes(3, "little") * 2 + bytes(4) + frame
    body = b"WEBP" + head + anim + b"ANMF" + struct.pack("<I", len(inner)) + inner
    return b"RIFF" + struct.pack("<I", len(body)) + body


BOMBS = {
    "64 Mpx in a few KB": png_bomb(8000, 8000),
    "one line too many": png_bomb(8000, 5001),
    "past Pillow's own limit": png_bomb(20000, 20000),
    "gif screen": resized_header("GIF", 65535, 65535),
    "jpeg": resized_header("JPEG", 65500, 65500),
    "avif": resized_header("AVIF", 16000, 16000),
    "heic": resized_header("HEIF", 16000, 16000),
    "webp canvas": webp_canvas(16383, 16383),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_the_door_without_being_decoded(name: str) -> None:
    assert len(BOMBS[name]) < 80_000
    tracemalloc.start()
    with pytest.raises(Refusal):
        check_uploads([upload(BOMBS[name])])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_that_passed_the_door_ends_in_the_darkroom(name: str) -> None:
    with pytest.raises(BadPicture):
        list(lab.developed(BOMBS[name]))


def test_the_sentence_of_64_megapixels_names_the_limit() -> None:
    with pytest.raises(Refusal, match="40 million pixels"):
        check_uploads([upload(BOMBS["64 Mpx in a few KB"], "bomb.png")])


def test_the_warning_of_the_decoder_is_an_error_in_our_processes() -> None:
    program = (
        "import sys, io; from redbridge.media import formats; from PIL import Image, PngImagePlugin\n"
        "try: Image.open(io.BytesIO(sys.stdin.buffer.read()))\n"
        "except Image.DecompressionBombWarning: sys.exit(9)")
    source = str(Path(formats.__file__).parents[2])
    ended = subprocess.run([sys.executable, "-c", program], input=BOMBS["64 Mpx in a few KB"],
                           env={"PYTHONPATH": source}, check=False)
    assert ended.returncode == 9


@pytest.mark.parametrize("fmt", ["TIFF", "BMP", "ICO", "TGA", "PCX", "PPM", "SGI", "EPS", "PDF", "JPEG2000", "DDS"])
def test_no_decoder_outside_the_list_is_ever_asked(fmt: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = encoded(drawing(64, 64), fmt)
    asked: list[object] = []
    monkeypatch.setattr(Image, "open", lambda *args, **kwargs: asked.append(args))
    with pytest.raises(Refusal, match="not a picture"):
        check_uploads([upload(data, "x.png")])
    assert asked == []


def test_pillow_is_told_the_one_format_that_the_bytes_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    opened = Image.open

    def watched(source: object, formats: object = None) -> Image.Image:
        asked.append(formats)
        return opened(source, formats=formats)  # type: ignore[arg-type]

    monkeypatch.setattr(Image, "open", watched)
    for fmt in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"):
        check_uploads([upload(sample(fmt), "x")])
    assert asked == [["JPEG"], ["PNG"], ["WEBP"], ["AVIF"], ["HEIF"], ["GIF"]]


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
def test_a_bomb_in_a_side_chunk_is_refused_or_ignored_within_bounds(kind: bytes) -> None:
    packed = zlib.compress(bytes(100_000_000), 9)
    middle = b"\0\1\0\0\0" if kind == b"iTXt" else b"\0\0"
    data = png_bomb(64, 64, chunk(kind, b"x" + middle + packed))
    tracemalloc.start()
    try:
        formats.inspect(io.BytesIO(data))
    except BadPicture as bad:
        assert bad.fault == "broken"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
