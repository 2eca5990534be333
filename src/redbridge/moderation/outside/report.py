"""Orders and disputes of a year, as Articles 15(1)(a) and 24(1)(a) of the Digital Services Act ask for them: from the public
record alone, so that everybody finds the same."""

from typing import Any

from redbridge.kernel.reads import rows
from redbridge.moderation.decisions import dsa
from redbridge.moderation.outside.rules import ORDERS, OUTCOMES

# Times in the record have two digits that count, and so have these medians.
_LINES = """
select e.kind, e.region, e.rule, count(*), (percentile_cont(0.5) within group (order by e.seconds))::bigint,
  count(d.number), (percentile_cont(0.5) within group (order by d.seconds))::bigint
from record_entry e left join record_entry d on d.reverses = e.number and d.kind = any(array['order_done', 'dispute_done'])
  and d.day >= e.day
where e.kind = any(%(kinds)s::text[]) and e.day >= make_date(%(year)s::int, 1, 1) and e.day < make_date(%(year)s::int + 1, 1, 1)
group by 1, 2, 3 order by 1, 2, 3
"""
_OUTCOMES = {"dispute_upheld": "UPHELD", "dispute_reversed": "REVERSED", "dispute_partly": "PARTLY_REVERSED",
             "dispute_ended": "ENDED_WITHOUT_DECISION"}


def orders(year: int) -> dict[str, list[dict[str, Any]]]:
    """By kind: each country and category, how many came, within what time their coming was told and they were given effect."""
    found: dict[str, list[dict[str, Any]]] = {"to_act": [], "to_inform": []}
    for kind, country, category, many, told, done, acted in rows(_LINES, {"year": year, "kinds": list(ORDERS.values())}):
        found["to_act" if kind == "order_act" else "to_inform"].append({
            "member_state": country, "category": dsa.category(category), "category_addition": category, "orders": many,
            "median_seconds_to_confirm": told, "given_effect": done, "median_seconds_to_effect": acted})
    return found


def disputes(year: int) -> list[dict[str, Any]]:
    """By outcome and rule: how many, how long they took, how often the house did as the body said."""
    return [{"outcome": _OUTCOMES[kind], "rule": rule, "disputes": many, "median_days": round(median / 86_400),
             "implemented": done}
            for kind, _region, rule, many, median, done, _acted in rows(_LINES, {"year": year, "kinds": list(OUTCOMES.values())})]
