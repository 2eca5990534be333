"""uvicorn around the hub, on a socket that is open already."""

import socket

import uvicorn

from redbridge.config.hub.app import Hub

GRACE = 3


class Server(uvicorn.Server):
    """Ends the streams first: they would never end by themselves."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        super().__init__(uvicorn.Config(
            hub, lifespan="on", ws="none", log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=GRACE, backlog=1024,
        ))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called by uvicorn once it was asked to stop."""
        self.hub.streams.close_all()
        await super().shutdown(sockets)


def serve(listening: socket.socket) -> None:
    """Serve until asked to stop."""
    Server(Hub()).run(sockets=[listening])
