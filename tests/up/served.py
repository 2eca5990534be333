"""The web process's gate and server around a small application that does what its paths say.

`python -m tests.up.served FD FOLDER`: two places at work, one of them for reads alone, and who waits for a second gives up.
`/hold/NAME` works until FOLDER/NAME.end is there, and says with FOLDER/NAME.begun that it has begun.
"""

import json
import multiprocessing
import socket
import sys
import time
from pathlib import Path
from typing import Any

from redbridge.config.serve.call import IN_MEMORY
from redbridge.config.serve.gate import Gate
from redbridge.config.serve.intake import Intake
from redbridge.config.serve.pages import run

PLACES, FOR_READS, PATIENCE = 2, 1, 1.0
ON_DISK, SILENCE = 12_000_000, 3.0
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

    def _breaks(self, name: str, environ: dict[str, Any], start: Any) -> list[bytes]:
        raise RuntimeError(name)


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    multiprocessing.set_start_method("fork", force=True)
    gate = Gate(Application(folder), PLACES, PATIENCE, FOR_READS, folder)
    gate.intake = Intake(ON_DISK, SILENCE)
    run(socket.socket(fileno=int(sys.argv[1])), 1, gate)
