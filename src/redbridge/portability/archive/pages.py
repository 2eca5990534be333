"""The readable part of an archive: pages that open from a disk, without scripts, pictures beside them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from redbridge.accounts.models import Person
from redbridge.accounts.rules import bcp47
from redbridge.portability.archive import reading, streams
from redbridge.portability.archive.reading import Row, walk

SIZE = 50
"""Notes or lines on a page."""
Page = tuple[str, Iterable[str]]


def pages(me: Person) -> Iterator[Page]:
    """Every page by its name, in the language that is active; each is made when it is asked for."""
    there = reading.counts(me.pk)
    common: dict[str, Any] = {"me": me, "there": there, "made": timezone.now(), "html": _html, "media": streams.media,
                              "address": streams.site, "in_full": _in_full, "lang": bcp47(get_language() or "en")}
    notes = reading.with_pictures(walk(reading.NOTES, me.pk, newest=True), me.pk)
    yield from _several(notes, "notes", "index.html", common)
    comments = reading.with_pictures(walk(reading.COMMENTS, me.pk, newest=True), me.pk, "comment")
    yield from _several(comments, "comments", "comments-1.html", common)
    yield from _several(walk(reading.LIKES, me.pk, newest=True), "likes", "likes-1.html", common)
    yield from _several(walk(reading.COLLECTED, me.pk, newest=True), "collected", "collected-1.html", common)


def _several(rows: Iterator[Row], kind: str, first: str, common: dict[str, Any]) -> Iterator[Page]:
    name, number, page = first, 1, _take(rows)
    while True:
        after = _take(rows)
        older = f"{kind}-{number + 1}.html" if after else None
        words = {**common, "rows": page, "older": older, "latest": first if number > 1 else None, "kind": kind}
        yield name, [render_to_string(f"portability/archive/{kind}.html", words)]
        if older is None:
            return
        name, number, page = older, number + 1, after


def _take(rows: Iterator[Row]) -> list[Row]:
    return list(islice(rows, SIZE))


def _html(text: str) -> Markup:
    return Markup(streams.html(text))  # noqa: S704 (made by kernel.markup)


def _in_full(row: Row) -> list[tuple[str, dict[str, str]]]:
    """Its translations by language, those that have words."""
    return [(lang, words) for lang, words in row["translations"].items()
            if any(words.get(name) for name in ("title", "words", "body"))]
