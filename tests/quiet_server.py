"""An HTTP server for tests whose clients may go away in the middle of an answer: that is no line on standard error.

Its thread may only notice during the next test, which looks at what is printed there.
"""

import sys
from http.server import ThreadingHTTPServer
from typing import Any


class QuietServer(ThreadingHTTPServer):
    """Anything else that goes wrong is printed as ever."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Called where a handler raised."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)
