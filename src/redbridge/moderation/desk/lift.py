"""What somebody needs to say whether a seal is lifted: how far pictures are from the lines that met them, and where it stands."""

from functools import cached_property

from redbridge.accounts.staff import Staff, name_of
from redbridge.moderation.decisions.rules import MINORS
from redbridge.moderation.desk.actions import lifting
from redbridge.moderation.desk.models import Sealing
from redbridge.moderation.models import Case
from redbridge.moderation.pictures import keepers, rules
from redbridge.moderation.pictures.clearing import Match, matches

SHOWN = 5


def waiting(who: Staff) -> list[str]:
    """Numbers of sealed cases in which somebody else says that it was a mistake, a few: they wait for another person."""
    found = Sealing.objects.filter(case__sealed=True).exclude(proposed_by=None).exclude(proposed_by_id=who.person_id)
    others = found.exclude(by_id=who.person_id).exclude(case__author_id=who.person_id)
    return list(others.order_by("proposed").values_list("case__number", flat=True)[:SHOWN])


class Lift:
    """Of a sealed case, for one of the leads; read when the page asks."""

    near, strangers = rules.NEAR, rules.STRANGERS

    def __init__(self, case: Case, sealing: Sealing, who: Staff) -> None:
        self.case, self.sealing, self.who = case, sealing, who

    @cached_property
    def matches(self) -> list[Match]:
        """The nearest line of a bank for each picture."""
        return matches(self.case, MINORS)

    @cached_property
    def apart(self) -> bool:
        """Whether the reader had a part in sealing it."""
        return self.who.person_id in lifting.apart(self.case)

    @property
    def proposer(self) -> str:
        """Who waits for another, by public name; empty for nobody."""
        return name_of(self.sealing.proposed_by_id)

    @property
    def mine(self) -> bool:
        """Whether that is the reader."""
        return bool(self.sealing.proposed_by_id == self.who.person_id)

    @cached_property
    def has_keeper(self) -> bool:
        """Whether a list that met it says whom to ask."""
        return any(keepers.keeper_of(match.near.bank) for match in self.matches)

    @staticmethod
    def written(line: int) -> str:
        """A line as its bank has it."""
        return rules.written(line)
