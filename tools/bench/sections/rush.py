"""Five times as many as can be served, and forty sign-ups a second beside somebody who reads.

So many sign-ups begin a surge, which asks every newcomer for a proof of work: the visitors bring theirs, made before.
"""

import asyncio
import re
import time
from dataclasses import dataclass

from tests.load.rush import Seen, at_rate, by_turns, get
from tests.load.storm import proof, sign_up
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.running import Site, cpu
from tools.bench.visitor import Visitor

ALONE, OVERLOAD, ROUNDS, BEFORE = 5, 8, 4, 15
"""Seconds of each, by turns: a machine that grows quicker or slower meanwhile does so for both."""
STORM, RATE, AGAIN = 60, 40, 60
"""Seconds, sign-ups a second, tries more."""
EXPLORE = get("/")
PACE = 100
"""Pages a second while others sign up, and before: one page after another costs half of that, since its caches stay warm."""


def measure(loaded: Loaded, figures: Figures) -> None:
    """The visitors run on the same cores: what they use is missing to the site."""
    site = loaded.site()
    asyncio.run(by_turns(site.url, EXPLORE, 16, 2))
    _overload(figures, [_round(site) for _ in range(ROUNDS)])
    start = _explore(site.url)
    alone, middle = asyncio.run(_reader(site.url, BEFORE)), _explore(site.url)
    meanwhile = _sign_ups(site, figures)
    alone_ms, storm_ms = _each(start, middle), _each(middle, _explore(site.url))
    figures.say(f"Explore, {PACE} pages a second, in the application, CPU-ms: alone, then in the storm",
                f"{alone_ms:.2f}, {storm_ms:.2f}: {storm_ms / alone_ms:.2f}x", "unchanged")
    figures.say(f"Explore, {PACE} pages a second, by the clock: alone, then in the storm",
                f"{_times(alone, 200)}; {_times(meanwhile, 200)}, {meanwhile.counts[200]} of {PACE * STORM} served", "unchanged")


def _overload(figures: Figures, rounds: "list[Round]") -> None:
    can, served = sum(one.can for one in rounds) / ROUNDS, sum(one.seen.rate(200) for one in rounds) / ROUNDS
    shares = ", ".join(f"{one.seen.rate(200) / one.can:.0%}" for one in rounds)
    figures.say("overload at 5x: pages served, to capacity", f"{served / can:.0%} of {can:.0f} a second ({shares})", "80 %")
    each, then = sum(one.each for one in rounds), sum(one.then for one in rounds)
    figures.say("overload at 5x: pages for a second of the site's CPU, refusals too, to capacity", f"{each / then:.0%}", "80 %")
    refused = sum(one.seen.counts[503] / one.seen.counts[200] for one in rounds)
    figures.say("overload at 5x: a refusal, CPU-µs of the site", f"{1e6 * (then - each) / refused:.0f}")
    last = rounds[-1].seen
    figures.say("overload at 5x: a refusal (503, Retry-After), median and 95 %", _times(last, 503), "at once")
    broken = f"{sum(one.seen.broken for one in rounds)}, {sum(one.seen.without_retry for one in rounds)}"
    figures.say("overload at 5x: broken connections, refusals without Retry-After", broken, "0, 0")


def _sign_ups(site: Site, figures: Figures) -> Seen:
    """What readers saw meanwhile."""
    secret = (site.data / "secret").read_text().strip()
    proofs = [proof(secret) for _ in range(RATE * STORM)]
    new, readers = asyncio.run(_storm(site.url, int(time.time()) % 100_000 * 10_000, proofs))
    waits = sorted(seconds for status, seconds in new.last.values() if status == 302)
    figures.say(f"{RATE} sign-ups a second for {STORM} s, each trying again as Retry-After says, at most {AGAIN} times",
                f"{len(waits)} of {RATE * STORM} are in, {_within(waits, 10)} within 10 s, the last after {waits[-1]:.0f} s; "
                f"{new.counts[503]} times told to come again, {new.broken} broken, {new.unsent} not sent", "none lost")
    return readers


@dataclass(frozen=True)
class Round:
    """What the site can do (`can` a second, `each` CPU-seconds), then five times as many (`seen`, `then` CPU-seconds a page)."""

    can: float
    each: float
    seen: Seen
    then: float


def _round(site: Site) -> Round:
    spent = cpu(site.family())
    alone = asyncio.run(by_turns(site.url, EXPLORE, 16, ALONE))
    between = cpu(site.family())
    seen = asyncio.run(at_rate(site.url, lambda number: EXPLORE, 5 * alone.rate(200), OVERLOAD))
    after = cpu(site.family())
    return Round(alone.rate(200), (between - spent) / alone.counts[200], seen, (after - between) / seen.counts[200])


def _explore(url: str) -> tuple[float, float]:
    """CPU-seconds and number of the pages of Explore until now, as the site counts them."""
    said = Visitor(url).get("/metrics").body.decode()
    found = [re.search(rf'(?m)^redbridge_requests_{name}{{(?=[^}}]*"explore")[^}}]*"GET"[^}}]*}} (\S+)$', said)
             for name in ("cpu_seconds_total", "seconds_count")]
    cpu_, count = (float(one[1]) if one else 0.0 for one in found)
    return cpu_, count


def _each(first: tuple[float, float], last: tuple[float, float]) -> float:
    return 1000 * (last[0] - first[0]) / (last[1] - first[1])


async def _storm(url: str, first: int, proofs: list[str]) -> tuple[Seen, Seen]:
    readers = asyncio.create_task(_reader(url, STORM))
    comers = at_rate(url, lambda number: sign_up(first + number, proofs[number]), RATE, STORM, AGAIN)
    return await comers, await readers


async def _reader(url: str, seconds: int) -> Seen:
    return await at_rate(url, lambda number: EXPLORE, PACE, seconds)


def _within(waits: list[float], most: float) -> str:
    return f"{sum(seconds <= most for seconds in waits) / max(1, len(waits)):.0%}"


def _times(seen: Seen, status: int) -> str:
    return f"{seen.slower_than(0.5, status) * 1000:.1f} ms, {seen.slower_than(0.95, status) * 1000:.1f} ms"
