"""An engine as the house asks it: within its budget, not while it rests, its time and characters written down."""

import time
from dataclasses import dataclass

import structlog

from redbridge.translation.addresses import Address
from redbridge.translation.engines import ledger
from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.engines.protocol import NO_HINTS, Engine, Hints

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Counted:
    """`engine` behind `address`. Looks the same from outside."""

    engine: Engine
    address: Address

    @property
    def name(self) -> str:
        return self.address.name or self.engine.name

    @property
    def key(self) -> str:
        return self.engine.key

    @property
    def local(self) -> bool:
        return self.engine.local

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        """See `Engine.translate`; None also where today's budget has not as much left."""
        account = self.address.key
        receipt = ledger.admit(account, sum(map(len, texts)), self.address.budget, self.address.seconds + ledger.GRACE)
        if receipt is None:
            log.info("translation.budget", engine=account, budget=self.address.budget)
            return None
        started = time.monotonic()
        deadline = min(deadline, started + self.address.seconds)
        try:
            answers = self.engine.translate(texts, source, target, deadline, hints)
        except Unavailable as error:
            _failed(receipt, error)
            raise
        took = round((time.monotonic() - started) * 1000)
        ledger.settle(receipt, took if answers else 0, spent=answers is not None, asked=answers is not None)
        return answers


def _failed(receipt: ledger.Receipt, error: Unavailable) -> None:
    ledger.settle(receipt, spent=error.spent, failed=True)
    ledger.note_failure(receipt.engine, error.why, error.retry_after if error.asked else 0.0, timeout=error.slow)
