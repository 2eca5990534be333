"""A WSGI application in front of Django's, which answers the hot pages with a tenth of the steps and the same bytes."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import structlog

from redbridge.config import middleware, probes, region
from redbridge.config.pages.backend import AROUND, Around, Pages
from redbridge.config.short.asked import PATHS, Asked, Environ, asked_of
from redbridge.config.short.learned import Head, Headers, Shell, head_of
from redbridge.config.short.page import KNOWN, Found, find
from redbridge.kernel import reads
from redbridge.kernel.cursors import BadCursor
from redbridge.kernel.region import within

Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
log = structlog.get_logger("redbridge.short")
OK = "200 OK"
SHELLS = 512
"""Pages without their cards, some 15 kB each."""


class Short:
    """What is asked for the first time goes to Django, and its answer teaches how the next one is made. So does whatever is
    out of the ordinary: the short way knows nothing that the long one did not say, and hides nothing that goes wrong."""

    def __init__(self, long: Application, pages: Pages) -> None:
        self.long, self.cards = long, pages.cards
        self.heads: dict[object, Head] = {}
        self.shells: dict[object, Shell] = {}

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        asked = asked_of(environ)
        if asked is None:
            return self.long(environ, start)
        if not region.is_asked_for():
            return self._short(environ, start, asked) or self._learn(environ, start, asked)
        with within(region.region_of(environ)):
            return self._short(environ, start, asked) or self._learn(environ, start, asked)

    def _short(self, environ: Environ, start: Callable[..., Any], asked: Asked) -> Iterable[bytes] | None:
        head, began, busy = self.heads.get(asked.kind), time.perf_counter(), time.thread_time()
        if head is None:
            return None
        with middleware.request_named(environ) as request_id:
            body = self._body(asked)
            if body is None:
                return None
            start(OK, head.of(len(body), request_id, asked.secret))
            seconds = time.perf_counter() - began
            middleware.say(request_id, "GET", asked.path, 200, seconds)
            probes.count(PATHS[asked.path], "GET", 200, seconds, time.thread_time() - busy)
        return [body]

    def _body(self, asked: Asked) -> bytes | None:
        try:
            found = find(asked)
            around = found and self.shells.get(found.key())
            return around.fill(found.values(around.slots, self.cards)) if found and around else None
        except BadCursor:
            return None
        except Exception:
            log.warning("short.failed", exc_info=True)
            return None
        finally:
            reads.give_back()

    def _learn(self, environ: Environ, start: Callable[..., Any], asked: Asked) -> Iterable[bytes]:
        said: list[tuple[str, Headers]] = []

        def listening(status: str, headers: Headers, *error: Any) -> Any:
            said.append((status, headers))
            return start(status, headers, *error)

        answer = self.long(environ, listening)
        around: Around | None = environ.get(AROUND)
        if said and said[-1][0] == OK and around:
            self._note(asked, said[-1][1], around)
        return answer

    def _note(self, asked: Asked, headers: Sequence[tuple[str, str]], around: Around) -> None:
        context, head = around.context, head_of(headers, asked.secret)
        if head and set(context) <= KNOWN and context["person"] == asked.person and context["cards"]:
            self.heads[asked.kind] = head
            if len(self.shells) > SHELLS:
                self.shells.clear()
            # Whoever is invited to a first note does not come the short way: the invitation's slot is empty for all who do.
            after = context["next_url"].partition("after=")[2]
            self.shells[Found(asked, context["cards"], after, context["badge"]).key()] = Shell(around.parts)
