"""One request on its way through a WSGI application in a thread, and its answer on its way out."""

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from io import BufferedReader
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

import structlog
from granian._granian import RSGIHTTPProtocol as HTTPProtocol

from redbridge.config.serve.environ import Environ

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Headers = list[tuple[str, str]]
PIECE = 64 * 1024
IN_MEMORY = 1024 * 1024
"""Bytes of a streamed answer that leave from memory; what is longer leaves from a file."""
OPENED = 60.0
"""Seconds after which Granian has long opened the file it was given."""
LENGTH = {"Content-Length", "content-length"}
"""As it is written; to ask of each header what it is in small letters would take three times as long."""
log = structlog.get_logger("redbridge.web")


class Pieces:
    """A file as an answer (`wsgi.file_wrapper`)."""

    def __init__(self, file: IO[bytes], size: int = PIECE) -> None:
        self.file, self.close = file, file.close

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(PIECE), b"")

    def path(self) -> str | None:
        """Where it lies on this machine's disk; None where it comes from elsewhere, or another file has that name by now.

        What is unpacked while it is read, or goes away when it is closed, has a name too and is not what lies there.
        """
        file = self.file
        if type(file) is not BufferedReader or not isinstance(file.name, str):
            return None
        with contextlib.suppress(OSError):
            if os.path.samestat(Path(file.name).stat(), os.fstat(file.fileno())) and not file.tell():
                return file.name
        return None


class Call:
    """Made on the loop; run in a thread, which says on the loop that it was `served`."""

    def __init__(self, environ: Environ, proto: HTTPProtocol, reads: bool) -> None:
        self.environ, self.proto, self.reads = environ, proto, reads
        self.only_head = environ["REQUEST_METHOD"] == "HEAD"
        self.loop = asyncio.get_running_loop()
        self.served: asyncio.Future[bool] = self.loop.create_future()
        environ["wsgi.file_wrapper"] = Pieces

    def run(self, application: Application, streams: Executor, folder: Path) -> None:
        """Answer. What is streamed is gathered in `streams`, in `folder`. Never raises: the thread goes on to the next."""
        with self._answering():
            said: list[tuple[str, Headers]] = []
            answer = application(self.environ, lambda status, headers, error=None: said.append((status, headers)))
            status, headers = int(said[-1][0][:3]), said[-1][1]
            if isinstance(answer, Pieces) and (path := answer.path()):
                answer.close()
                self.proto.response_file(status, headers, path)
            elif (isinstance(answer, Pieces) or getattr(answer, "streaming", False)) and not self.only_head:
                streams.submit(self._gather, status, headers, answer, folder)
                return
            else:
                with _closing(answer):
                    self._say(status, headers, b"" if self.only_head else b"".join(answer))
        self._say_served()

    def _say(self, status: int, headers: Headers, body: bytes) -> None:
        """Its length is what it is: of one that says another, the rest would be the beginning of somebody else's answer."""
        self.proto.response_bytes(status, headers if self.only_head else _unsized(headers), body)

    def end(self, served: bool) -> None:
        """On the loop: there is an answer, its own or that the house is full."""
        if not self.served.done():
            self.served.set_result(served)

    def _gather(self, status: int, headers: Headers, answer: Iterable[bytes], folder: Path) -> None:
        """Granian takes pieces as fast as they come and keeps them in memory until they are fetched; a file it reads slowly."""
        with self._answering(), _closing(answer):
            pieces = iter(answer)
            first = _some(pieces)
            if len(first) < IN_MEMORY:
                self._say(status, headers, first)
            else:
                path = _written(folder, first, pieces)
                self.proto.response_file(status, _sized(headers, path.stat().st_size), str(path))
                self.loop.call_soon_threadsafe(partial(self.loop.call_later, OPENED, partial(path.unlink, missing_ok=True)))
        self._say_served()

    @contextlib.contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except BaseException:  # a header that Granian cannot send raises no Exception, and a thread lost is a place lost
            with contextlib.suppress(BaseException):
                log.exception("web.failed")
            with contextlib.suppress(BaseException):  # it may have been answered already
                self.proto.response_empty(500, [])

    def _say_served(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop was stopped meanwhile
            self.loop.call_soon_threadsafe(self.end, True)


def clear(folder: Path) -> None:
    """Remove what a process left behind that was killed."""
    for left in folder.iterdir():
        process, of_ours, _ = left.name.partition("-")
        if of_ours and process.isdigit() and not _runs(int(process)):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else has its number by now
    return True


def _written(folder: Path, first: bytes, pieces: Iterator[bytes]) -> Path:
    with NamedTemporaryFile(dir=folder, prefix=f"{os.getpid()}-", delete=False) as whole:
        try:
            whole.write(first)
            whole.writelines(pieces)
            whole.flush()
        except BaseException:
            Path(whole.name).unlink()
            raise
    return Path(whole.name)


def _sized(headers: Headers, size: int) -> Headers:
    return [*_unsized(headers), ("Content-Length", str(size))]


def _unsized(headers: Headers) -> Headers:
    return [header for header in headers if header[0] not in LENGTH]


def _some(pieces: Iterator[bytes]) -> bytes:
    """The first of them, until it is enough."""
    came = bytearray()
    for piece in pieces:
        came += piece
        if len(came) >= IN_MEMORY:
            break
    return bytes(came)


@contextlib.contextmanager
def _closing(answer: Iterable[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        if close := getattr(answer, "close", None):
            close()
