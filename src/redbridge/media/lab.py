"""Sends a picture to a darkroom of its own and takes back what was developed. Called by jobs only."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import redbridge
from redbridge.media.darkroom import UNDECODABLE
from redbridge.media.formats import BadPicture, Crop
from redbridge.media.pixels import Facts, Rendition

COMMAND = (sys.executable, "-P", "-m", "redbridge.media.darkroom")
DEADLINE = 180
"""Seconds by the clock; the darkroom's own limit of CPU is 60."""
_CRASHES = {-4, -6, -7, -8, -11, -24}
"""ILL, ABRT, BUS, FPE, SEGV, XCPU: the picture's doing. Another signal is the machine's: worth a new try."""

_one_at_a_time = threading.BoundedSemaphore(1)


class Interrupted(RuntimeError):
    """The darkroom was stopped from outside; the picture may be fine."""


def developed(picture: bytes, crop: Crop | None = None, draft: bool = False) -> Generator[Facts | Rendition, None, None]:
    """Facts first, then renditions as they are made (see `pixels.develop`), one picture at a time in this process.

    Raises BadPicture where it cannot be decoded within the limits, Interrupted where nobody can tell.
    """
    with _one_at_a_time, _darkroom() as process:
        assert process.stdin and process.stdout
        _hand_over(process.stdin, picture, crop, draft)
        while line := process.stdout.readline():
            yield _read(json.loads(line), process.stdout)
        _judge(process.wait())


@contextmanager
def _darkroom() -> Iterator[subprocess.Popen[bytes]]:
    source = str(Path(redbridge.__file__).resolve().parent.parent)
    # No environment but the way to our own code: secrets stay here. A session of its own: Ctrl-C at the
    # terminal must not make a sound picture look broken.
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={"PYTHONPATH": source, "PATH": os.defpath}, start_new_session=True,
    ) as process:
        alarm = threading.Timer(DEADLINE, process.kill)
        alarm.start()
        try:
            yield process
        finally:
            alarm.cancel()
            process.kill()


def _hand_over(pipe: IO[bytes], picture: bytes, crop: Crop | None, draft: bool) -> None:
    wish = json.dumps({"bytes": len(picture), "crop": crop, "draft": draft})
    try:
        pipe.write(wish.encode() + b"\n" + picture)
        pipe.flush()
    except BrokenPipeError:
        # It died before it had read everything; its exit code says why. What it left unread would be sent again at the end.
        with suppress(BrokenPipeError):
            pipe.close()


def _read(message: dict[str, int], pipe: IO[bytes]) -> Facts | Rendition:
    if "dc" in message:
        return Facts(message["width"], message["height"], message["dc"])
    data = pipe.read(message["bytes"])
    if len(data) < message["bytes"]:
        raise Interrupted("the darkroom went silent")
    return Rendition(message["rendition"], str(message["format"]), data)


def _judge(code: int) -> None:
    if code == UNDECODABLE or code in _CRASHES:
        raise BadPicture("broken")
    if code:
        raise Interrupted(f"the darkroom ended with {code}")
