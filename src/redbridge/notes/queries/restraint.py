"""What moderation left of a note, as the statements that read one bring it, and what one reader is told of it."""

import msgspec
from msgspec import Struct, structs

from redbridge.kernel.region import here
from redbridge.policy import site

RESTRAINT = """
case when {n}.standing = '' and {n}.label = '' and not {n}.limited and {n}.withheld = '{{}}' then null
     else json_build_object('standing', {n}.standing, 'rule', {n}.rule, 'label', {n}.label, 'limited', {n}.limited,
                            'withheld', {n}.withheld, 'withheld_rules', {n}.withheld_rules)::text end"""
"""A column: null for nearly all notes."""
BEHIND = ("sexual", "violence")
"""Categories: what is labelled for one of these is shown when it is asked for."""


class Restraint(Struct, frozen=True):
    """`kept_from` is the region for which a reader is not shown the note, which is where they are; "" for its author."""

    standing: str = ""
    rule: str = ""
    label: str = ""
    limited: bool = False
    withheld: tuple[str, ...] = ()
    withheld_rules: tuple[str, ...] = ()
    kept_from: str = ""
    edition: str = ""
    """The version of the rules, for what is kept with a rule's title in it."""

    @property
    def behind(self) -> bool:
        """Whether what it stands on is shown when it is asked for."""
        rule = site.rule(self.label) if self.label else None
        return rule is not None and rule.category in BEHIND

    def rule_in(self, region: str) -> str:
        """The rule for which it is withheld there, "" where it is not."""
        return dict(zip(self.withheld, self.withheld_rules, strict=False)).get(region, "")

    def for_reader(self, mine: bool) -> "Restraint | None":
        """What this reader is told: its author all, others what concerns them."""
        region = here()
        if mine:
            return structs.replace(self, edition=site.version())
        if region and region in self.withheld:
            return Restraint(rule=self.rule_in(region), kept_from=region, edition=site.version())
        return Restraint(label=self.label, edition=site.version()) if self.label else None


def restraint_of(column: str | bytes | None) -> Restraint | None:
    """The column RESTRAINT as the database gives it."""
    return None if column is None else msgspec.json.decode(column, type=Restraint)
