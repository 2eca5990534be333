"""Takes in what a request brings before it asks for a place at work: a photograph on a slow line holds nobody up."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from io import BytesIO
from typing import IO

from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian._granian import RSGIProtocolClosed as ProtocolClosed

LARGEST = 400_000_000
"""Bytes: 18 pictures of 20 MB, and room for the rest of the form. More would only fill the disk."""
IN_MEMORY = 64 * 1024
"""Bytes: every open connection may bring as much."""
ON_DISK = 4_000_000_000
"""Bytes that have come and are not yet worked on, of all larger bodies together. Counted as they come, not as they are
declared: who would hold up other people's photographs has to send all of it."""
SILENCE = 60.0
"""Seconds without a byte, after which nothing more is expected."""
RETRY_AFTER = 60
TOO_LARGE = "That is more than 400 MB. Send fewer pictures at once.\n超过 400 MB 了，一次少发几张图片。\n".encode()
NO_ROOM = "Many pictures are coming in at this moment. Try again in a minute.\n此刻上传的图片很多，过一分钟再试。\n".encode()
CUT_SHORT = b"The request ended too early.\n"


class Refused(Exception):
    """With the status and the text that say why, and the seconds after which to try again, if that can help."""

    def __init__(self, status: int, text: bytes, retry_after: int = 0) -> None:
        super().__init__(status)
        self.status, self.text, self.retry_after = status, text, retry_after


class Intake:
    """The bodies under way in one process; used on its loop alone."""

    def __init__(self, on_disk: int = ON_DISK, silence: float = SILENCE) -> None:
        self.room, self.silence = on_disk, silence

    async def body_of(self, proto: HTTPProtocol, said: str) -> IO[bytes]:
        """All of the declared length, to be given back after use; raises `Refused`. Without a declared length there is none,
        as Django reads it too."""
        length = int(said) if said.isdecimal() else 0
        if length > LARGEST:
            raise Refused(413, TOO_LARGE)
        body: IO[bytes] = BytesIO() if length <= IN_MEMORY else tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        try:
            await self._fill(body, proto, length)
        except BaseException:
            self.give_back(body)
            raise
        body.seek(0)
        return body

    def give_back(self, body: IO[bytes]) -> None:
        """Close it; its room is free again."""
        if not isinstance(body, BytesIO):
            self.room += os.fstat(body.fileno()).st_size
        body.close()

    async def _fill(self, body: IO[bytes], proto: HTTPProtocol, left: int) -> None:
        pieces = aiter(proto)
        while left:
            try:
                piece = (await asyncio.wait_for(_next(pieces), self.silence))[:left]
            except (StopAsyncIteration, ProtocolClosed, TimeoutError):
                raise Refused(400, CUT_SHORT) from None
            self._keep(body, piece)
            left -= len(piece)

    def _keep(self, body: IO[bytes], piece: bytes) -> None:
        if not isinstance(body, BytesIO):
            if len(piece) > self.room:
                raise Refused(503, NO_ROOM, RETRY_AFTER)
            self.room -= len(piece)
        body.write(piece)


async def _next(pieces: AsyncIterator[bytes]) -> bytes:
    return await anext(pieces)
