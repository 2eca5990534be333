"""The address of `redbridge web` and `redbridge hub`: a socket handed down by the supervisor, or one of our own."""

import argparse
import socket
from typing import Any

from redbridge.config.up import ports


def add_address(parser: argparse.ArgumentParser, port: int) -> None:
    """The options that say where to listen."""
    parser.add_argument("--host", default="localhost", help="the name or address to listen on (localhost)")
    parser.add_argument("--port", type=int, default=port, help=f"the port ({port})")
    parser.add_argument("--fd", type=int, default=-1, help="a listening socket that is open already, by its number")


def open_socket(options: dict[str, Any]) -> socket.socket:
    """The listening socket; raises CannotStart where the port is taken."""
    if options["fd"] >= 0:
        return socket.socket(fileno=options["fd"])
    return ports.web(options["host"], options["port"])
