"""A zip written from front to back, a piece at a time: memory holds one piece, whatever the size of the whole."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from redbridge.portability.rules import archive_name


class _Sink(io.RawIOBase):
    """Takes what zipfile writes until somebody carries it away. It cannot go back, so zipfile does not try."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        return len(part)

    def flush(self) -> None:
        """Nothing waits; an archive that is given up half-way is closed in any order."""

    def take(self) -> bytes:
        """What was written since last time."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


class Packer:
    """Each method yields the archive's next bytes; `end` must come last."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)
        self._now = datetime.now(UTC).timetuple()[:6]

    def text(self, name: str, parts: Iterable[str]) -> Iterator[bytes]:
        """A text, compressed."""
        return self._write(name, (part.encode() for part in parts), zipfile.ZIP_DEFLATED)

    def stored(self, name: str, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Bytes that are compressed already."""
        return self._write(name, parts, zipfile.ZIP_STORED)

    def _write(self, name: str, parts: Iterable[bytes], how: int) -> Iterator[bytes]:
        info = zipfile.ZipInfo(archive_name(name), self._now)
        info.compress_type, info.external_attr = how, 0o644 << 16
        with self._zip.open(info, "w") as file:
            for part in parts:
                file.write(part)
                yield self._sink.take()
        yield self._sink.take()

    def end(self) -> Iterator[bytes]:
        """The list of contents."""
        self._zip.close()
        yield self._sink.take()
