"""The report of a year as Articles 15 and 24 of the Digital Services Act ask for it, in the words of its Transparency Database.

JSON. `orders` tells what authorities ordered, `own_initiative` and `notices` what was decided (grouped by the statements' own
fields), `complaints` what became of appeals, `disputes` what was settled out of court, `automation` how often machines decided
alone and were wrong, `suspensions` accounts, `misuse` those of Article 23, `recipients` who signed in lately. Counts and
medians, nobody's name.
"""

from datetime import UTC, datetime
from typing import Any

from redbridge.accounts.signins import ACTIVE_DAYS, count_active
from redbridge.kernel.reads import rows
from redbridge.moderation.decisions import dsa
from redbridge.moderation.outside import report

_OF_YEAR = "made >= make_date(%(year)s::int, 1, 1) and made < make_date(%(year)s::int + 1, 1, 1)"
_TAKES = "kind not in ('no_action', 'restore')"
_STATEMENTS = f"""
select d.statement->>'source_type', d.statement->>'category', d.statement->>'decision_ground',
  array(select jsonb_array_elements_text(d.statement->'decision_visibility')), d.statement->>'decision_provision',
  d.statement->>'decision_account', d.statement->>'automated_detection', d.statement->>'automated_decision',
  d.statement->>'content_language', count(*), count(d.undone),
  (percentile_cont(0.5) within group (order by extract(epoch from d.made - c.opened)))::bigint
from moderation_decision d join moderation_case c on c.id = d.case_id
where d.{_OF_YEAR} and d.{_TAKES} group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 1, 2, 3, 4, 5, 6, 7, 8, 9
"""  # noqa: S608 (our own words)
FIELDS = ("source_type", "category", "decision_ground", "decision_visibility", "decision_provision", "decision_account",
          "automated_detection", "automated_decision", "content_language", "statements", "reversed", "median_seconds")
_NOTICES = """
select r.category, count(*), count(*) filter (where exists (select 1 from moderation_decision d where d.case_id = r.case_id
    and d.kind not in ('no_action', 'restore', 'refuse'))),
  (percentile_cont(0.5) within group (order by extract(epoch from
    (select min(d.made) from moderation_decision d where d.case_id = r.case_id and d.made >= r.at) - r.at)))::bigint
from moderation_report r
where r.at >= make_date(%(year)s::int, 1, 1) and r.at < make_date(%(year)s::int + 1, 1, 1) group by 1 order by 1
"""
_COMPLAINTS = """
select a.state, count(*), (percentile_cont(0.5) within group (order by extract(epoch from a.decided - a.filed)))::bigint
from moderation_appeal a
where a.filed >= make_date(%(year)s::int, 1, 1) and a.filed < make_date(%(year)s::int + 1, 1, 1) group by 1 order by 1
"""
FLAGGERS = 0
"""Nobody has that role here: each notice is read as every other."""
MISUSE = {"unfounded_notices": 0, "unfounded_complaints": 0}
"""Accounts suspended for these: no verb does that, so that nobody fears to report or to appeal. There are limits instead."""
OUTCOMES = {"filed": "UNDECIDED", "granted": "REVERSED", "refused": "UPHELD", "withdrawn": "WITHDRAWN"}


def of_year(year: int, site: str) -> dict[str, Any]:
    """The whole report; no figure is rounded, and groups that never came up are absent."""
    said = {"year": year}
    statements = [dict(zip(FIELDS, row, strict=True)) for row in rows(_STATEMENTS, said)]
    return {
        "regulation": "(EU) 2022/2065, Articles 15 and 24", "provider": site,
        "period": {"from": f"{year}-01-01", "to": f"{year}-12-31"},
        "orders": report.orders(year),
        "notices": {"received": _notices(said), "by_trusted_flaggers": FLAGGERS,
                    "decisions": [one for one in statements if one["source_type"] == dsa.NOTICE]},
        "own_initiative": [one for one in statements if one["source_type"] != dsa.NOTICE],
        "complaints": [{"outcome": OUTCOMES[state], "complaints": many, "median_seconds": median}
                       for state, many, median in rows(_COMPLAINTS, said)],
        "disputes": report.disputes(year),
        "automation": _automation(statements),
        "suspensions": sum(one["statements"] for one in statements if one["decision_account"]),
        "misuse": MISUSE, "recipients": _recipients(),
    }


def _recipients() -> dict[str, Any]:
    """Of today, whatever year is asked for: nothing is kept by which another day could be counted."""
    return {"as_of": f"{datetime.now(UTC):%Y-%m-%d}", "days": ACTIVE_DAYS, "signed_in": count_active()}


def _notices(said: dict[str, int]) -> list[dict[str, Any]]:
    """By what readers called it; several of their words are one category of the database."""
    found: dict[str, dict[str, Any]] = {}
    for ours, many, acted, median in rows(_NOTICES, said):
        found[ours] = {"category": dsa.category(ours), "category_addition": ours, "notices": many, "acted_on": acted,
                       "median_seconds": median}
    return list(found.values())


def _automation(statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How often each hand decided, and how often that was taken back: the indicator of error that the Act asks for."""
    many: dict[str, list[int]] = {}
    for one in statements:
        sums = many.setdefault(one["automated_decision"], [0, 0])
        sums[0] += one["statements"]
        sums[1] += one["reversed"]
    return [{"automated_decision": how, "statements": all_, "reversed": back, "error_rate": round(back / all_, 4)}
            for how, (all_, back) in sorted(many.items())]
