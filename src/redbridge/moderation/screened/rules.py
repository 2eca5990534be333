"""What follows from what the rules found: which decisions, on which facts, about which words. Plain Python."""

from collections import defaultdict

from redbridge.notes import flood
from redbridge.notes.screening import Screened

PARTS = {"title": "title", "words": "words on the card", "body": "body", "place": "place", "comment": "comment"}
FACTS = {
    flood.MANY_LINKS: "many links from a new account", flood.MANY_MENTIONS: "many people named by a new account",
    flood.AGAIN: "the same words again and again", flood.CROWD: "a link that many new accounts post",
    flood.SURGE: "a first note while very many people arrived",
}


def wanted(screened: Screened) -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, rule and regions of each decision, the gravest first."""
    made: list[tuple[str, str, tuple[str, ...]]] = []
    if screened.standing:
        made.append(("hold", screened.rule, ()))
    elif screened.limited:
        made.append(("limit", screened.rule, ()))
    under = defaultdict(list)
    for region, rule in screened.withheld.items():
        under[rule].append(region)
    made += [("withhold", rule, tuple(sorted(regions))) for rule, regions in sorted(under.items())]
    return [*made, *([("label", screened.label, ())] if screened.label else [])]


def found_by(screened: Screened, rule: str = "") -> str:
    """What kind of machine found what stands under this rule, or under any: a surge or a flood rather than the words."""
    of_rule = [one.why for one in screened.found if not rule or one.hit.rule == rule]
    return next((why for why in of_rule if why != "rules"), "rules")


def facts(screened: Screened, rule: str) -> str:
    """What was met and where, in English, without the words: the statement marks those for its reader alone."""
    of_rule = [one for one in screened.found if one.hit.rule == rule]
    where = dict.fromkeys(_part(one.part) for one in of_rule if one.part)
    told = [FACTS[one.fact] for one in of_rule if one.fact in FACTS]
    met = f"Words met the rule in: {', '.join(where)}." if where else ""
    return " ".join(part for part in (met, *(f"Found: {fact}." for fact in dict.fromkeys(told))) if part)


def _part(name: str) -> str:
    if name.startswith("alt:"):
        return "what a picture shows"
    code, dot, field = name.partition(".")
    return f"{PARTS.get(field, field)} in {code}" if dot else PARTS.get(name, name)


def spans_in(parts: dict[str, str], screened: Screened) -> dict[str, tuple[tuple[int, int], ...]]:
    """Rule to where its words stand in `parts` told one below the other, those that are empty left out."""
    begins, at = {}, 0
    for name, text in parts.items():
        begins[name], at = at, at + len(text) + (1 if text else 0)
    found = defaultdict[str, list[tuple[int, int]]](list)
    for one in screened.found:
        if one.part in begins:
            found[one.hit.rule] += [(begins[one.part] + start, begins[one.part] + end) for start, end in one.hit.spans]
    return {rule: tuple(sorted(set(spans))) for rule, spans in found.items()}
