"""Opaque places in a list: what the last row sorted by, so that a page costs the same anywhere in the list."""

import base64
import math
import struct

Value = int | float


class BadCursor(ValueError):
    """A cursor that we did not make."""


def pack(*values: Value) -> str:
    """Whole numbers of 64 bits and floats, as text that fits in a URL."""
    parts = [b"f" + struct.pack(">d", v) if isinstance(v, float) else b"i" + struct.pack(">q", v) for v in values]
    return base64.urlsafe_b64encode(b"".join(parts)).rstrip(b"=").decode()


def unpack(text: str, shape: str) -> tuple[Value, ...]:
    """The values of a cursor whose kinds spell `shape` (as "fi"); raises BadCursor for anything else."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise BadCursor(text[:80]) from error
    if len(raw) != 9 * len(shape) or bytes(raw[::9]).decode("latin-1") != shape:
        raise BadCursor(text[:80])
    return tuple(_one(raw[at : at + 9]) for at in range(0, len(raw), 9))


def _one(part: bytes) -> Value:
    value: Value = struct.unpack(">d" if part[:1] == b"f" else ">q", part[1:])[0]
    if not math.isfinite(value):
        raise BadCursor("not a number")
    return value
