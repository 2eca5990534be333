"""The archive of one person from its first byte to its last."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from redbridge.accounts.models import Person
from redbridge.kernel import takeaway
from redbridge.media.storage import picture_key, storage
from redbridge.portability.archive import pages, reading, streams
from redbridge.portability.archive.reading import Row, walk
from redbridge.portability.archive.streams import Item
from redbridge.portability.archive.zipping import Packer

BLOCK = 256 * 1024
STYLE = Path(__file__).parent.parent / "static" / "portability" / "archive.css"
Tick = Callable[[int], None]


def pieces(person_id: int) -> int:
    """How many `Tick`s an archive takes: a note and a comment each, a picture three, since they weigh most."""
    there = reading.counts(person_id)
    return there["notes"] + there["comments"] + 3 * there["pictures"]


def pack(me: Person, tick: Tick) -> Iterator[bytes]:
    """The bytes of the zip. What is added while it is packed may be in it or not."""
    packer = Packer()
    yield from packer.text("actor.json", [streams.dumps(streams.person(me))])
    for name, items in _collections(me, tick):
        yield from packer.text(f"{name}.json", _collection(name, items))
    for name, made in _lists(me):
        yield from packer.text(f"{name}.json", _list(made))
    for name, parts in pages.pages(me):
        yield from packer.text(name, parts)
    yield from packer.text("style.css", [STYLE.read_text("utf-8")])
    yield from packer.text("media.json", _list(map(_described, walk(reading.PICTURES, me.pk))))
    for picture in walk(reading.PICTURES, me.pk):
        yield from _picture(packer, picture)
        tick(3)
    yield from packer.end()


def _collections(me: Person, tick: Tick) -> Iterator[tuple[str, Iterator[Item]]]:
    handle = me.handle
    notes = reading.with_pictures(_ticking(walk(reading.NOTES, me.pk), tick), me.pk)
    yield "outbox", (streams.create(handle, streams.note(handle, row)) for row in notes)
    comments = reading.with_pictures(_ticking(walk(reading.COMMENTS, me.pk), tick), me.pk, "comment")
    yield "comments", (streams.create(handle, streams.comment(handle, row)) for row in comments)
    deleted = reading.with_pictures(walk(reading.DELETED, me.pk), me.pk)
    yield "deleted", (streams.note(handle, row) for row in deleted)
    yield "likes", map(streams.other, walk(reading.LIKES, me.pk))
    yield "following", (streams.actor(row["handle"]) for row in walk(reading.FOLLOWING, me.pk))  # type: ignore[misc]
    yield "followers", (streams.actor(row["handle"]) for row in walk(reading.FOLLOWERS, me.pk))  # type: ignore[misc]


def _lists(me: Person) -> Iterator[tuple[str, Iterable[Item]]]:
    yield "collections", (streams.other(row) | {"rb:board": row["board_id"]} for row in walk(reading.COLLECTED, me.pk))
    for name, sql in (("boards", reading.BOARDS), ("blocks", reading.BLOCKED), ("mutes", reading.MUTED),
                      ("drafts", reading.DRAFTS), ("versions", reading.VERSIONS), ("sessions", reading.SESSIONS),
                      ("requests_made", reading.REQUESTS_MADE), ("requests_held", reading.REQUESTS_HELD)):
        yield name, walk(sql, me.pk)
    yield "settings", [_settings(me)]
    for name, made in takeaway.chapters().items():
        yield name, made(me.pk)


def _settings(me: Person) -> Item:
    kept = ("handle", "email", "languages", "interface", "theme", "birth_year", "private", "hides", "links", "interests",
            "quiet_nights", "suggested", "untranslated", "notes_untranslated", "code_accepted", "state")
    return {name: getattr(me, name) for name in kept} | {
        "emails": [{name: row[name] for name in ("email", "verified", "primary")} for row in walk(reading.EMAILS, me.pk)]}


def _ticking(rows: Iterator[Row], tick: Tick) -> Iterator[Row]:
    for row in rows:
        yield row
        tick(1)


def _collection(name: str, items: Iterator[Item]) -> Iterator[str]:
    """An OrderedCollection, an item a line. How many is known at the end, where JSON lets it stand as well."""
    yield f'{{"@context": {streams.dumps(streams.CONTEXT)}, "type": "OrderedCollection", "id": "{name}.json", "orderedItems": [\n'
    count = 0
    for item in items:
        yield (",\n" if count else "") + streams.dumps(item)
        count += 1
    yield f'\n], "totalItems": {count}}}\n'


def _list(items: Iterable[Item]) -> Iterator[str]:
    yield "[\n"
    for at, item in enumerate(items):
        yield (",\n" if at else "") + streams.dumps(item)
    yield "\n]\n"


def _described(picture: Row) -> dict[str, Any]:
    kept = ("id", "kind", "subject_id", "position", "alt", "alt_language", "width", "height")
    return {"file": streams.media(picture["id"])} | {name: picture[name] for name in kept}


def _picture(packer: Packer, picture: Row) -> Iterator[bytes]:
    """The largest rendition we keep. One that is gone by now is left out."""
    try:
        file = storage().open(picture_key(picture["id"], max(picture["widths"]), "webp"))
    except FileNotFoundError:
        return
    yield from packer.stored(streams.media(picture["id"]), _blocks(file))


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block
