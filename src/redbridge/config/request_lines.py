"""The line of a request, written at once: through structlog and logging it cost a tenth of a page.

The same text to the letter (tests/web/test_request_lines.py). Where a path has anything to quote, or somebody listens beside
our own handler, structlog does it.
"""

import contextlib
import logging
import re
from datetime import UTC, datetime
from typing import Any

NAME = "redbridge.request"
_PLAIN = re.compile(r"[A-Za-z0-9/@_.~-]*")
_TEXT = {
    "console": "{time} [info     ] request                        [redbridge.request] method={method} ms={ms} path={path} "
               "request_id={request_id} status={status}\n",
    "json": '{{"method": "{method}", "path": "{path}", "status": {status}, "ms": {ms}, "event": "request", '
            '"request_id": "{request_id}", "level": "info", "logger": "redbridge.request", "timestamp": "{time}"}}\n',
}


class RequestLines:
    """Writes lines of one style where the one handler of the root logger writes."""

    def __init__(self, style: str, handler: "logging.StreamHandler[Any]") -> None:
        self.text, self.handler = _TEXT["json" if style == "json" else "console"], handler

    def write(self, request_id: str, method: str, path: str, status: int, ms: float) -> bool:
        """Whether the line was written; False leaves it to structlog."""
        if not (_PLAIN.fullmatch(path) and _PLAIN.fullmatch(method) and self._is_alone()):
            return False
        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        line = self.text.format(time=now, method=method, path=path, status=status, ms=ms, request_id=request_id)
        handler = self.handler
        handler.acquire()
        try:
            # As logging: a line that nobody takes is no reason to fail.
            with contextlib.suppress(OSError, ValueError):
                handler.stream.write(line)
                handler.flush()
        finally:
            handler.release()
        return True

    def _is_alone(self) -> bool:
        root, own = logging.root, logging.getLogger(NAME)
        return root.handlers == [self.handler] and not own.handlers and own.isEnabledFor(logging.INFO)
