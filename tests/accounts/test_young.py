"""Young people: until when, what cannot be changed and what can, and that nobody else is shown who they are."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection
from django.utils import timezone

from redbridge.accounts import actions, rules, young
from redbridge.accounts.models import Person, Session
from redbridge.accounts.queries import session_person
from redbridge.accounts.signins import note_seen
from redbridge.kernel import mail as letters
from redbridge.kernel import news
from redbridge.notes.queries.suggestions import suggestions
from redbridge.notifications import actions as notifications
from redbridge.notifications import queries
from redbridge.notifications.jobs import wake_rested
from redbridge.notifications.models import Notice
from redbridge.portability.letters import write as write_letter
from tests.accounts.test_arriving import sign_up
from tests.cast import LANGUAGES, arrive, client, sign_in, write
from tests.pages import Page

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
"""23:30 in Shanghai, 10:30 in New York."""
AT_SEVEN = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)


@pytest.fixture
def ming(db: None) -> Person:
    """Somebody of sixteen in Shanghai."""
    person = arrive("ming", "zh-Hans", name="小明")
    Person.objects.filter(pk=person.pk).update(birth_year=timezone.now().year - 16)
    person.refresh_from_db()
    key = sign_in(person)
    Session.objects.filter(session_key=key).update(seen=timezone.now() - timedelta(hours=3))
    note_seen(key, "Asia/Shanghai")
    return person


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """It is half past eleven in Shanghai; whom open pages were woken for."""
    woken: list[list[int]] = []

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return NIGHT

    monkeypatch.setattr(young, "datetime", Clock)
    monkeypatch.setattr(news, "tell", lambda people, kind: woken.append(list(people)))
    return woken


@pytest.mark.parametrize(
    ("born", "is_young"), [(2008, True), (2007, False), (2009, True), (2013, True), (1990, False), (None, False)]
)
def test_somebody_is_young_until_the_year_they_turn_18_in_has_passed(born: int | None, is_young: bool) -> None:
    assert rules.is_young(born, 2026) is is_young


def test_sql_and_python_agree_on_who_is_young(lin: Person) -> None:
    this_year = timezone.now().year
    for born in (None, this_year - 19, this_year - 18, this_year - 17):
        for said in (None, True, False):
            Person.objects.filter(pk=lin.pk).update(birth_year=born, quiet_nights=said, suggested=said)
            lin.refresh_from_db()
            with connection.cursor() as cursor:
                cursor.execute(f"select {young.QUIET}, {young.SUGGESTED} from accounts_person p".format(p="p"))
                assert cursor.fetchall() == [(young.has_quiet_nights(lin), young.is_suggested(lin))]


def test_strangers_do_not_write_to_somebody_young(ming: Person, lin: Person, joss: Person, mo: Person) -> None:
    assert not young.may_message(lin.pk, ming.pk)
    actions.follow(lin.pk, ming.pk)
    assert not young.may_message(lin.pk, ming.pk)
    actions.follow(ming.pk, lin.pk)
    assert young.may_message(lin.pk, ming.pk) and not young.may_message(joss.pk, ming.pk)
    # Among others nothing changes, and who is young writes to whom they like.
    assert young.may_message(lin.pk, joss.pk) and young.may_message(ming.pk, joss.pk)
    assert not young.may_message(lin.pk, lin.pk) and not young.may_message(lin.pk, 5) and not young.may_message(lin.pk, mo.pk)
    actions.block(ming.pk, lin.pk)
    assert not young.may_message(lin.pk, ming.pk) and not young.may_message(ming.pk, lin.pk)


def test_somebody_young_hosts_no_live_room(ming: Person, lin: Person, mo: Person) -> None:
    assert not young.may_host_live(ming) and young.may_host_live(lin) and not young.may_host_live(mo)
    lin.paused_until = timezone.now() + timedelta(hours=1)
    assert not young.may_host_live(lin)
    ming.birth_year = timezone.now().year - 19
    assert young.may_host_live(ming)


def test_the_year_somebody_is_grown_frees_them_of_all_of_it(
    ming: Person, lin: Person, joss: Person, night: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is stored that would have to be undone: the year alone decides, in Python and in SQL."""
    assert not young.may_message(joss.pk, ming.pk) and not young.may_host_live(ming) and ming.pk in young.nights([ming.pk])
    assert young.is_young(ming) and not young.is_suggested(ming)
    last = timezone.now().year - young.grown_after(ming)
    assert last <= 0, "still within the year"
    Person.objects.filter(pk=ming.pk).update(birth_year=timezone.now().year - 19)  # the new year has come
    ming.refresh_from_db()
    assert young.may_message(joss.pk, ming.pk) and young.may_host_live(ming) and young.nights([ming.pk]) == {}
    assert not young.is_young(ming) and young.is_suggested(ming) and not young.has_quiet_nights(ming)
    page = client(ming).get("/settings/privacy?lang=en").content.decode()
    assert "under 18" not in page


