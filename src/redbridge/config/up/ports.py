"""Sockets that the supervisor opens and its children serve.

They stay open while a child restarts: whoever connects meanwhile waits a moment instead of being refused. And no
other site can take the port in between.
"""

import errno
import socket

from redbridge.config.up.words import CannotStart

BACKLOG = 1024
TRIES = 100
UNREAD = 60_000
"""Milliseconds that an answer may lie unread before its connection is given up."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError; localhost means IPv4, which browsers try in any case."""
    name = "127.0.0.1" if host == "localhost" else host
    family, kind, proto, _, address = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    made = socket.socket(family, kind, proto)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Every connection inherits it. Without it the second piece of an answer waits 40 ms for the visitor's word on the first.
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD)
        made.bind(address)
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def web(host: str, port: int) -> socket.socket:
    """The socket of the pages, exactly there."""
    try:
        return listen(host, port)
    except OSError as error:
        raise CannotStart(_why(host, port, error, "--port")) from error


def hub(host: str, port: int, asked: int | None) -> socket.socket:
    """The socket of the hub: where it was asked for, else on the first free port after the pages'."""
    if asked is not None:
        try:
            return listen(host, asked)
        except OSError as error:
            raise CannotStart(_why(host, asked, error, "--hub-port")) from error
    for candidate in range(port + 1, min(port + 1 + TRIES, 65536)):
        try:
            return listen(host, candidate)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise CannotStart(f"No port after {port} is free for the hub. Name one with --hub-port.")


def number(made: socket.socket) -> int:
    """The port a socket listens on."""
    return int(made.getsockname()[1])


def _why(host: str, port: int, error: OSError, option: str) -> str:
    if isinstance(error, socket.gaierror):
        return f"{host} is not an address of this machine ({error.strerror}). Name another with --host."
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken by another program. Stop that one, or name another port with {option}."
    if error.errno == errno.EACCES:
        return f"This user may not open port {port}. Name one above 1023 with {option}."
    return f"{host}:{port} cannot be opened ({error.strerror}). Name another with --host or {option}."
