"""Writing the record: in the decision's transaction, in one chain, without anybody waiting, and never changed again."""

import dataclasses
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from redbridge.accounts.models import Person
from redbridge.kernel.errors import SettingError
from redbridge.moderation.models import Case, Decision
from redbridge.portability.actions.erasing import erase
from redbridge.record import actions, heads, jobs, keys, lines, queries, rules
from redbridge.record.models import Entry, Head, Key, Tally, Waiting
from redbridge.record.proof import chain
from redbridge.record.proof import heads as proof
from redbridge.record.proof.heads import Fault
from tests.cast import arrive
from tests.emptying import RESTING, as_superuser
from tests.record.making import kept
from tests.threads import at_once


def proved() -> chain.Proved:
    return chain.check(queries.lines(), proof.check(queries.keys(), queries.heads()))


@pytest.mark.django_db
def test_a_line_is_written_with_the_decision_and_chained_afterwards() -> None:
    receipt = actions.append(kept()).receipt
    assert Waiting.objects.get().receipt == rules.mark_of(receipt)
    assert not Entry.objects.exists()
    jobs.chain(0)
    entry = Entry.objects.get(receipt=rules.mark_of(receipt))
    assert (entry.number, entry.previous, entry.seconds, Waiting.objects.count()) == (1, "0" * 64, 840, 0)
    assert proved().lines == 1


@pytest.mark.django_db
def test_a_decision_that_is_rolled_back_leaves_no_line() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.append(kept())
        raise RuntimeError
    assert actions.chain() == 0


@pytest.mark.django_db
def test_what_takes_a_decision_back_names_its_line() -> None:
    first = actions.append(kept()).receipt
    actions.chain()
    actions.append(kept(kind="undone", reversed_of=first, appealed=True))
    second = actions.append(kept(rule="hate")).receipt
    actions.append(kept(kind="appeal_granted", reversed_of=second, appealed=True))
    actions.chain()
    assert list(Entry.objects.order_by("number").values_list("reverses", flat=True)) == [None, 1, None, 3]


@pytest.mark.django_db
def test_a_long_wait_is_chained_in_pieces_and_tallied() -> None:
    for number in range(7):
        actions.append(kept(seconds=30 * number))
    assert [actions.chain(3) for _ in range(4)] == [3, 3, 1, 0]
    assert proved().lines == 7
    assert dict(Tally.objects.values_list("pace", "times")) == {0: 2, 1: 5}


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["update record_entry set rule = 'x'", "delete from record_entry",
                                 "update record_head set number = 0", "delete from record_head", "truncate record_entry",
                                 "truncate record_head, record_key", "truncate record_waiting", "truncate record_entry cascade"])
def test_the_database_refuses_to_change_what_is_written(sql: str) -> None:
    actions.append(kept())
    actions.chain()
    heads.sign()
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_a_plain_role_that_may_do_all_with_the_tables_empties_none_and_rests_no_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("create role plainly")
        cursor.execute("grant all on all tables in schema public to plainly")
        cursor.execute("set local role plainly")
        for sql, why in (("truncate record_entry", "only added to"), (RESTING, "permission denied")):
            with pytest.raises((IntegrityError, ProgrammingError), match=why), transaction.atomic():
                cursor.execute(sql)
        cursor.execute("reset role")


FIRST = "case when {f} = '' then 'x' else chr(ascii({f}) + 1) || substr({f}, 2) end"
LAST = "case when {f} = '' then 'x' else left({f}, -1) || chr(ascii(right({f}, 1)) + 1) end"
OTHERWISE = {"number": ["{f} + 100"], "day": ["{f} + 1"], "seconds": ["{f} + 1", "-{f}"], "appealed": ["not {f}"],
             "reverses": ["coalesce({f}, 0) + 1"]}


@pytest.mark.django_db
@pytest.mark.parametrize("column", [field.column for field in Entry._meta.concrete_fields])
def test_what_somebody_changes_in_any_column_past_the_triggers_is_found(column: str) -> None:
    for number in range(4):
        actions.append(kept(rule="引战", region="DE", appealed=number == 2))
    actions.append(kept(kind="undone", reversed_of=actions.append(kept()).receipt))
    actions.chain()
    heads.sign()
    assert proved().lines == 6
    for number in (1, 3, 6):
        for change in OTHERWISE.get(column, [FIRST, LAST]):
            with transaction.atomic():
                named = f'"{column}"'
                as_superuser(f"update record_entry set {named} = {change.format(f=named)} where number = {number}")
                with pytest.raises(Fault):
                    proved()
                transaction.set_rollback(True)
    assert proved().lines == 6


@pytest.mark.django_db
@pytest.mark.parametrize("column", [field.column for field in Head._meta.concrete_fields])
def test_what_somebody_changes_in_a_head_past_the_triggers_is_found(column: str) -> None:
    actions.append(kept())
    actions.chain()
    heads.sign()
    for change in OTHERWISE.get(column, [FIRST, LAST]):
        with transaction.atomic():
            as_superuser(f"update record_head set {column} = {change.format(f=column)}")
            with pytest.raises(Fault):
                proved()
            transaction.set_rollback(True)
    assert proved().covered == 1


