"""From the database to the streams: LISTEN on one connection, which comes back when it is lost."""

import asyncio
import json
import re
from typing import Any

import psycopg
import structlog
from django.db import connection

from redbridge.config.hub.streams import Streams
from redbridge.kernel.news import CHANNEL

log = structlog.get_logger("redbridge.hub")

FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
SILENCE = 20.0
"""Seconds without news until we ask whether the line still stands."""
_KIND = re.compile(r"[a-z_.]{1,40}")


class News:
    """The listening connection. `listening` says whether it stands at this moment."""

    def __init__(self, streams: Streams) -> None:
        self.streams = streams
        self.listening = False

    async def run(self) -> None:
        """Listen for ever."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                wait = FIRST_WAIT if self.listening else min(wait * 2, LONGEST_WAIT)
                log.warning("hub.news_lost", reason=str(error).strip(), again_in=wait)
            self.listening = False
            await asyncio.sleep(wait)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True) as line:
            await line.execute(f"listen {CHANNEL}")
            self.listening = True
            # What was said while nobody listened is lost: everybody looks again.
            self.streams.lost()
            while True:
                async for notice in line.notifies(timeout=SILENCE):
                    self.hear(notice.payload)
                await line.execute("select 1")

    def hear(self, payload: str) -> None:
        """Pass one piece of news on; nonsense is dropped with a line in the log."""
        try:
            news = json.loads(payload)
            people, kind = [int(person) for person in news["people"]], str(news["kind"])
        except (ValueError, KeyError, TypeError):
            log.warning("hub.nonsense", payload=payload[:80])
            return
        if _KIND.fullmatch(kind):
            self.streams.tell(people, kind)


def _parameters() -> dict[str, Any]:
    """Django's own way to the database, for a connection of ours."""
    found = connection.get_connection_params()
    return {name: value for name, value in found.items() if name not in ("cursor_factory", "context")}
