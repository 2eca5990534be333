"""CPU-milliseconds a request."""

import contextlib
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tools.bench.running import Site
from tools.bench.undisturbed import undisturbed
from tools.bench.visitor import Visitor

WARM, BATCHES, ROUNDS = 60, 8, 60


@dataclass(frozen=True)
class Cost:
    """CPU-milliseconds a request took in the web processes and in the database: the median of the batches.

    `quiet` is the batch in which both together were least: on a shared machine caches are emptied by others, and the
    same instructions take longer.
    """

    app: float
    database: float
    quiet: float

    @property
    def both(self) -> float:
        """Together."""
        return self.app + self.database

    def __str__(self) -> str:
        return f"{self.both:.2f} (app {self.app:.2f}, database {self.database:.2f}; quietest batch {self.quiet:.2f})"


def cost(site: Site, ask: Callable[[int], object], rounds: int = ROUNDS, warm: int = WARM) -> Cost:
    """What `ask(number)` takes in web and database; worker and hub are left out."""
    return costs(site, [ask], rounds, warm)[0]


def costs(site: Site, asks: Sequence[Callable[[int], object]], rounds: int = ROUNDS, warm: int = WARM) -> list[Cost]:
    """The same of several, batch by batch in turn: what the machine does meanwhile falls on all of them alike."""
    for number, ask in product(range(warm), asks):
        ask(number)
    web, database = site.of("cli web"), site.of("postgres")
    taken: list[list[tuple[float, float]]] = [[] for _ask in asks]
    with undisturbed([*web, *database]):
        for batch in range(BATCHES):
            for ask, batches in zip(asks, taken, strict=True):
                batches.append(_batch(web, database, ask, warm + batch * rounds, rounds))
    return [_cost(batches) for batches in taken]


def _cost(batches: list[tuple[float, float]]) -> Cost:
    app, base = (statistics.median(one[part] for one in batches) for part in (0, 1))
    return Cost(app, base, min(sum(one) for one in batches))


def _batch(
    web: list[int], database: list[int], ask: Callable[[int], object], first: int, rounds: int
) -> tuple[float, float]:
    before = busy(web), busy(database)
    for number in range(first, first + rounds):
        ask(number)
    time.sleep(0.02)  # what the processes do after the last answer
    return (busy(web) - before[0]) / rounds, (busy(database) - before[1]) / rounds


def busy(pids: list[int]) -> float:
    """CPU-milliseconds that the threads of these processes have used, to the nanosecond."""
    total = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):  # it ended meanwhile
                total += int(task.read_text().split()[0])
    return total / 1e6


def page_cost(site: Site, visitor: Visitor, path: str, rounds: int = ROUNDS) -> Cost:
    """One page, again and again; leaves the program where it does not come."""

    def ask(number: int) -> None:
        answer = visitor.get(path)
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")

    return cost(site, ask, rounds)
