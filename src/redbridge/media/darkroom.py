"""The child process that decodes what strangers sent; lab.py starts it and speaks to it.

A decoder that crashes, hangs or swallows memory takes this process with it and nothing else; it holds no
secret, no database and no right to write a file. Its memory goes back to the system after every picture.

In: one line of JSON (`bytes`, `crop`, `draft`), the picture, then silence; the pipe's end means the parent is gone.
Out: for each message one line of JSON, followed by `bytes` bytes where it names them. Exit 0 is complete,
3 is a picture that cannot be decoded.
"""

import contextlib
import io
import json
import os
import resource
import sys
import threading
from typing import IO, Any

MEMORY = 2 * 1024**3
"""Address space in bytes: 40 Mpx take 0.7 GB in the hungriest format (WebP)."""
SECONDS = 60
"""CPU: the slowest picture within the limits, a screenshot of 1080 by 16,000, takes 13."""
UNDECODABLE = 3
FIRST_SHOWN = 2
"""Files of the width that is shown first, one a format: somebody waits for them. The rest gives way to pages."""

LIMITS = (
    (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 64),
)


def main() -> int:
    """Develop the one picture on standard input; returns the exit code."""
    confine()
    from redbridge.media.formats import BadPicture
    from redbridge.media.pixels import Facts, develop

    wish = json.loads(sys.stdin.buffer.readline() or b'{"bytes": 0}')
    picture = io.BytesIO(sys.stdin.buffer.read(wish["bytes"]))
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    told = 0
    try:
        for made in develop(picture, wish.get("crop"), wish.get("draft", False)):
            if isinstance(made, Facts):
                _say({"width": made.width, "height": made.height, "dc": made.dc})
            else:
                _say({"rendition": made.width, "format": made.format, "bytes": len(made.data)}, made.data)
                told += 1
                if told == FIRST_SHOWN:
                    os.nice(10)
    except (BadPicture, MemoryError):
        return UNDECODABLE
    return 0


def confine() -> None:
    """Lower what this process may take. Where a system lacks a limit, the others hold."""
    for limit, most in LIMITS:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))


def _say(message: dict[str, Any], data: bytes = b"") -> None:
    out: IO[bytes] = sys.stdout.buffer
    out.write(json.dumps(message).encode() + b"\n" + data)
    out.flush()


def _leave_with_parent() -> None:
    # A worker killed outright closes its end of the pipe: nothing is left behind.
    sys.stdin.buffer.read(1)
    os._exit(1)


if __name__ == "__main__":
    code = main()
    sys.stdout.buffer.flush()
    # Without the interpreter's own ending: the watching thread still holds standard input.
    os._exit(code)
