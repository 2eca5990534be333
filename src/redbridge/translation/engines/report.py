"""What a host asks of engines: how they do, how fast, what they cost."""

from dataclasses import asdict, dataclass

from redbridge.translation.addresses import Address
from redbridge.translation.engines import ledger
from redbridge.translation.engines.choosing import configured
from redbridge.translation.engines.looking import Look, look_at
from redbridge.translation.queries import Spent, get_spent

MILLION = 1_000_000


@dataclass(frozen=True)
class Line:
    """One engine of the list, as configured, as it answers now, and as it did this month."""

    address: Address
    look: Look
    spent: Spent

    @property
    def left(self) -> int | None:
        """Characters of today's budget, None without one."""
        budget = self.address.budget
        return None if budget is None else max(0, budget - self.spent.today)

    @property
    def speed(self) -> tuple[int, int] | None:
        """Milliseconds a request, and for 1,000 characters, on the average of this month."""
        answered = self.spent.requests - self.spent.failures
        if answered <= 0 or not self.spent.month:
            return None
        return round(self.spent.milliseconds / answered), round(self.spent.milliseconds * 1000 / self.spent.month)

    def cost(self, characters: int) -> float:
        """In the money of `price`."""
        return round(self.address.price * characters / MILLION, 4)

    def as_json(self) -> dict[str, object]:
        """For machines; no key in it."""
        each, thousand = self.speed or (None, None)
        return {
            "name": self.look.name, "key": self.address.key, "kind": self.address.kind, "url": self.address.url,
            "model": self.address.model or None, "local": self.address.local, "well": self.look.well,
            "words": self.look.words, "milliseconds_now": self.look.milliseconds, "pairs": list(self.look.pairs),
            "only": [f"{a}>{b}" for a, b in self.address.pairs], "budget": self.address.budget, "left": self.left,
            "price": self.address.price, "cost_today": self.cost(self.spent.today),
            "cost_month": self.cost(self.spent.month), "milliseconds_a_request": each,
            "milliseconds_a_thousand_characters": thousand, **asdict(self.spent),
        }  # fmt: skip


def report() -> list[Line]:
    """All engines, asked now. One that answers and was resting is asked again by everybody."""
    found = configured()
    spent = get_spent(one.key for one in found)
    lines = [Line(one, look, spent.get(one.key, Spent())) for one, look in zip(found, look_at(found), strict=True)]
    for line in lines:
        if line.look.well:
            ledger.note_well(line.address.key)
    return lines