def test_rooms_for_messages_and_live_have_one_place_to_ask() -> None:
    """Nobody else reads a year of birth: what comes later asks `may_message` and `may_host_live`."""
    readers = {str(path.relative_to(django_settings.SRC)) for path in Path(django_settings.SRC).rglob("*.py")
               if "birth_year" in path.read_text("utf-8") and "migrations" not in path.parts}
    kept = {"accounts/models.py", "accounts/forms.py", "accounts/actions/people.py", "accounts/rules.py"}
    taken_along = {"portability/actions/erasing.py", "portability/archive/book.py", "demo/load/people.py", "demo/actions.py"}
    assert readers - kept - taken_along == {"accounts/young.py"}


@pytest.mark.parametrize(("at", "until"), [
    ((26, 21, 59), None), ((26, 22, 0), 27), ((26, 23, 59), 27), ((27, 0, 0), 27), ((27, 6, 59), 27), ((27, 7, 0), None),
])
def test_the_night_is_from_22_to_7_by_their_own_clock(at: tuple[int, int, int], until: int | None) -> None:
    for zone in (SHANGHAI, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")):
        found = young.morning(datetime(2026, 11, *at, tzinfo=zone), zone)
        assert found == (datetime(2026, 11, until, 7, tzinfo=zone) if until else None)
    unknown = young.morning(datetime(2026, 11, *at, tzinfo=UTC), None)
    assert unknown == (datetime(2026, 11, until, 7, tzinfo=UTC) if until else None)


def test_a_night_in_which_the_clocks_change_ends_at_seven_too() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert young.morning(datetime(2026, 10, 24, 23, tzinfo=berlin), berlin) == datetime(2026, 10, 25, 6, tzinfo=UTC)


def test_what_comes_at_night_waits_until_morning_and_nothing_is_lost(
    ming: Person, lin: Person, joss: Person, night: list[list[int]]
) -> None:
    notes = write(ming, "a"), write(lin, "b")
    notifications.tell([ming.pk], Notice.Kind.LIKE, joss.pk, notes[0])
    notifications.tell([lin.pk], Notice.Kind.LIKE, joss.pk, notes[1])
    assert night == [[lin.pk]]
    assert Notice.objects.get(person=ming).rests == AT_SEVEN
    Notice.objects.update(rests=timezone.now() + timedelta(minutes=5))
    Notice.objects.filter(person=lin).update(rests=None)
    assert (queries.unseen(ming.pk), queries.unseen(lin.pk)) == (0, 1)
    # Who looks sees it, and the morning brings what nobody looked at.
    assert len(queries.notices(ming.pk, ["en"])) == 1
    wake_rested(0)
    assert night == [[lin.pk]]
    Notice.objects.filter(person=ming).update(rests=timezone.now() - timedelta(seconds=1))
    assert queries.unseen(ming.pk) == 1
    wake_rested(0)
    assert night == [[lin.pk], [ming.pk]] and Notice.objects.get(person=ming).rests is None
    wake_rested(0)
    assert len(night) == 2


def test_what_one_asked_the_house_for_waits_as_well(ming: Person, lin: Person, night: list[list[int]]) -> None:
    for person in (ming, lin):
        notifications.tell_oneself(person.pk, Notice.Kind.EXPORT)
    assert night == [[lin.pk]] and Notice.objects.get(person=ming).rests == AT_SEVEN


def test_mail_of_the_night_is_kept_for_the_morning(ming: Person, lin: Person, night: list[list[int]], settings: Any) -> None:
    settings.EMAIL_BACKEND = "redbridge.kernel.mail.LaterBackend"
    for person in (ming, lin):
        write_letter(person, "leaving", until=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("select args -> 'to' ->> 0, scheduled_at from procrastinate_jobs where task_name = 'kernel.mail.send'")
        assert dict(cursor.fetchall()) == {"ming@example.org": AT_SEVEN, "lin@example.org": None}
    assert mail.outbox == [] and letters._not_before.get() is None


def test_by_day_and_for_whoever_has_no_quiet_nights_nothing_waits(ming: Person, lin: Person, night: list[list[int]]) -> None:
    assert young.nights([ming.pk, lin.pk]) == {ming.pk: AT_SEVEN}
    Session.objects.filter(person=ming).update(zone="America/New_York")
    assert young.nights([ming.pk]) == {}
    Session.objects.filter(person=ming).update(zone="Asia/Shanghai")
    Person.objects.filter(pk=ming.pk).update(quiet_nights=False)
    assert young.nights([ming.pk]) == {}
    Person.objects.filter(pk=lin.pk).update(quiet_nights=True)  # and no zone is known: by the clock of UTC it is day
    assert young.nights([lin.pk]) == {}


def test_the_clocks_zone_is_kept_of_those_alone_who_have_quiet_nights(ming: Person, lin: Person) -> None:
    assert Session.objects.get(person=ming).zone == "Asia/Shanghai"
    key = sign_in(lin)
    Session.objects.filter(session_key=key).update(seen=timezone.now() - timedelta(hours=3))
    note_seen(key, "Asia/Shanghai")
    assert Session.objects.get(person=lin).zone == "" and session_person(key)


def test_a_session_that_begins_knows_its_zone(db: None) -> None:
    this_year = timezone.now().year
    for handle, born, kept in (("kid", this_year - 15, "Europe/Paris"), ("grown", this_year - 30, "")):
        browser = client(None, "en")
        browser.cookies["zone"] = quote("Europe/Paris")
        assert sign_up(browser, username=handle, email=f"{handle}@example.org", birth_year=str(born)).status_code == 302
        assert Session.objects.get(person__handle=handle).zone == kept
    bad = client(None, "en")
    bad.cookies["zone"] = quote("../../etc/passwd")
    sign_up(bad, username="other", email="o@example.org", birth_year=str(this_year - 15))
    assert Session.objects.get(person__handle="other").zone == ""


def test_nobody_young_is_suggested_unless_they_want_it(ming: Person, lin: Person, joss: Person) -> None:
    for who in (ming, lin):
        write(who, "noodles")

    def suggested() -> set[int]:
        return {one.id for one in suggestions(joss.pk, ["en"], 10)}

    assert suggested() == {lin.pk}
    Person.objects.filter(pk=ming.pk).update(suggested=True)
    Person.objects.filter(pk=lin.pk).update(suggested=False)
    assert suggested() == {ming.pk}


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_say_what_can_and_what_cannot_be_changed(ming: Person, lin: Person, language: str) -> None:
    page, other = (Page(client(who).get(f"/settings/privacy?lang={language}")) for who in (ming, lin))
    until = str(timezone.now().year + 2)
    assert until in page.words and until not in other.words
    boxes = {name: ["checked" in one.all("input", name=name)[0].attrs for one in (page, other)]
             for name in ("quiet_nights", "suggested")}
    assert boxes == {"quiet_nights": [True, False], "suggested": [False, True]}


def test_what_is_chosen_is_kept_and_what_is_usual_goes_with_the_age(ming: Person) -> None:
    browser = client(ming)
    browser.post("/settings/privacy", {"shows": "notes", "quiet_nights": "on"})
    ming.refresh_from_db()
    assert (ming.quiet_nights, ming.suggested) == (None, None)
    browser.post("/settings/privacy", {"shows": "notes", "suggested": "on"})
    ming.refresh_from_db()
    assert (ming.quiet_nights, ming.suggested) == (False, True)


def test_who_wants_quiet_nights_has_their_zone_kept_at_once_and_forgotten_at_once(lin: Person) -> None:
    browser = client(lin)
    browser.cookies["zone"] = quote("Asia/Tokyo")
    browser.post("/settings/privacy", {"shows": "notes", "quiet_nights": "on", "suggested": "on"})
    assert Session.objects.get().zone == "Asia/Tokyo"
    browser.post("/settings/privacy", {"shows": "notes", "suggested": "on"})
    assert Session.objects.get().zone == ""


def test_others_are_shown_nothing_of_it(ming: Person, lin: Person, joss: Person) -> None:
    """The pages of one person, seen by another, are the same whatever year they were born in."""
    note = write(ming, "noodles")
    pages = ("/@ming", f"/notes/{note}", "/search?q=noodles", "/@ming/followers", "/")
    seen = []
    for born in (timezone.now().year - 16, 1990):
        Person.objects.filter(pk=ming.pk).update(birth_year=born)
        seen.append([Page(client(joss).get(path)).words for path in pages])
    assert seen[0] == seen[1]


def test_a_deed_told_to_grown_people_costs_no_statement_more(lin: Person, joss: Person, django_assert_num_queries: Any) -> None:
    note = write(lin)
    with django_assert_num_queries(3):  # the savepoint's two and the telling
        notifications.tell([lin.pk], Notice.Kind.LIKE, joss.pk, note)
