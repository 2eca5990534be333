"""Small servers that misbehave, on this machine, and names that lead to them."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Handler = Callable[[socket.socket], None]


class Listener:
    """Counts who connects, and answers with `handler`."""

    def __init__(self, handler: Handler, host: str = "127.0.0.1") -> None:
        self.connections, self.asked, self._handler = 0, list[bytes](), handler
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((host, 0))
        self._socket.listen(32)
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        with line:
            try:
                self.asked.append(line.recv(65536))
                self._handler(line)
            except OSError:
                pass

    def close(self) -> None:
        self._socket.close()


@contextmanager
def listening(handler: Handler) -> Iterator[Listener]:
    """A listener for as long as it is needed."""
    made = Listener(handler)
    try:
        yield made
    finally:
        made.close()


def page(body: str, head: str = "200 OK", *headers: str, kind: str = "text/html") -> Handler:
    """Answers once, and well."""
    data = body.encode()
    lines = [f"HTTP/1.1 {head}", f"Content-Type: {kind}", f"Content-Length: {len(data)}", "Connection: close", *headers, "", ""]
    return lambda line: line.sendall("\r\n".join(lines).encode() + data)


def drip(first: bytes, piece: bytes, every: float = 0.05) -> Handler:
    """Says a little for ever."""

    def answer(line: socket.socket) -> None:
        line.sendall(first)
        for _ in range(2000):
            line.sendall(piece)
            time.sleep(every)

    return answer
