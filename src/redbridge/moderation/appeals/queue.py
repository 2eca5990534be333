"""Appeals that wait, for those who may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redbridge.accounts.staff import Staff, name_of
from redbridge.kernel.reading import Read, told_of
from redbridge.kernel.reads import rows
from redbridge.moderation.appeals.queries import LEADS
from redbridge.translation.rules import scripts

PAGE = 30
_WAITING = """
select a.id, c.number, c.kind, d.kind, d.rule, c.language, a.filed, d.person_id is not distinct from a.person_id,
       case when a.claimed_until > now() then a.claimed_by_id end, a.words, a.language, a.translations
from moderation_appeal a join moderation_decision d on d.id = a.decision_id join moderation_case c on c.id = d.case_id
where a.state = 'filed' and a.id > %(after)s::bigint and (%(lead)s::boolean or not c.sealed) and {mine}
  and (cardinality(%(languages)s::text[]) = 0 or split_part(c.language, '-', 1) = any(%(languages)s::text[])
       or split_part(a.language, '-', 1) = any(%(languages)s::text[]) or c.language = 'und')
order by a.id limit %(limit)s::int
"""
# None of these may read it; `is distinct from` since who decided may be a machine.
_NOT_MINE = """
(d.by_id is not distinct from %(me)s::bigint or d.second_id is not distinct from %(me)s::bigint or a.person_id = %(me)s::bigint
 or c.author_id is not distinct from %(me)s::bigint)
"""
_OTHERS = f"""
select count(*) from (select 1 from moderation_appeal a join moderation_decision d on d.id = a.decision_id
join moderation_case c on c.id = d.case_id where a.state = 'filed' and {_NOT_MINE} limit 100) x
"""  # noqa: S608 (our own words)


# Those of the staff who are there and had no part in it.
_FREE = """
from accounts_appointment p join accounts_person w on w.id = p.person_id and w.state = 'active'
where p.person_id is distinct from d.by_id and p.person_id is distinct from d.second_id
  and p.person_id is distinct from c.author_id and p.person_id <> a.person_id
"""
# No moderator of its language, no lead and no administrator; of what is sealed too few leads and administrators.
_STUCK = f"""
select count(*) from (select 1 from moderation_appeal a join moderation_decision d on d.id = a.decision_id
join moderation_case c on c.id = d.case_id where a.state = 'filed' and case when c.sealed
  then (select count(distinct p.person_id) {_FREE} and p.role in ('lead', 'administrator')) < {LEADS}
  else not exists (select 1 {_FREE} and p.role <> 'trusted'
      and (p.role <> 'moderator' or p.language = '' or c.language = 'und'
           or split_part(p.language, '-', 1) in (split_part(c.language, '-', 1), split_part(a.language, '-', 1)))) end
limit 100) x
"""  # noqa: S608 (our own words)


@dataclass(frozen=True)
class Line:
    """An appeal in the list: `words` as the reader reads them, `claimer` the public name of who has it now."""

    id: int
    case: str
    about: str
    kind: str
    rule: str
    language: str
    filed: datetime
    concerned: bool
    claimer: str
    mine: bool
    words: Read


def waiting(who: Staff, reads: Sequence[str], after: int = 0, everywhere: bool = False) -> list[Line]:
    """Those this person may read, the oldest first: in their languages, or in all."""
    languages = [] if everywhere or who.lead else sorted({code.split("-")[0] for code in who.languages})
    values: dict[str, Any] = {"me": who.person_id, "lead": who.lead, "after": after, "languages": languages, "limit": PAGE}
    found = rows(_WAITING.format(mine=f"not {_NOT_MINE}"), values)
    return [Line(*(*row[:8], name_of(row[8]), row[8] == who.person_id,
                   scripts.read(row[9], row[10], told_of(row[11]), "words", reads))) for row in found]


def not_mine(who: Staff) -> int:
    """How many wait for somebody else, since this person had a part in what they are about; counted to 100."""
    return int(rows(_OTHERS, {"me": who.person_id})[0][0])


def stuck() -> int:
    """How many wait that nobody here may read, until somebody else is appointed; counted to 100."""
    return int(rows(_STUCK, {})[0][0])
