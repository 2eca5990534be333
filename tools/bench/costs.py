"""CPU-milliseconds a request."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tools.bench.running import Site, cpu
from tools.bench.visitor import Visitor

WARM, ROUNDS = 60, 400


@dataclass(frozen=True)
class Cost:
    """CPU-milliseconds a request took in the web processes and in the database."""

    app: float
    database: float

    @property
    def both(self) -> float:
        """Together."""
        return self.app + self.database


def cost(site: Site, ask: Callable[[int], object], rounds: int = ROUNDS, warm: int = WARM) -> Cost:
    """What `ask(number)` takes in web and database, the mean of many; worker and hub are left out."""
    for number in range(warm):
        ask(number)
    web, database = site.of("cli web"), site.of("postgres")
    before = cpu(web), cpu(database)
    for number in range(rounds):
        ask(warm + number)
    settled = time.monotonic() + 0.05
    while time.monotonic() < settled:
        pass
    return Cost((cpu(web) - before[0]) * 1000 / rounds, (cpu(site.of("postgres")) - before[1]) * 1000 / rounds)


def page_cost(site: Site, visitor: Visitor, path: str, rounds: int = ROUNDS) -> Cost:
    """One page, again and again; leaves the program where it does not come."""

    def ask(number: int) -> None:
        answer = visitor.get(path)
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")

    return cost(site, ask, rounds)
