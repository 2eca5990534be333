"""Takes in what a request brings before it takes a place at work: a photograph on a slow line holds nobody up."""

import tempfile
from collections.abc import Iterable
from typing import IO, Any

from redbridge.config.serve.gate import Application, Environ, Start

LARGEST = 400_000_000
"""Bytes: 18 pictures of 20 MB, and room for the rest of the form. More would only fill the disk."""
IN_MEMORY = 256 * 1024
PIECE = 64 * 1024
TOO_LARGE = "That is more than 400 MB. Send fewer pictures at once.\n超过 400 MB 了，一次少发几张图片。\n".encode()
CUT_SHORT = b"The request ended too early.\n"


class Intake:
    """A WSGI application around another, which then finds the whole body at hand."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        length = _length(environ)
        if length == 0:
            return self.application(environ, start)
        if length > LARGEST:
            return _say(start, "413 Content Too Large", TOO_LARGE)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            if _copy(environ["wsgi.input"], body, length) < length:
                return _say(start, "400 Bad Request", CUT_SHORT)
            body.seek(0)
            return self.application({**environ, "wsgi.input": body}, start)


def _length(environ: Environ) -> int:
    """The declared length; without one there is no body, as Django reads it too."""
    said = str(environ.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0


def _copy(source: Any, target: "tempfile.SpooledTemporaryFile[bytes] | IO[bytes]", length: int) -> int:
    """Copy at most `length` bytes; the number that came."""
    came = 0
    while came < length and (piece := source.read(min(PIECE, length - came))):
        target.write(piece)
        came += len(piece)
    return came


def _say(start: Start, status: str, text: bytes) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))])
    return [text]
