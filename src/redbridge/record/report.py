"""The report of a year, for machines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from redbridge.kernel.reads import rows
from redbridge.record.rules import PACES

_DECISIONS = """
select month::text, kind, rule, language, "by", surface, appealed, pace, times from record_tally
where month >= %(first)s::date and month < %(end)s::date order by month, kind, rule, language, "by", surface, appealed, pace
"""
_PUBLISHED = """
select month::text, language, times from record_published
where month >= %(first)s::date and month < %(end)s::date order by month, language
"""
_HEADS = """
select day::text, number, hash from record_head where day in (
  (select min(day) from record_head where day >= %(first)s::date and day < %(end)s::date),
  (select max(day) from record_head where day >= %(first)s::date and day < %(end)s::date)) order by day
"""


def span(year: int) -> dict[str, str]:
    """The year as statements take it."""
    return {"first": date(year, 1, 1).isoformat(), "end": date(year + 1, 1, 1).isoformat()}


def decisions(year: int) -> Iterator[dict[str, Any]]:
    """Every sum of the year; `within` is the end of a class of how long it took, in seconds, null past a week."""
    for month, kind, rule, language, by, surface, appealed, pace, times in rows(_DECISIONS, span(year)):
        within = PACES[pace] if pace < len(PACES) else None
        yield {"month": month[:7], "kind": kind, "rule": rule, "language": language, "by": by, "surface": surface,
               "appealed": appealed, "within": within, "times": times}


def of_year(year: int, site: str) -> dict[str, Any]:
    """The whole report."""
    return {
        "site": site, "year": year, "decisions": list(decisions(year)),
        "published": [{"month": month[:7], "language": language, "notes": times}
                      for month, language, times in rows(_PUBLISHED, span(year))],
        "heads": [{"day": day, "number": number, "hash": hash_} for day, number, hash_ in rows(_HEADS, span(year))],
    }
