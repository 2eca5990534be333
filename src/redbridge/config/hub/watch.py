"""Closes the streams of those who may no longer listen: signed out, password changed, suspended."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import Error, connection

from redbridge.accounts.queries import live_sessions
from redbridge.config.hub.streams import Streams

log = structlog.get_logger("redbridge.hub")

EVERY = 4.0
"""Seconds: a stream outlives its right by no more than five."""
T = TypeVar("T")


async def ask(read: Callable[[], T]) -> T:
    """Run one read of the database beside the loop, and give its connection back."""

    def run() -> T:
        try:
            return read()
        finally:
            connection.close()

    return await asyncio.to_thread(run)


class Watch:
    """`alive` says whether the last look succeeded."""

    def __init__(self, streams: Streams) -> None:
        self.streams = streams
        self.alive = True

    async def run(self) -> None:
        """Look for ever."""
        while True:
            try:
                await self.look()
                self.alive = True
            except Error as error:
                self.alive = False
                log.warning("hub.watch_failed", reason=str(error).strip())
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """One query for all streams together."""
        open_ = self.streams.everybody()
        if not open_:
            return
        keys = {stream.session for stream in open_}
        live = await ask(lambda: live_sessions(keys))
        for stream in open_:
            if stream.session not in live:
                stream.close()
