"""What changed from one version of a pack to the next, rule by rule and word by word. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from redbridge.notes.changes import Piece, changes
from redbridge.policy.rules.packs import Pack, Rule

REMARK_LONGEST = 1000
WHY_LONGEST = 2000
"""Graphemes."""
OPEN_DAYS = 14
REMARKS_PAGE = 50
SOURCE_MOST = 1_000_000
"""Bytes of a pack in a form; a larger one is for the commands."""
AROUND = 2
EXCERPT_LONGEST = 160
FACTS = ("severity", "action", "regions")
How = Literal["same", "changed", "new", "gone"]


def excerpt(source: str, line: int) -> list[tuple[int, str]]:
    """The lines around this one with their numbers, counted from 1."""
    first = max(1, line - AROUND)
    lines = source.split("\n")[first - 1 : line + AROUND]
    return [(number, words[:EXCERPT_LONGEST]) for number, words in enumerate(lines, first)]


@dataclass(frozen=True)
class Compared:
    """One rule in two versions, in one language. `facts`: those of FACTS that differ, as (name, before, after); `more` and
    `fewer`: how many words and patterns are looked for now and were not before, and the other way round. Which they are nobody
    is told: that would be a list of what to avoid."""

    rule: Rule
    how: How
    title: Sequence[Piece]
    text: Sequence[Piece]
    facts: Sequence[tuple[str, object, object]] = ()
    more: int = 0
    fewer: int = 0


def compare(old: Pack | None, new: Pack | None, language: str) -> list[Compared]:
    """The rules of `new` in their order, each with what changed since `old`, and then what is gone."""
    before = {rule.id: rule for rule in old.rules} if old else {}
    after = {rule.id: rule for rule in new.rules} if new else {}
    gone = [_alone(rule, "gone", language) for id_, rule in before.items() if id_ not in after]
    return [_compared(before.get(rule.id), rule, language) for rule in after.values()] + gone


def _alone(rule: Rule, how: Literal["new", "gone"], language: str) -> Compared:
    mark: Literal["in", "out"] = "in" if how == "new" else "out"
    return Compared(rule, how, [(mark, rule.title[language])], [(mark, rule.text[language])])


def _compared(before: Rule | None, after: Rule, language: str) -> Compared:
    if before is None:
        return _alone(after, "new", language)
    facts = [(name, was, now) for name in FACTS if (was := getattr(before, name)) != (now := getattr(after, name))]
    old, new = looked_for(before), looked_for(after)
    title, text = changes(before.title[language], after.title[language]), changes(before.text[language], after.text[language])
    differs = facts or old != new or before.title != after.title or before.text != after.text
    return Compared(after, "changed" if differs else "same", title, text, facts, len(new - old), len(old - new))


def looked_for(rule: Rule) -> set[object]:
    """What meets the rule, apart from what is excused."""
    return {*rule.match.terms, *rule.match.patterns}
