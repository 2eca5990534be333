"""A few really rendered pictures, shared by all loaded notes: each picture's folder is a link to one of them."""

import contextlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.core.management.base import CommandError

from redbridge.demo.load.copying import copy, text
from redbridge.demo.load.notes import Made
from redbridge.media import lab
from redbridge.media.pixels import Facts, Rendition
from redbridge.media.storage import Folder, picture_key, storage
from redbridge.translation.rules import language_of

DRAWN = (("cat_tabby", "3:4"), ("hotpot", "3:4"), ("city_lane", "3:4"), ("coffee", "1:1"), ("snow_lamp", "3:4"),
         ("skyline_dusk", "4:3"), ("market_fruit", "4:5"), ("milk_tea", "3:4"), ("bookshelf", "1:1"), ("dog", "3:4"),
         ("noodles", "4:3"), ("aurora", "3:4"))
SHARED, FIRST_SEED = "demo", 500
COLUMNS = ("id", "owner_id", "kind", "subject_id", "position", "alt", "alt_language", "width", "height", "state", "dc", "widths")


@lru_cache(maxsize=256)
def told(alt: str, language: str) -> str:
    """The language of what a picture shows, as the job after publishing tells it."""
    return language_of(alt, (language,))


@dataclass(frozen=True)
class Rendered:
    """One drawing on disk: its folder under the media folder, its facts."""

    folder: str
    alt: str
    width: int
    height: int
    dc: int
    widths: tuple[int, ...]


def media_folder() -> Path:
    """Where pictures lie; raises CommandError where that is no folder."""
    place = storage()
    if not isinstance(place, Folder):
        raise CommandError("Loading needs pictures in a folder. Unset REDBRIDGE_MEDIA_URL and load again.")
    return place.root


def render(root: Path) -> list[Rendered]:
    """Draw and render each of DRAWN as an upload would be."""
    return [_develop(root, f"{SHARED}/{number}", scene.replace("_", " "), jpeg(number))
            for number, (scene, _ratio) in enumerate(DRAWN)]


def jpeg(number: int) -> bytes:
    """The drawing of this number, as it would be sent."""
    from redbridge.demo import scenes

    scene, ratio = DRAWN[number]
    file = BytesIO()
    scenes.draw(scene, FIRST_SEED + number, ratio).save(file, "JPEG", quality=92)
    return file.getvalue()


def _develop(root: Path, folder: str, alt: str, sent: bytes) -> Rendered:
    (root / folder).mkdir(parents=True, exist_ok=True)
    facts, widths = None, set()
    for made in lab.developed(sent):
        if isinstance(made, Facts):
            facts = made
        elif isinstance(made, Rendition):
            (root / folder / f"{made.width}.{made.format}").write_bytes(made.data)
            widths.add(made.width)
    assert facts
    return Rendered(folder, alt, facts.width, facts.height, facts.dc, tuple(sorted(widths)))


def load_pictures(ids: list[int], made: list[Made], root: Path, drawn: list[Rendered], luck: random.Random) -> int:
    """The rows of all notes' pictures, and a link for each."""
    return copy("media_picture", COLUMNS, _rows(ids, made, root, drawn, luck))


def _rows(ids: list[int], made: list[Made], root: Path, drawn: list[Rendered], luck: random.Random) -> Iterator[str]:
    for shard in range(1000):
        (root / f"pictures/{shard:03d}").mkdir(parents=True, exist_ok=True)
    for note in made:
        for position, id_ in enumerate(note.pictures):
            one = luck.choice(drawn)
            _link(root, id_, one)
            yield "\t".join((
                str(id_), str(ids[note.author]), "note", str(note.id), str(position), text(one.alt), told(one.alt, note.language),
                str(one.width), str(one.height), "ready", str(one.dc), f"{{{','.join(map(str, one.widths))}}}"))


def _link(root: Path, picture_id: int, one: Rendered) -> None:
    with contextlib.suppress(FileExistsError):  # an earlier load that failed
        (root / picture_key(picture_id, 0, "webp")).parent.symlink_to(f"../../{one.folder}")
