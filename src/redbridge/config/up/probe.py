"""Does a child answer? Asked without ever blocking: the supervisor has other things to mind."""

import contextlib
import select
import socket

_ASK = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Probe:
    """One address, asked again and again until it answers 200."""

    def __init__(self, address: tuple[str, int], path: str) -> None:
        self.address = address
        self.ask = _ASK % path.encode()
        self.line: socket.socket | None = None
        self.answered = False

    def look(self) -> bool:
        """Has it answered 200 yet? Takes a moment at most; call it until it says yes."""
        if not self.answered:
            with contextlib.suppress(OSError):
                self._step()
        return self.answered

    def _step(self) -> None:
        if self.line is None:
            self.line = socket.create_connection(self.address, timeout=0.5)
            self.line.sendall(self.ask)
        if select.select([self.line], [], [], 0)[0]:
            try:
                self.answered = b" 200 " in self.line.recv(64)
            finally:
                self.line.close()
                self.line = None
