"""Takes in what a request brings before it asks for a place at work: a photograph on a slow line holds nobody up."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from io import BytesIO
from typing import IO, Any

import structlog
from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian._granian import RSGIProtocolClosed as ProtocolClosed

from redbridge.config.serve.refusal import Refusal, refusal

LARGEST = 400_000_000
"""Bytes: 18 pictures of 20 MB, and room for the rest of the form. More would only fill the disk."""
IN_MEMORY = 64 * 1024
"""Bytes: every open connection may bring as much."""
ON_DISK = 4_000_000_000
"""Bytes that have come and are not yet worked on, of all larger bodies together. Counted as they come, not as they are
declared: who would hold up other people's photographs has to send all of it."""
SILENCE = 60.0
"""Seconds without a byte, after which nothing more is expected."""
SLOWEST = 1_000
"""Bytes a second, below which somebody only holds a line: a photograph comes twice as fast over the oldest of telephones."""
RETRY_AFTER = 60
TOO_LARGE = refusal(
    "That is more than 400 MB. Go back, and send fewer pictures at once.",
    "超过 400 MB 了。返回上一页，一次少发几张图片。",
    "超過 400 MB 了。回上一頁，一次少傳幾張圖片。",
)
NO_ROOM = refusal(
    "Many pictures are coming in at this moment. Go back, and send it again in a minute.",
    "此刻上传的图片很多。返回上一页，过一分钟再发一次。",
    "此刻上傳的圖片很多。回上一頁，過一分鐘再傳一次。",
)
CUT_SHORT = refusal(
    "The request ended too early. Go back, and send it once more.",
    "请求没有传完。返回上一页，再发一次。",
    "請求沒有傳完。回上一頁，再傳一次。",
)
NO_LENGTH = refusal(
    "Say with Content-Length how long the body is.",
    "用 Content-Length 说明内容有多长。",
    "用 Content-Length 說明內容有多長。",
)
log = structlog.get_logger("redbridge.web")


class Refused(Exception):
    """With the status and the sentences that say why, and the seconds after which to try again, if that can help."""

    def __init__(self, status: int, said: Refusal, retry_after: int = 0) -> None:
        super().__init__(status)
        self.status, self.said, self.retry_after = status, said, retry_after


class Intake:
    """The bodies under way in one process; used on its loop alone."""

    def __init__(self, on_disk: int = ON_DISK, silence: float = SILENCE) -> None:
        self.room, self.silence = on_disk, silence

    async def body_of(self, proto: HTTPProtocol, environ: Mapping[str, Any]) -> IO[bytes]:
        """All of the declared length, to be given back after use; raises `Refused`. Django reads by the declared length alone,
        so a body without one would be an empty form to it."""
        if "HTTP_TRANSFER_ENCODING" in environ:
            raise Refused(411, NO_LENGTH)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST:
            raise Refused(413, TOO_LARGE)
        try:
            return await self._taken(proto, length)
        except OSError as error:
            log.warning("web.no_room", error=error.strerror)
            raise Refused(503, NO_ROOM, RETRY_AFTER) from None

    async def _taken(self, proto: HTTPProtocol, length: int) -> IO[bytes]:
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
        pieces, length, now = aiter(proto), left, asyncio.get_running_loop().time
        began = now()
        while left:
            until = began + self.silence + (length - left) / SLOWEST
            try:
                piece = (await asyncio.wait_for(_next(pieces), min(self.silence, until - now())))[:left]
            except (StopAsyncIteration, ProtocolClosed, TimeoutError):
                raise Refused(400, CUT_SHORT) from None
            if not piece:  # what Granian says of a line that broke, and may go on to say for ever
                raise Refused(400, CUT_SHORT)
            self._keep(body, piece)
            left -= len(piece)

    def _keep(self, body: IO[bytes], piece: bytes) -> None:
        if isinstance(body, BytesIO):
            body.write(piece)
            return
        if len(piece) > self.room:
            raise Refused(503, NO_ROOM, RETRY_AFTER)
        rest = memoryview(piece)
        while rest:  # a disk that is almost full takes a part
            written = body.write(rest)
            self.room -= written
            rest = rest[written:]


async def _next(pieces: AsyncIterator[bytes]) -> bytes:
    return await anext(pieces)
