"""A note's picture for previews and feeds, made when it is first asked for and kept."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from PIL.Image import Image

from redbridge.kernel.errors import Busy
from redbridge.kernel.limits import Limit, client_address, hit
from redbridge.media.queries import PictureView
from redbridge.media.storage import picture_key, storage
from redbridge.sharing import rules, shelf
from redbridge.sharing.access import access_entry
from redbridge.sharing.drawing import Words, draw, landscape, photo
from redbridge.sharing.queries import Entry

DRAWING = Limit("draw", 600, 3600)
VERSION = 1
"""Of the drawings: one more makes all pictures anew."""
WIDEST = 1080
PREVIEW = 744
"""Pixels of a card inside a preview."""
# What is hidden has to be hidden at once, so whoever keeps a copy asks us each time whether it still stands.
HEADERS = {"Cache-Control": "public, no-cache", "Content-Security-Policy": "default-src 'none'; sandbox",
           "Cross-Origin-Resource-Policy": "cross-origin"}  # fmt: skip

_easel = threading.BoundedSemaphore(1)
_line = threading.BoundedSemaphore(3)


@require_safe
def card(request: HttpRequest, note_id: int) -> HttpResponse:
    """A text card as a PNG of 1080 by 1447, in the language of `?lang=` or as it was written."""
    entry = access_entry(rules.asked_for(request.GET.get("lang", "")), note_id)
    if not entry.card:
        raise Http404
    return _sent(request, "image/png", shelf.key(note_id, "png", "card", *_made_of(entry)),
                 lambda: photo.encoded(draw(entry.card, _words(entry)), "PNG"))  # fmt: skip


@require_safe
def preview(request: HttpRequest, note_id: int) -> HttpResponse:
    """What a link to the note shows elsewhere, as a JPEG: the card on paper, or the first picture."""
    entry = access_entry(rules.asked_for(request.GET.get("lang", "")), note_id)
    if entry.card:
        return _sent(request, "image/jpeg", shelf.key(note_id, "jpg", "preview", *_made_of(entry)),
                     lambda: photo.encoded(_lying(entry), "JPEG", quality=90))  # fmt: skip
    cover = entry.cover
    if cover is None:
        raise Http404
    return _sent(request, "image/jpeg", shelf.key(note_id, "jpg", VERSION, cover.id, cover.widths, entry.sensitive),
                 lambda: _photo(cover, entry.sensitive))  # fmt: skip


def _made_of(entry: Entry) -> tuple[object, ...]:
    return VERSION, entry.card, _words(entry)


def _words(entry: Entry) -> Words:
    return Words(entry.shown("words"), entry.lang, entry.words, entry.language)


def _lying(entry: Entry) -> Image:
    return landscape(draw(entry.card, _words(entry), PREVIEW), entry.lang)


def _photo(cover: PictureView, sensitive: bool) -> bytes:
    width = max(w for w in cover.widths if w <= WIDEST)
    try:
        with storage().open(picture_key(cover.id, width, "webp")) as file:
            return photo.jpeg(file, sensitive)
    except OSError as error:
        raise Http404 from error


def _sent(request: HttpRequest, kind: str, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """304 where the asker has it, else the bytes from the shelf or made now."""
    etag = f'"{name}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    data = shelf.take(name)
    if data is None:
        hit(DRAWING, client_address(request))
        with _hands():
            data = make()
        shelf.put(name, data)
    return HttpResponse(data, content_type=kind, headers={**HEADERS, "ETag": etag})


@contextmanager
def _hands() -> Iterator[None]:
    """One drawing at a time in this process, three askers waiting a moment; the rest are told to come again."""
    if not _line.acquire(blocking=False):
        raise Busy(5)
    try:
        if not _easel.acquire(timeout=3):
            raise Busy(5)
        try:
            yield
        finally:
            _easel.release()
    finally:
        _line.release()
