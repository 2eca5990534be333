"""A photograph of two megabytes, from its last piece to the first width that anybody can see."""

import io
import random
import statistics
import time
import uuid
from urllib.parse import urlencode

from PIL import Image, ImageFilter

from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.sections.publish import token_of
from tools.bench.visitor import Visitor

TIMES, PATIENCE, BETWEEN = 9, 30, 1.0
"""Tries, and seconds: the widths of the photograph before are all made by then."""
PIECE = 512 * 1024
SIZE, QUALITY = (4000, 3000), 92
FIRST = 480


def measure(loaded: Loaded, figures: Figures) -> None:
    """Seconds by the clock: looked for every 10 ms."""
    site = loaded.site()
    author = loaded.fresh(site)  # a draft for each picture: readers would have too many after a few runs
    token = token_of(author, "/notes/new")
    photograph = _photograph()
    waits = sorted(_wait(author, token, photograph, number) for number in range(TIMES))
    what = f"a JPEG of {len(photograph) / 1e6:.1f} MB and 12 Mpx: its first rendition after its last piece"
    figures.say(what, f"{statistics.median(waits):.2f} s (median of {TIMES}, {waits[0]:.2f} to {waits[-1]:.2f})", "0.5 s")


def _wait(author: Visitor, token: str, photograph: bytes, number: int) -> float:
    sent = photograph + number.to_bytes(2, "big")  # the same bytes would be known already
    key, upload = uuid.uuid4(), uuid.uuid4()
    begun = author.send("POST", f"/drafts/{key}/uploads", urlencode({
        "upload": upload, "name": "photograph.jpg", "length": len(sent)}).encode(), token,
        Content_Type="application/x-www-form-urlencoded").json()
    at, began = 0, 0.0
    while at < len(sent):
        began = time.monotonic()
        begun = author.send("PATCH", f"/uploads/{begun['id']}", sent[at : at + PIECE], token, Upload_Offset=str(at),
                            Content_Type="application/offset+octet-stream").json()
        at = begun["received"]
    while author.get(f"/media/{begun['picture']}/{FIRST}.webp").status != 200:
        if time.monotonic() - began > PATIENCE:
            raise SystemExit("the picture never came")
        time.sleep(0.01)
    took = time.monotonic() - began
    time.sleep(BETWEEN)
    return took


def _photograph() -> bytes:
    """Noise over soft shapes, so that it is as large as a photograph of that size."""
    chance = random.Random(7)
    soft = Image.frombytes("RGB", (40, 30), chance.randbytes(3600)).resize(SIZE, Image.Resampling.BICUBIC)
    noise = Image.effect_noise(SIZE, 14).convert("RGB").filter(ImageFilter.GaussianBlur(0.8))
    file = io.BytesIO()
    Image.blend(soft, noise, 0.45).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
