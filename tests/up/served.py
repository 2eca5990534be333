"""The web process's gate and server around a small application that does what its paths say.

`python -m tests.up.served FD FOLDER`: two places at work, one of them for reads alone, and who waits for some seconds gives up.
`/hold/NAME` works until FOLDER/NAME.end is there, and says with FOLDER/NAME.begun that it has begun.
"""

import json
import multiprocessing
import socket
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from redbridge.config.serve import call
from redbridge.config.serve.call import IN_MEMORY
from redbridge.config.serve.gate import Gate
from redbridge.config.serve.intake import Intake
from redbridge.config.serve.pages import run

PLACES, FOR_READS, PATIENCE = 2, 1, 5.0
ON_DISK, SILENCE = 12_000_000, 6.0
HEAD_WITHIN, OPENED = 2.0, 3.0
"""Seconds so long that a machine that is busy with other things lets a test do several things within one."""
PIECE = b"0123456789abcdef" * (IN_MEMORY // 16)


class Elsewhere:
    """A file that comes from another machine, of so many pieces, and tells when it is closed."""

    def __init__(self, folder: Path, pieces: int) -> None:
        self.folder, self.left = folder, pieces

    def read(self, size: int) -> bytes:
        """One piece, of whatever size."""
        self.left -= 1
        return PIECE if self.left >= 0 else b""

    def close(self) -> None:
        (self.folder / "closed").touch()


class Ends:
    """An answer that breaks after so many pieces."""

    streaming = True

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from [PIECE] * self.pieces
        raise RuntimeError("broken off")


class Application:
    """WSGI."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        kind, _, name = environ["PATH_INFO"].strip("/").partition("/")
        return getattr(self, f"_{kind}")(name, environ, start)

    def _hold(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        (self.folder / f"{name}.begun").touch()
        while not (self.folder / f"{name}.end").exists():
            time.sleep(0.005)
        start("200 OK", [("Content-Length", "4")])
        return [b"held"]

    def _busy(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        """For so many milliseconds."""
        time.sleep(int(name) / 1000)
        start("200 OK", [("Content-Length", "6")])
        return [b"worked"]

    def _echo(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        body = environ["wsgi.input"].read()
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    def _environ(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return [json.dumps({key: value for key, value in environ.items() if isinstance(value, str)}).encode()]

    def _file(self, name: str, environ: dict[str, Any], start: Any) -> Any:
        path = self.folder / name
        start("200 OK", [("Content-Length", str(path.stat().st_size))])
        return environ["wsgi.file_wrapper"](path.open("rb"))

    def _elsewhere(self, name: str, environ: dict[str, Any], start: Any) -> Any:
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](Elsewhere(self.folder, int(name)))

    def _named(self, name: str, environ: dict[str, Any], start: Any) -> Any:
        """What is unpacked from an archive, under the name of a file that is there."""
        with zipfile.ZipFile(self.folder / "archive", "w") as archive:
            archive.writestr(str(self.folder / name), b"unpacked")
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](zipfile.ZipFile(self.folder / "archive").open(str(self.folder / name)))

    def _gone(self, name: str, environ: dict[str, Any], start: Any) -> Any:
        """A file that goes away when it is closed."""
        file = tempfile.NamedTemporaryFile(dir=self.folder)  # noqa: SIM115
        file.write(b"gone")
        file.seek(0)
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](file)

    def _breaks(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        raise RuntimeError(name)

    def _leaves(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        raise SystemExit(name)

    def _header(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        """One that cannot be sent."""
        start("200 OK", [("X-Name", "caf\u00e9\r\nSet-Cookie: a=b")])
        return [b""]

    def _says(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        """`STATUS-LENGTH`, and then five bytes all the same."""
        status, _, length = name.partition("-")
        start(f"{status} So", [("Content-Length", length)] if length else [])
        return [b"hello"]

    def _ends(self, name: str, environ: dict[str, Any], start: Any) -> Any:
        """A stream that breaks after so many pieces."""
        start("200 OK", [])
        return Ends(int(name))


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    tempfile.tempdir, call.OPENED = str(folder), OPENED
    multiprocessing.set_start_method("fork", force=True)
    gate = Gate(Application(folder), PLACES, PATIENCE, FOR_READS, folder)
    gate.intake = Intake(ON_DISK, SILENCE)
    run(socket.socket(fileno=int(sys.argv[1])), 1, gate, HEAD_WITHIN)
