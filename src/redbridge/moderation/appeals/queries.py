"""Decisions as somebody may appeal them, and what became of their appeals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redbridge.accounts.models import Person
from redbridge.accounts.staff import name_of
from redbridge.kernel.reading import Read, told_of
from redbridge.kernel.reads import rows
from redbridge.moderation.appeals import rules
from redbridge.moderation.decisions.rules import MINORS, SEALS
from redbridge.moderation.models import Appeal
from redbridge.moderation.rules import APPEAL_WINDOW
from redbridge.translation.rules import scripts

# One clock decides what is in time: the database's.
_OF = """
select d.id, c.id, c.number, c.kind, d.kind, d.rule, d.made, now() < d.made + %(window)s::interval, d.undone, d.accepted,
       coalesce(d.person_id = %(person)s::bigint, false), a.id, a.state, a.words, a.language, a.filed, a.decided,
       a.decided_by_id, a.answer, a.answer_language, a.answer_translations,
       array_remove(array[d.by_id, d.second_id, c.author_id, a.person_id], null), array[c.language, coalesce(a.language, '')],
       {leads}
from moderation_decision d join moderation_case c on c.id = d.case_id
left join moderation_appeal a on a.decision_id = d.id and a.person_id = %(person)s::bigint
where d.id = any(%(decisions)s::bigint[]) and (
    (d.person_id = %(person)s::bigint and d.kind = any(%(against)s::text[]))
    or (d.kind = any(%(reported)s::text[]) and d.person_id is distinct from %(person)s::bigint and exists (
        select 1 from moderation_report r where r.case_id = c.id and r.reporter_id = %(person)s::bigint)))
"""
# Who has the right: leads and administrators in all languages, a moderator in those of the case or of the appeal.
_OTHERS = """
select distinct p.role from accounts_appointment p join accounts_person w on w.id = p.person_id and w.state = 'active'
where p.role <> 'trusted' and not p.person_id = any(%(apart)s::bigint[])
  and (p.role <> 'moderator' or p.language = '' or 'und' = any(%(languages)s::text[])
       or split_part(p.language, '-', 1) in (select split_part(l, '-', 1) from unnest(%(languages)s::text[]) l))
"""
_LEADS = """
select count(distinct p.person_id) from accounts_appointment p join accounts_person w on w.id = p.person_id and w.state = 'active'
where p.role in ('lead', 'administrator') and not p.person_id = any(%(apart)s::bigint[])
"""
LEADS = "case when not c.sealed then 0 when d.kind = 'remove' and d.rule = 'minors' then 2 else 1 end"
"""How many leads or administrators an appeal takes: two against a seal, one against what else was decided in a sealed case, and
none where a moderator will do."""


@dataclass(frozen=True)
class Own:
    """An appeal of one's own. `answer` in the reader's language; `by` the public name of who decided."""

    id: int
    state: str
    words: str
    language: str
    filed: datetime
    decided: datetime | None
    by: str
    answer: Read


@dataclass(frozen=True)
class Appealable:
    """A decision that this person may appeal, or did. `concerned`: it is about them; else they reported what it is about."""

    id: int
    case_id: int
    case: str
    about: str
    """note, comment or person."""
    kind: str
    rule: str
    made: datetime
    in_time: bool
    undone: datetime | None
    accepted: datetime | None
    concerned: bool
    appeal: Own | None
    panel: str = ""
    """While an appeal waits, who is left to read it: see rules.PANELS."""

    @property
    def until(self) -> datetime:
        """The last moment to appeal."""
        return rules.until(self.made)

    @property
    def open(self) -> bool:
        """Whether it can be appealed now."""
        return self.appeal is None and self.in_time and self.undone is None


def of_decisions(person_id: int, decision_ids: Sequence[int], reads: Sequence[str] = ()) -> dict[int, Appealable]:
    """By their ids those of these decisions that the person may appeal or has appealed. One statement."""
    values: dict[str, Any] = {"person": person_id, "decisions": list(decision_ids), "window": f"{APPEAL_WINDOW.days} days",
              "against": list(rules.AGAINST), "reported": list(rules.REPORTED)}
    return {row[0]: _appealable(row, reads) for row in rows(_OF.format(leads=LEADS), values)}


def _appealable(row: tuple[Any, ...], reads: Sequence[str]) -> Appealable:
    *asked, apart, languages, leads = row
    own = _own(asked[11:], reads) if asked[11] else None
    return Appealable(*(*asked[:11], own, panel(apart, languages, leads) if own and own.state == "filed" else ""))


def _own(row: Sequence[Any], reads: Sequence[str]) -> Own:
    *told, by_id, answer, language, translations = row
    by = name_of(by_id) if told[1] in ("granted", "refused") else ""
    return Own(*(*told, by, scripts.read(answer, language, told_of(translations), "words", reads)))


def panel(apart: Sequence[int], languages: Sequence[str], leads: int = 0) -> str:
    """Who is left to read an appeal in these languages that these people may not read: see rules.PANELS. `leads`: it takes so
    many of them, or of administrators."""
    if leads:
        return "moderators" if rows(_LEADS, {"apart": list(apart)})[0][0] >= leads else "nobody"
    return rules.panel([row[0] for row in rows(_OTHERS, {"apart": list(apart), "languages": list(languages)})])


def panel_of(appeal: Appeal) -> str:
    """The same of one that waits."""
    return panel(apart(appeal), [appeal.decision.case.language, appeal.language], leads_of(appeal))


def leads_of(appeal: Appeal) -> int:
    """As LEADS counts them."""
    decision = appeal.decision
    if not decision.case.sealed:
        return 0
    return 2 if (decision.kind, decision.rule) == (SEALS, MINORS) else 1


_MINE = "select decision_id from moderation_appeal where person_id = %(person)s order by id desc limit 100"


def of_person(person_id: int, reads: Sequence[str]) -> list[Appealable]:
    """What somebody appealed, the newest first, a hundred at most."""
    ids = [row[0] for row in rows(_MINE, {"person": person_id})]
    found = of_decisions(person_id, ids, reads)
    return [found[id_] for id_ in ids if id_ in found]


def apart(appeal: Appeal) -> list[int]:
    """Who may not read this appeal: who decided, who looked at it for them, who appeals, whose thing it is about."""
    decision = appeal.decision
    return [id_ for id_ in (decision.by_id, decision.second_id, appeal.person_id, decision.case.author_id) if id_]


def administrators(apart: Sequence[int]) -> list[Person]:
    """Those who are there, but for these."""
    there = Person.objects.filter(appointments__role="administrator", state=Person.State.ACTIVE).exclude(pk__in=list(apart))
    return list(there.distinct())
