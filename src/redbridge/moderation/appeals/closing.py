"""The end of a case: decided ones when every time to appeal is over, undecided ones when there is nothing left to decide on."""

from collections.abc import Callable

from django.db import connection, transaction

from redbridge.kernel import audit, events
from redbridge.moderation import moves
from redbridge.moderation.models import Case
from redbridge.moderation.rules import APPEAL_WINDOW, UNDECIDED

MOST = 500
"""Cases of one run; the next takes the next."""
_UNREAD = """
exists (select 1 from moderation_appeal a join moderation_decision d on d.id = a.decision_id
        where d.case_id = c.id and a.state = 'filed')
"""
# No decision is older than its case, so most decided cases cost a look at two columns.
_ENDED = f"""
select c.id from moderation_case c where c.state = 'decided' and c.opened < now() - %(window)s::interval and not {_UNREAD}
  and not exists (select 1 from moderation_decision d where d.case_id = c.id and d.made > now() - %(window)s::interval)
order by c.id limit %(most)s
"""  # noqa: S608 (our own words)
_ABANDONED = f"select c.id from moderation_case c where c.state = 'appealed' and not {_UNREAD} order by c.id limit %(most)s"  # noqa: S608
_WITHOUT_SUBJECT = """
select c.id from moderation_case c where c.state in ('open', 'claimed', 'second') and case c.kind
    when 'note' then not exists (select 1 from notes_note n where n.id = c.subject_id and n.kind <> 'emptied')
    when 'comment' then not exists (select 1 from notes_comment n where n.id = c.subject_id)
    when 'remark' then not exists (select 1 from guidelines_remark n where n.id = c.subject_id)
    else not exists (select 1 from accounts_person p where p.id = c.subject_id and p.state <> 'gone') end
order by c.id limit %(most)s
"""


def close_ended() -> int:
    """Close what has come to its end; how many cases moved. Each in a transaction of its own, and looked at again behind its
    lock: whoever appeals, reports or decides at this moment comes first or finds it closed."""
    moved = sum(_each(_ABANDONED, _answered))
    moved += sum(_each(_ENDED, _close))
    return moved + sum(_each(_WITHOUT_SUBJECT, _close_undecided))


def _each(sql: str, act: Callable[[Case], bool]) -> list[bool]:
    return [_locked(sql, case_id, act) for case_id in _ids(sql)]


@transaction.atomic
def _locked(sql: str, case_id: int, act: Callable[[Case], bool]) -> bool:
    case = moves.locked(case_id)
    return case_id in _ids(sql, case_id) and act(case)


def _ids(sql: str, one: int | None = None) -> list[int]:
    asked = sql if one is None else f"select x.id from ({sql}) x where x.id = %(one)s"  # noqa: S608 (our own words)
    with connection.cursor() as cursor:
        cursor.execute(asked, {"window": f"{APPEAL_WINDOW.days} days", "most": MOST if one is None else 2**31, "one": one})
        return [row[0] for row in cursor.fetchall()]


def _answered(case: Case) -> bool:
    """Who appealed has left, and the appeal with them."""
    moves.settle(case)
    return True


def _close_undecided(case: Case) -> bool:
    """What it was about is gone for good. What was decided before, in the same case, can still be appealed."""
    if case.state in UNDECIDED and case.decisions.exists():
        moves.settle(case)
        return True
    return _close(case)


def _close(case: Case) -> bool:
    moves.move(case, Case.State.CLOSED)
    audit.record(None, "close case", "case", case.pk)
    events.emit("case.closed", case_id=case.pk)
    return True
