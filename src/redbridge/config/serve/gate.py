"""How many requests work at once. A few others wait a moment; the rest hear at once that the house is full."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian.rsgi import Scope

from redbridge.config.serve.call import Application, Call, clear
from redbridge.config.serve.environ import environ_of
from redbridge.config.serve.intake import Intake, Refused
from redbridge.config.serve.places import WRITERS, Places
from redbridge.config.serve.refusal import refusal
from redbridge.config.serve.turns import Turns

FULL = {
    True: refusal(
        "Many people are here at this moment. Try again in a few seconds.",
        "此刻人很多，过几秒再试。",
        "此刻人很多，過幾秒再試。",
        again=True,
    ),
    False: refusal(
        "Many people are here at this moment. Nothing was sent. Go back, and send it again in a few seconds.",
        "此刻人很多，没有发出去。返回上一页，过几秒再发一次。",
        "此刻人很多，沒有送出。回上一頁，過幾秒再送一次。",
    ),
}
"""For reads and for writes."""
READS = ("GET", "HEAD")
WATCHED = 10
"""Of its patience a read waits one part so large before we watch whether its visitor is still there: most never wait so long."""
End = asyncio.TimerHandle | asyncio.Task[None]
STREAMS = 8
"""Streamed answers that are gathered at once, each in a thread; the others wait for one."""


class Gate:
    """Around a WSGI application: all that waits, waits on Granian's loop, and costs no thread.

    A request that is refused is never seen by a thread, and one that brings a body or waits for its turn holds none: at five
    times what the machine can do, four of five requests are refusals, and threads that wait for the interpreter's lock cost
    those who are served. The server's own limit counts idle kept-open connections too, so it cannot do this.
    """

    def __init__(self, application: Application, most: int, patience: float, for_reads: int, folder: Path) -> None:
        """Long answers lie in `folder` while they are fetched."""
        self.application, self.folder = application, folder
        self.intake = Intake()
        self.places = Places[Call](most, for_reads)
        self.patience = {True: patience, False: patience * WRITERS}
        self.turns = {True: Turns(), False: Turns()}

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """In each process, after the fork. One that was killed has left the long answers it was giving."""
        clear(self.folder)
        self.streams = ThreadPoolExecutor(STREAMS, "stream")
        for number in range(self.places.most):
            Thread(target=self._work, name=f"work-{number}", daemon=True).start()

    async def __rsgi__(self, scope: Scope, proto: HTTPProtocol) -> None:
        """Take one request in, and see it answered."""
        reads = scope.method in READS
        if reads and self.places.is_full(reads):
            self._refuse(proto, reads, scope.headers.get("accept") or "")
            return
        environ = environ_of(scope)
        try:
            body = environ["wsgi.input"] = await self.intake.body_of(proto, environ)
        except Refused as why:
            why.said.send(proto, why.status, environ.get("HTTP_ACCEPT", ""), why.retry_after)
            return
        try:
            await self._serve(Call(environ, proto, reads))
        finally:
            self.intake.give_back(body)

    async def _serve(self, call: Call) -> None:
        place = self.places.enter(call)
        if place is None:
            self._refuse(call.proto, call.reads, call.environ.get("HTTP_ACCEPT", ""))
            return
        ends = self._ends(call) if place else []
        if await call.served:
            self.turns[call.reads].served()
        for end in ends:
            end.cancel()

    def _ends(self, call: Call) -> list[End]:
        """What may end its waiting: the time, and that its visitor left. Who left a write behind still means it."""
        ends: list[End] = [call.loop.call_later(self.patience[call.reads], self._tire, call)]
        if call.reads:
            ends.append(call.loop.call_later(self.patience[True] / WATCHED, self._watch, call, ends))
        return ends

    def _watch(self, call: Call, ends: list[End]) -> None:
        ends.append(call.loop.create_task(self._miss(call)))

    async def _miss(self, call: Call) -> None:
        await call.proto.client_disconnect()
        self._tire(call)

    def _tire(self, call: Call) -> None:
        if self.places.leave(call):
            self._refuse(call.proto, call.reads, call.environ.get("HTTP_ACCEPT", ""))
            call.end(False)

    def _refuse(self, proto: HTTPProtocol, reads: bool, accept: str) -> None:
        FULL[reads].send(proto, 503, accept, self.turns[reads].refused())

    def _work(self) -> None:
        call = self.places.first()
        while True:
            call.run(self.application, self.streams, self.folder)
            reads = call.reads
            del call  # and with it the visitor's line, while this thread waits for the next
            call = self.places.next(reads)
