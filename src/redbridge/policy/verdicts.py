"""What the rules say of a text. Plain values that travel as JSON between rooms."""

from dataclasses import dataclass
from typing import Any

ALLOW = "allow"
ACTIONS = ("label", "limit", "hold", "withhold", "remove")
"""Weakest first; `suspend` in a pack reads as `hold`, since no machine suspends."""


@dataclass(frozen=True)
class Hit:
    """One rule met, and where: `spans` are code points of the text as it was written. No regions: everywhere."""

    rule: str
    action: str
    category: str
    severity: int
    regions: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def applies(self, region: str) -> bool:
        """Whether it counts in this region; "" is an unknown one, in which only what counts everywhere does."""
        return not self.regions or region in self.regions


@dataclass(frozen=True)
class Verdict:
    """All that was met, strongest first within a region."""

    hits: tuple[Hit, ...] = ()

    def first(self, region: str = "") -> Hit | None:
        """The hit that decides in this region: the strongest action, then the gravest rule, then the first met."""
        found = [hit for hit in self.hits if hit.applies(region)]
        return max(found, key=lambda hit: (ACTIONS.index(hit.action), hit.severity), default=None)

    def action(self, region: str = "") -> str:
        """What is to be done with the text there."""
        hit = self.first(region)
        return hit.action if hit else ALLOW

    @property
    def withheld(self) -> dict[str, str]:
        """Region to the rule under which the text is kept back there alone."""
        return {region: hit.rule for hit in reversed(self.hits) if hit.action == "withhold" for region in hit.regions}

    def rules(self, region: str = "") -> list[str]:
        """The rules met there, each once, in the order of the pack."""
        return list(dict.fromkeys(hit.rule for hit in self.hits if hit.applies(region)))

    def spans(self, region: str = "") -> list[tuple[int, int]]:
        """Where, in order, each once."""
        return sorted({span for hit in self.hits if hit.applies(region) for span in hit.spans})

    def as_json(self) -> list[dict[str, Any]]:
        """For a row."""
        return [{"rule": hit.rule, "action": hit.action, "category": hit.category, "severity": hit.severity,
                 "regions": list(hit.regions), "spans": [list(span) for span in hit.spans]} for hit in self.hits]


def from_json(hits: list[dict[str, Any]]) -> Verdict:
    """Back from a row."""
    return Verdict(tuple(
        Hit(hit["rule"], hit["action"], hit["category"], hit["severity"], tuple(hit["regions"]),
            tuple((start, end) for start, end in hit["spans"]))
        for hit in hits
    ))
