"""Surge mode: on and off, by somebody or by itself; what waits, what is refused, what everybody is told."""

import base64
import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from altcha.v1 import ChallengeOptions, create_challenge, solve_challenge
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redbridge.accounts import actions, proof, rules, surge
from redbridge.accounts.models import Appointment, Person, Surge
from redbridge.accounts.views import people
from redbridge.kernel.errors import TooOften
from redbridge.kernel.limits import Limit, hit
from redbridge.kernel.models import Audit
from redbridge.notes.actions.moderate import restrict_note
from redbridge.notes.models import Comment, Note
from tests.accounts.test_arriving import SIGN_UP, sign_up
from tests.cast import LANGUAGES, arrive, client, hold, write
from tests.jobs import run_jobs
from tests.pages import Page
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("surges")]


SIGNED = ("algorithm", "challenge", "salt", "signature")


@pytest.fixture(autouse=True)
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked is found at once: how hard it is does not matter here."""
    monkeypatch.setattr(proof, "HARDEST", 50)


def solved(page: Page, **changed: Any) -> str:
    """What a browser answers to a page of sign-up."""
    puzzle = json.loads(page.all("form", action=SIGN_UP)[0].attrs["data-proof"])
    found = solve_challenge(challenge=puzzle["challenge"], salt=puzzle["salt"], algorithm="SHA-256", max_number=50)
    assert found
    return packed({name: puzzle[name] for name in SIGNED} | {"number": found.number} | changed)


def packed(said: Any) -> str:
    return base64.b64encode(json.dumps(said).encode()).decode()


def arrives(handle: str, **more: str) -> Any:
    browser = client(None, "en")
    answer = solved(Page(browser.get(SIGN_UP)))
    return sign_up(browser, **{"username": handle, "email": f"{handle}@example.org", "altcha": answer} | more)


def test_one_switch_on_and_off_and_the_deed_is_written_down(joss: Person) -> None:
    assert surge.surge() is None
    actions.begin_surge(joss.pk, hours=3)
    now = surge.surge()
    assert now and not now.by_itself and timedelta(hours=2.9) < now.until - timezone.now() <= timedelta(hours=3)
    actions.begin_surge(joss.pk, hours=5)
    assert Surge.objects.count() == 1 and surge.surge().until - timezone.now() > timedelta(hours=4.9)  # type: ignore[union-attr]
    assert actions.end_surge(joss.pk) and surge.surge() is None and not actions.end_surge(joss.pk)
    assert list(Audit.objects.filter(kind="surge").order_by("pk").values_list("actor_id", "verb")) == [
        (joss.pk, "begin surge"), (joss.pk, "begin surge"), (joss.pk, "end surge")]


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("surge", "on", "--hours", "2")
    call_command("surge")
    call_command("surge", "off")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == said[1] and said[0].startswith("Surge mode is on until 20") and said[2] == "Surge mode is off."
    for hours in ("0", "169", "soon", "-1"):
        with pytest.raises(CommandError, match="whole number of hours from 1 to 168"):
            call_command("surge", "on", "--hours", hours)


def test_it_begins_by_itself_lasts_while_many_come_and_ends_by_itself(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REDBRIDGE_SURGE_SIGNUPS = 3
    for number in range(3):
        assert sign_up(client(None), username=f"early{number}", email=f"{number}@example.org").status_code == 302
    assert surge.surge() is None
    assert sign_up(client(None), username="fourth", email="4@example.org").status_code == 302
    assert surge.surge() is None  # three before the fourth, not more
    assert sign_up(client(None), username="fifth", email="5@example.org").status_code == 422
    now = surge.surge()
    assert now and now.by_itself
    # Those of the minute that set it off belong to it.
    assert surge.came_in(Person.objects.get(handle="early0").pk, [now])
    hours = timedelta(hours=rules.SURGE_HOURS_BY_ITSELF)
    Surge.objects.update(until=timezone.now() + timedelta(hours=1))
    actions.watch_sign_ups()
    assert surge.surge().until > timezone.now() + hours - timedelta(minutes=1)  # type: ignore[union-attr]
    Surge.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert surge.surge() is None and surge.last() is not None


def test_it_does_not_begin_again_where_somebody_just_ended_it_nor_where_the_host_says_never(settings: Any, lin: Person) -> None:
    settings.REDBRIDGE_SURGE_SIGNUPS = 0
    assert not surge.too_many()
    settings.REDBRIDGE_SURGE_SIGNUPS = 1
    arrive("two", "en")
    actions.watch_sign_ups()
    assert surge.surge() and actions.end_surge()
    actions.watch_sign_ups()
    assert surge.surge() is None
    Surge.objects.update(stopped=timezone.now() - timedelta(hours=rules.SURGE_REST_HOURS, minutes=1))
    actions.watch_sign_ups()
    assert surge.surge() is not None


@pytest.mark.usefixtures("committed")
@pytest.mark.django_db(transaction=True)
def test_two_who_count_at_one_moment_begin_one(settings: Any) -> None:
    settings.REDBRIDGE_SURGE_SIGNUPS = 1
    at_once(*[actions.surge_by_itself] * 4)
    assert Surge.objects.count() == 1


def test_newcomers_wait_for_a_look_and_nobody_else(lin: Person) -> None:
    actions.begin_surge()
    new = arrive("ming", "en")
    assert surge.holds(new.pk) and not surge.holds(lin.pk)
    actions.let_through(new.pk)
    assert not surge.holds(new.pk)
    other = arrive("ping", "en")
    actions.end_surge()
    assert not surge.holds(other.pk)


def test_who_came_without_a_proof_waits_when_it_is_over_too_but_not_for_ever() -> None:
    actions.begin_surge()
    assert sign_up(client(None), by_hand="on").status_code == 302
    ming = Person.objects.get()
    assert ming.unproven
    actions.end_surge()
    assert surge.holds(ming.pk)
    Surge.objects.update(until=timezone.now() - timedelta(days=rules.SURGE_KEPT_DAYS, minutes=1))
    assert not surge.holds(ming.pk)


def test_only_newcomers_pay_a_statement(lin: Person, django_assert_num_queries: Any) -> None:
    actions.begin_surge()
    new = arrive("ming", "en")
    surge.lately.held = (float("inf"), surge.lately.read())
    with django_assert_num_queries(0):
        assert not surge.holds(lin.pk) and surge.share(lin.pk) == 1 and surge.links_off(new.pk)
    with django_assert_num_queries(1):
        assert surge.holds(new.pk)


def test_a_newcomer_has_a_fifth_of_every_limit(lin: Person) -> None:
    actions.begin_surge()
    new = arrive("ming", "en")
    limit = Limit("a thing", 10, 3600)
    for who, most in ((new, 2), (lin, 10)):
        for _time in range(most):
            hit(limit, who.pk)
        with pytest.raises(TooOften):
            hit(limit, who.pk)
    hit(Limit("once", 1, 3600), new.pk)
    actions.end_surge()
    hit(limit, new.pk)


LINK = "see https://example.com/free for it"


def test_links_are_refused_for_a_day_and_nothing_typed_is_lost(lin: Person) -> None:
    note = write(lin, "Cats")
    actions.begin_surge()
    new = arrive("ming", "en")
    browser = client(new, "en")
    key = str(uuid.uuid4())
    typed = {"kind": "card", "words": "x", "body": LINK, "client_key": key}
    refused = browser.post("/notes/new", typed)
    assert refused.status_code == 422 and LINK in Page(refused).all("textarea", name="body")[0].words
    assert "Take out https://example.com/free, or wait until tomorrow." in Page(refused).words
    assert browser.post(f"/notes/{note}/comments", {"body": LINK, "client_key": key}).status_code == 422
    own = {"name": "Ming", "first": "en", "interface": "en", "theme": ""}
    for field, words in (("bio", LINK), ("links", "https://example.com/")):
        assert browser.post("/settings/", own | {field: words}).status_code == 422
    assert browser.post("/notes/new", typed | {"body": "no link"}).status_code == 302
    assert client(lin).post(f"/notes/{note}/comments", {"body": LINK, "client_key": key}).status_code == 302
    # The day counts from their arrival, surge or not.
    actions.end_surge()
    assert browser.post(f"/notes/{note}/comments", {"body": LINK, "client_key": key}).status_code == 422
    Surge.objects.update(began=timezone.now() - timedelta(days=3), until=timezone.now() - timedelta(days=2))
    assert browser.post(f"/notes/{note}/comments", {"body": LINK, "client_key": key}).status_code == 302
    assert Note.objects.filter(author=new).count() == 1 and Comment.objects.filter(author=new).count() == 1


def test_sign_up_asks_for_a_proof_only_in_a_surge_and_takes_it_once() -> None:
    assert not Page(client(None).get(SIGN_UP)).all("input", name="altcha")
    actions.begin_surge()
    browser = client(None, "en")
    answer = solved(Page(browser.get(SIGN_UP)))
    assert sign_up(browser, altcha=answer)["Location"] == "/welcome/"
    again = sign_up(client(None, "en"), altcha=answer, username="other", email="other@example.org")
    assert again.status_code == 422 and "used before" in Page(again).words and Person.objects.count() == 1
    assert not Person.objects.get().unproven
    fresh = solved(Page(again))
    assert sign_up(client(None, "en"), altcha=fresh, username="other", email="other@example.org").status_code == 302


def test_a_sign_up_that_fails_does_not_spend_its_proof(lin: Person) -> None:
    actions.begin_surge()
    browser = client(None, "en")
    answer = solved(Page(browser.get(SIGN_UP)))
    assert sign_up(browser, altcha=answer, username="lin").status_code == 422
    assert sign_up(browser, altcha=answer).status_code == 302


def bad_answers() -> dict[str, Any]:
    theirs = create_challenge(ChallengeOptions(hmac_key="theirs", max_number=5, number=3))
    forged = {name: getattr(theirs, name) for name in SIGNED} | {"number": 3}
    return {
        "empty": "", "words": "let me in",
        "not base64": "é" * 40, "not json": packed("x")[:-3], "a number": packed(7), "a list": packed([]),
        "parts missing": packed({"algorithm": "SHA-256"}), "oversized": "A" * 2_000_000, "long": packed({"salt": "x" * 1500}),
        "signed by another": packed(forged), "wrong kinds": packed(forged | {"salt": 5, "number": "3"}),
        "deep": base64.b64encode(b"[" * 1400).decode(),
    }


@pytest.mark.parametrize("which", bad_answers())
def test_a_bad_answer_is_refused_with_a_sentence_and_what_was_typed_stays(which: str) -> None:
    actions.begin_surge()
    answer = sign_up(client(None, "en"), altcha=bad_answers()[which])
    page = Page(answer)
    assert answer.status_code == 422 and not Person.objects.exists()
    assert "Your browser has not finished its proof of work." in page.words
    assert page.all("input", name="username")[0].attrs["value"] == "ming"
    assert page.all("form", action=SIGN_UP)[0].attrs["data-proof"]


TAMPERED = [{"number": 51}, {"salt": "00?expires=9999999999&"}, {"algorithm": "SHA-1"}, {"signature": "0" * 64}]


@pytest.mark.parametrize("changed", TAMPERED)
def test_an_answer_that_was_tampered_with_is_refused(changed: dict[str, Any]) -> None:
    actions.begin_surge()
    browser = client(None, "en")
    assert sign_up(browser, altcha=solved(Page(browser.get(SIGN_UP)), **changed)).status_code == 422


def test_an_old_answer_is_refused_and_a_new_one_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    actions.begin_surge()
    browser = client(None, "en")
    monkeypatch.setattr(proof, "SECONDS", -1)
    old = sign_up(browser, altcha=solved(Page(browser.get(SIGN_UP))))
    assert old.status_code == 422 and "open for long" in Page(old).words


@pytest.mark.usefixtures("committed")
@pytest.mark.django_db(transaction=True)
def test_one_proof_makes_one_account_however_many_send_it_at_once() -> None:
    name = proof.check(_answer())

    def spend() -> bool:
        try:
            proof.spend(name)
        except ValidationError:
            return False
        return True

    assert sorted(at_once(*[spend] * 4)) == [False, False, False, True]


def _answer() -> str:
    puzzle = json.loads(proof.challenge())
    found = solve_challenge(challenge=puzzle["challenge"], salt=puzzle["salt"], algorithm="SHA-256", max_number=50)
    assert found
    return packed({name: puzzle[name] for name in SIGNED} | {"number": found.number})


def test_few_come_without_a_proof_from_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "BY_HAND", Limit("sign-up-by-hand", 3, 3600))
    actions.begin_surge()
    made = [sign_up(client(None, "en"), username=f"new{n}", email=f"{n}@example.org", by_hand="on") for n in range(4)]
    assert [one.status_code for one in made] == [302] * 3 + [429]
    assert int(made[-1]["Retry-After"]) > 0 and "without a proof of work" in Page(made[-1]).words
    assert Page(made[-1]).all("input", name="username")[0].attrs["value"] == "new3"
    assert arrives("proven").status_code == 302
    elsewhere = client(None, REMOTE_ADDR="198.51.100.7")
    assert sign_up(elsewhere, username="far", email="far@example.org", by_hand="on").status_code == 302


def test_the_passkeys_form_proves_its_work_too() -> None:
    actions.begin_surge()
    browser = client(None, "en")
    data = {"username": "ming", "birth_year": "1994"}
    assert browser.post("/accounts/signup/passkey/options", data).status_code == 422
    answer = solved(Page(browser.get(SIGN_UP)))
    assert browser.post("/accounts/signup/passkey/options", data | {"altcha": answer}).status_code == 200
    refused = browser.post("/accounts/signup/passkey/", data | {"credential": "{}"})
    assert refused.status_code == 422 and not Person.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_is_told_that_it_is_on_and_until_when_and_when_it_ended(joss: Person, language: str) -> None:
    def banners() -> list[str]:
        pages = (client(joss).get(f"/notes/new?lang={language}"), client(None).get(f"{SIGN_UP}?lang={language}"))
        return [one.words for page in pages for one in Page(page).all("p", **{"class": "surge-banner"})]

    assert banners() == []
    actions.begin_surge(hours=2)
    until = Surge.objects.get().until
    on = banners()
    assert len(on) == 2 and all(f"{until:%H:%M} UTC" in one for one in on)
    page = Page(client(None).get(f"/surge?lang={language}"))
    assert f"{until:%H:%M} UTC" in page.words
    actions.end_surge()
    over = banners()
    assert len(over) == 2 and over != on and all(f"{Surge.objects.get().until:%H:%M} UTC" in one for one in over)
    Surge.objects.update(until=timezone.now() - timedelta(hours=rules.SURGE_TOLD_HOURS, minutes=1))
    assert banners() == []


def test_the_page_tells_a_newcomer_that_it_concerns_them(joss: Person) -> None:
    actions.begin_surge()
    new = arrive("ming", "en")
    said = "Your account was made in such a time"
    assert said in Page(client(new).get("/surge")).words and said not in Page(client(joss).get("/surge")).words


def test_it_costs_a_sign_up_one_small_count_and_that_once_in_some_seconds() -> None:
    actions.watch_sign_ups.seconds = 60
    asked = []
    for number in range(2):
        with CaptureQueriesContext(connection) as found:
            assert sign_up(client(None), username=f"new{number}", email=f"{number}@example.org").status_code == 302
        asked.append(len([one for one in found if "limit 241" in one["sql"]]))
    assert asked == [1, 0]


def test_leads_and_administrators_with_a_second_factor_switch_it_on_the_desk(lin: Person, joss: Person) -> None:
    for role, person in ((Appointment.Role.LEAD, lin), (Appointment.Role.MODERATOR, joss)):
        hold(person, role)
    assert client(lin).post("/desk/surge", {"hours": "2"})["Location"] == "/settings/security", "no second factor yet"
    old = client(lin)
    for person in (lin, joss):
        TOTP.activate(person, "A" * 32)
    assert old.post("/desk/surge", {"hours": "2"})["Location"] == "/accounts/mfa/reauthenticate/?next=/desk"
    assert client(joss).post("/desk/surge", {"hours": "2"}).status_code == 404 and surge.surge() is None
    browser = client(lin, "en")
    for hours in ("", "0", "169", "soon"):
        assert browser.post("/desk/surge", {"hours": hours}).status_code == 422
    assert surge.surge() is None
    assert browser.post("/desk/surge", {"hours": "2"}).status_code == 302
    assert surge.surge() and Surge.objects.get().by == lin and "Switch it off" in Page(browser.get("/desk/surge?lang=en")).words
    assert browser.post("/desk/surge", {"do": "off"}).status_code == 302 and surge.surge() is None


def test_what_somebody_let_through_ends_the_waiting_of_its_author(lin: Person) -> None:
    actions.begin_surge()
    new = arrive("ming", "en")
    note = write(new, "hello")
    run_jobs()
    assert Note.objects.get(pk=note).standing == "held" and surge.holds(new.pk)
    assert restrict_note(note, lin.pk, standing="")
    run_jobs()
    assert not surge.holds(new.pk) and Note.objects.get(pk=write(new, "again")).standing == ""
