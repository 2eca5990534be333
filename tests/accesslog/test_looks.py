"""Who looked at my data: no look without a reason, the line before the thing, an order that delays it counted in public."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from redbridge.accesslog import actions, door, jobs, queries, rules, words
from redbridge.accesslog.door import Asked
from redbridge.accesslog.models import Look, Order
from redbridge.accounts.models import Person
from redbridge.accounts.staff import staff
from redbridge.kernel import private
from redbridge.kernel.errors import Refusal
from redbridge.kernel.takeaway import chapters
from redbridge.notifications.models import Notice
from redbridge.portability.actions.erasing import erase
from redbridge.record import actions as record
from redbridge.record.models import Entry
from tests.cast import LANGUAGES, answer, arrive, client, hold, write
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


def appointed(handle: str, role: str) -> Person:
    person = arrive(handle, "en")
    hold(person, role)
    return person


@pytest.fixture
def boss() -> Person:
    return appointed("boss", "administrator")


@pytest.fixture
def mod() -> Person:
    return appointed("modi", "moderator")


def asked(by: Person, **more: Any) -> Asked:
    who = staff(by.pk)
    assert who is not None
    return Asked(who, **{"why": "report", "under": "2026-1187"} | more)


def test_the_door_gives_the_thing_and_leaves_the_line(boss: Person, lin: Person) -> None:
    facts = door.give("email", lin.pk, asked(boss))
    assert [fact.value for fact in facts] == ["lin@example.org"]
    seen = queries.latest(lin.pk, 3)[0]
    who = staff(boss.pk)
    assert who and (seen.name, seen.role, seen.what, seen.reason, seen.under) == (
        who.name, "administrator", "email", "report", "2026-1187")


def test_what_cannot_be_written_down_is_not_given(boss: Person, lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[int]()
    monkeypatch.setitem(private._readers, "email", lambda person_id, _one: read.append(person_id))
    monkeypatch.setattr(door, "look", lambda *_args, **_more: (_ for _ in ()).throw(RuntimeError))
    with pytest.raises(RuntimeError), transaction.atomic():
        door.give("email", lin.pk, asked(boss))
    assert read == []


def test_what_cannot_be_given_leaves_no_line(boss: Person, lin: Person) -> None:
    with pytest.raises(Http404), transaction.atomic():
        door.give("private_note", lin.pk, asked(boss), 12345)
    assert not Look.objects.exists()


@pytest.mark.parametrize("wrong", [{"why": ""}, {"why": "because"}, {"why": "words", "words": "  "}])
def test_no_look_without_a_reason(boss: Person, lin: Person, wrong: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        door.give("email", lin.pk, asked(boss, **wrong))
    assert refused.value.field == "why" and not Look.objects.exists()


def test_one_of_many_needs_a_case(boss: Person, lin: Person) -> None:
    note = write(lin, "日记", "只给自己看", visibility="me")
    with pytest.raises(Refusal, match="case"):
        door.give("private_note", lin.pk, asked(boss, under=""), note)
    assert "只给自己看" in [fact.value for fact in door.give("private_note", lin.pk, asked(boss), note)]
    assert Look.objects.get().subject_id == note


def test_a_note_of_somebody_else_is_not_read_under_this_name(boss: Person, lin: Person, joss: Person) -> None:
    note = write(joss, "Diary", "mine alone", visibility="me")
    with pytest.raises(Http404), transaction.atomic():
        door.give("private_note", lin.pk, asked(boss), note)


@pytest.mark.parametrize("kind", [*rules.KINDS, "nonsense"])
@pytest.mark.parametrize("role", ["administrator", "lead", "moderator"])
def test_each_role_is_given_what_the_table_says(lin: Person, role: str, kind: str) -> None:
    who, note = appointed("somebody", role), write(lin, "日记", visibility="me")
    note = answer(lin, note, "自言自语") if kind == "private_comment" else note
    allowed = role in rules.KINDS.get(kind, ()) and kind != "reported_message"
    try:
        with transaction.atomic():
            door.give(kind, lin.pk, asked(who), note)
        given = True
    except Http404:
        given = False
    assert given == allowed == Look.objects.exists()


@pytest.mark.parametrize("kind", [kind for kind in rules.KINDS if kind != "reported_message"])
def test_every_kind_has_a_reader_and_words(kind: str) -> None:
    assert kind in private.readers() and words.KINDS[kind] and words.DEEDS[kind]
    assert set(rules.REASONS) == set(words.REASONS) and {*rules.REASONS, "words"} == set(words.ASKED)
    assert set(words.DEEDS) == {*rules.KINDS, *rules.SEEN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_reads_it_in_their_own_list(boss: Person, lin: Person, joss: Person, language: str) -> None:
    door.give("email", lin.pk, asked(boss, why="words", words="Lost account, wrote to us <b>twice</b>"))
    page = client(lin, language).get("/settings/access").content.decode()
    assert f"<b>{queries.latest(lin.pk, 1)[0].name}</b>" in page and "2026-1187" in page and "&lt;b&gt;twice&lt;/b&gt;" in page
    assert "2026-1187" not in client(joss, language).get("/settings/access").content.decode()


def test_long_lists_come_in_pages(boss: Person, lin: Person) -> None:
    for number in range(rules.PAGE + 5):
        actions.look(boss.pk, "administrator", lin.pk, "note", "report", f"2026-{number}")
    browser = client(lin)
    first = browser.get("/settings/access").content.decode()
    assert first.count('id="look-') == rules.PAGE
    next_url = first.partition('href="/settings/access?before=')[2].partition('"')[0]
    assert browser.get(f"/settings/access?before={next_url}").content.decode().count('id="look-') == 5
    assert browser.get("/settings/access?before=nonsense").status_code == 400


def test_a_notice_says_that_somebody_looked_and_the_next_waits_until_it_is_read(boss: Person, lin: Person) -> None:
    door.give("email", lin.pk, asked(boss))
    door.give("sign_ins", lin.pk, asked(boss))
    run_jobs()
    notice = Notice.objects.get(person=lin, kind="looked")
    assert "/settings/access" in client(lin).get("/notifications").content.decode()
    run_jobs()
    notice.refresh_from_db()
    door.give("email", lin.pk, asked(boss))
    run_jobs()
    assert Notice.objects.filter(person=lin, kind="looked", seen=None).count() == 1


def test_what_is_read_for_a_case_stands_in_the_list_without_a_notice(mod: Person, lin: Person) -> None:
    actions.look(mod.pk, "moderator", lin.pk, "note", "report", "2026-1187", subject_id=1)
    run_jobs()
    assert queries.latest(lin.pk, 1)[0].what == "note" and not Notice.objects.filter(kind="looked").exists()


def test_looking_at_oneself_leaves_nothing(boss: Person) -> None:
    assert actions.look(boss.pk, "administrator", boss.pk, "email", "help") == 0
    assert not Look.objects.exists()


def test_a_lawful_order_delays_the_notice_and_is_counted_in_public(boss: Person, lin: Person) -> None:
    call_command("delay_notice", "lin", "--order", "AG 12/26", "--days", "30", "--by", "boss")
    door.give("email", lin.pk, asked(boss, why="order", under="AG 12/26"))
    door.give("email", lin.pk, asked(boss, under="2026-1187"))
    assert [one.under for one in queries.looks(lin.pk)] == ["2026-1187"]
    assert [one["under"] for one in chapters()["looks"](lin.pk)] == ["2026-1187"]
    assert "AG 12/26" not in client(lin).get("/settings/access").content.decode()
    record.chain()
    assert list(Entry.objects.values_list("kind", "surface", "rule")) == [("delayed_notice", "look", "")]
    run_jobs()
    Notice.objects.all().delete()
    Look.objects.filter(under="AG 12/26").update(delayed_until=timezone.now() - timedelta(seconds=1))
    jobs.tell_of_delayed(0)
    jobs.tell_of_delayed(0)
    run_jobs()
    assert Notice.objects.filter(person=lin, kind="looked").count() == 1
    page = client(lin).get("/settings/access").content.decode()
    assert "AG 12/26" in page and 'class="look-late"' in page


@pytest.mark.parametrize(
    ("days", "by", "order"), [(0, "boss", "x"), (91, "boss", "x"), (5, "modi", "x"), (5, "boss", " "), (5, "nobody", "x")]
)
@pytest.mark.usefixtures("boss", "mod", "lin")
def test_an_order_that_is_none_delays_nothing(days: int, by: str, order: str) -> None:
    with pytest.raises(CommandError):
        call_command("delay_notice", "lin", "--order", order, "--days", str(days), "--by", by)
    assert not Order.objects.exists()


def test_an_order_is_not_stretched(boss: Person, lin: Person) -> None:
    actions.delay(boss.pk, lin.pk, "AG 1", 10)
    with pytest.raises(Refusal, match="another order"):
        actions.delay(boss.pk, lin.pk, "AG 1", 90)


def test_an_order_for_one_person_delays_nobody_elses(boss: Person, lin: Person, joss: Person) -> None:
    actions.delay(boss.pk, lin.pk, "AG 1", 10)
    door.give("email", joss.pk, asked(boss, why="order", under="AG 1"))
    assert [one.under for one in queries.looks(joss.pk)] == ["AG 1"]


def test_the_list_ends_with_the_account(boss: Person, lin: Person) -> None:
    door.give("email", lin.pk, asked(boss))
    Person.objects.filter(pk=lin.pk).update(state=Person.State.LEAVING, leaving=timezone.now() - timedelta(days=1))
    erase(lin.pk)
    assert not Look.objects.exists()


def test_who_looked_stays_named_by_number_when_they_are_gone(boss: Person, lin: Person) -> None:
    door.give("email", lin.pk, asked(boss))
    name = queries.latest(lin.pk, 1)[0].name
    Person.objects.filter(pk=boss.pk).update(state=Person.State.LEAVING, leaving=timezone.now() - timedelta(days=1))
    erase(boss.pk)
    assert queries.latest(lin.pk, 1)[0].name == name
