"""Writing a statement of reasons: the Act's fields, and beside them what its reader is shown.

Beside `dsa.SCHEMA` stand: `rule` (id, number, title, text, as they read then, by language), `words` with `spans` (what it is
about, the words concerned), `said` (what the one who decided wrote, its language, and `translations`), `who` (by, name,
second, reports, source), `ladder` (marks that led to it), `before` (what stood before), `undone` (why, and how), `late` and
`up_to` (it was written later than what it tells of, and the newest picture that took).
"""

import secrets
from datetime import datetime
from typing import Any

from redbridge.accounts.staff import name_of
from redbridge.moderation.decisions import dsa
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.decisions.subjects import About, concerned
from redbridge.moderation.models import Case, Report
from redbridge.policy import site

MACHINES = ("rules", "surge", "flood", "pictures", "coordinated", "judge")
"""Sources of a case that are no person."""
SPANS_MOST = 200


def statement(case: Case, subject: About | None, by_id: int | None, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """All of it, as JSON."""
    rule, who, subject = _rule(wanted.rule), _who(case, by_id, wanted), concerned(subject, wanted.kind, wanted.text)
    found = case.source in MACHINES if wanted.machine is None else wanted.machine
    by_law = wanted.kind == "withhold" and bool(wanted.regions)
    title, text = rule["title"].get("en", ""), rule["text"].get("en", "")
    return {
        **dsa.ground(f"{site.version()}: {title}" if title else "", text, by_law),
        **dsa.decided(wanted.kind, _day(wanted.until)),
        **dsa.contents(list(subject.types) if subject else [dsa.OTHER]),
        **dsa.automated(found, who["by"] != "machine", bool(wanted.ladder)),
        "category": dsa.category(rule["category"]), "territorial_scope": sorted(wanted.regions),
        "content_language": subject.language if subject else case.language,
        "content_date": _day(subject.written if subject else None), "application_date": _day(wanted.since or now),
        "decision_facts": wanted.facts or _facts(case, who), "puid": secrets.token_hex(16),
        "source_type": dsa.NOTICE if who["reports"] and not wanted.found else dsa.VOLUNTARY,
        "rule": rule, "who": who, "ladder": wanted.ladder, "before": subject.before if subject else {},
        **({"late": True, "up_to": wanted.up_to} if wanted.since else {}),
        "words": subject.words if subject else "", "spans": _spans(wanted, subject),
        "said": {"words": wanted.words, "language": wanted.language, "translations": {}},
    }


def _rule(id_: str) -> dict[str, Any]:
    """The rule as it reads now: a later version of the guidelines does not change what was decided under this one."""
    names = [rule.id for rule in site.rules()]
    rule = site.rule(id_) if id_ else None
    if rule is None:
        return {"id": id_, "number": 0, "title": {}, "text": {}, "category": ""}
    return {"id": id_, "number": names.index(id_) + 1, "title": dict(rule.title), "text": dict(rule.text),
            "category": rule.category}


def _who(case: Case, by_id: int | None, wanted: Wanted) -> dict[str, Any]:
    by = "host" if wanted.host else "person" if by_id else "machine"
    reports = Report.objects.filter(case=case).count()
    return {"by": by, "name": name_of(by_id), "second": name_of(wanted.second_id), "reports": reports,
            "source": wanted.found or case.source}


def _facts(case: Case, who: dict[str, Any]) -> str:
    """In short, in English, where nobody said it in words of their own."""
    told = f"{who['reports']} report(s) by readers" if who["reports"] else f"found by: {case.source}"
    return f"One {case.kind}, case {case.number}; {told}."


def _spans(wanted: Wanted, subject: About | None) -> list[list[int]]:
    """The words concerned, in order, within the text, none over another."""
    length, spans, last = len(subject.words) if subject else 0, list[list[int]](), 0
    for start, end in sorted(wanted.spans)[:SPANS_MOST]:
        if last <= start < end <= length:
            spans.append([start, end])
            last = end
    return spans


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""