@pytest.mark.django_db
def test_the_database_writes_lines_as_python_hashes_them() -> None:
    for odd in ("", "引战", 'a"b', "a\\b", "\\\\", "\\n", "é\u2028\U0001f431", "/<>&'"):
        actions.append(kept(rule=odd, surface=odd[:20], region=odd))
    actions.chain()
    (first, *_rest) = entries = list(Entry.objects.order_by("number"))
    said = [lines.published(lines.body(_line_of(one)), one.hash).encode() + b"\n" for one in entries]
    assert list(queries.lines()) == said and first.previous == lines.GENESIS
    assert proved().lines == len(said)


def _line_of(entry: Entry) -> lines.Line:
    return lines.Line(**{field.name: getattr(entry, field.name) for field in dataclasses.fields(lines.Line)})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"kind": "smite"}, {"by": "lin"}, {"rule": "x" * 61}, {"surface": "a\nb"}, {"language": "x" * 36}]
)
def test_a_line_that_could_not_stand_there_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"not a|no such"):
        actions.append(kept(**wrong))


def test_times_are_told_with_two_digits() -> None:
    assert [rules.rounded(s) for s in (-1, 0, 7, 59.9, 123, 4567, 10**12)] == [0, 0, 7, 59, 120, 4500, 2100000000]


@pytest.mark.usefixtures("committed")
def test_decisions_at_once_make_one_chain() -> None:
    """Eight at once write twenty lines each while two processes chain."""
    done = threading.Event()

    def chain_on() -> None:
        while not done.is_set():
            actions.chain(7)
        connection.close()

    chainers = [threading.Thread(target=chain_on) for _ in range(2)]
    for one in chainers:
        one.start()
    at_once(*[lambda: [actions.append(kept()) for _ in range(20)] for _ in range(8)])
    done.set()
    for one in chainers:
        one.join()
    while actions.chain():
        pass
    assert proved().lines == 160


@pytest.mark.usefixtures("committed")
def test_a_decision_waits_for_no_chain_and_no_other_decision() -> None:
    written = threading.Event()

    def decide() -> None:
        with transaction.atomic():
            actions.append(kept())
            written.set()
        connection.close()

    with transaction.atomic():
        actions.append(kept())
        with connection.cursor() as cursor:
            cursor.execute(actions._LOCK)
        other = threading.Thread(target=decide)
        other.start()
        assert written.wait(60), "the other decision waits for ours"
        other.join()


@pytest.mark.django_db
def test_a_head_is_signed_once_a_day_by_a_key_only_the_site_can_read(settings: Any, tmp_path: Path) -> None:
    settings.REDBRIDGE_DATA = str(tmp_path)
    actions.append(kept())
    actions.chain()
    jobs.sign(0)
    jobs.sign(0)
    head = Head.objects.get()
    assert (head.day, head.number) == (datetime.now(UTC).date(), 1)
    assert (tmp_path / "record.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["record.key"]
    assert Key.objects.get().public == head.key
    assert proved() == chain.Proved(1, 1, head.day.isoformat())


@pytest.mark.django_db
def test_an_empty_record_has_heads_too() -> None:
    heads.sign()
    assert Head.objects.get().number == 0
    assert proved().lines == 0


@pytest.mark.django_db
def test_a_new_key_from_the_environment_is_handed_over_to(settings: Any) -> None:
    old, new = "A" * 43 + "=", "B" * 43 + "="
    settings.REDBRIDGE_RECORD_KEY = old
    heads.sign()
    as_superuser("truncate record_head")
    settings.REDBRIDGE_RECORD_KEY = f"{new},{old}"
    heads.sign()
    assert len(queries.keys()) == 2
    proof.check(queries.keys(), queries.heads(), queries.keys()[0].key)


@pytest.mark.parametrize("said", ["short", "=", "A" * 40, "not base64 at all!"])
def test_a_key_that_is_none_is_said_to_be_none(said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="openssl rand"):
        keys.pair(said, tmp_path)


@pytest.mark.django_db
def test_erasing_a_person_keeps_the_chain_whole() -> None:
    person = arrive("ming", "en")
    case = Case.objects.create(number="2026-1", kind="person", subject_id=person.pk, author=person, category="spam",
                               source="desk")
    for _each in range(3):
        receipt = actions.append(kept(language="zh-Hans")).receipt
        Decision.objects.create(case=case, kind="warn", person=person, rule="scams", pack="baseline-1", statement={},
                                receipt=receipt)
    actions.chain()
    heads.sign()
    before = list(queries.lines())
    Person.objects.filter(pk=person.pk).update(state=Person.State.LEAVING, leaving=datetime.now(UTC) - timedelta(days=1))
    erase(person.pk)
    assert Person.objects.get(pk=person.pk).state == Person.State.GONE
    assert list(queries.lines()) == before
    assert proved().covered == 3
