"""Another handle; the old one leads on for 90 days, and is nobody else's."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from redbridge.accounts import actions, jobs, queries
from redbridge.accounts.models import Apart, OldHandle, Person
from redbridge.kernel.errors import Refusal
from redbridge.notifications.models import Notice
from tests.cast import LANGUAGES, arrive, client, write
from tests.jobs import run_jobs
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db
SIGN_UP = {"username": "lin", "email": "new@example.org", "password1": "walnut-teahouse-7", "birth_year": "1994"}


def change(person: Person, handle: str, lang: str = "en") -> Any:
    return client(person).post(f"/settings/handle?lang={lang}", {"handle": handle})


def end_all() -> None:
    """90 days have passed."""
    OldHandle.objects.update(until=timezone.now() - timedelta(seconds=1))


def test_a_new_handle_and_the_old_one_leads_on(lin: Person, joss: Person) -> None:
    assert change(lin, " XiaoLin ")["Location"] == "/settings/security"
    lin.refresh_from_db()
    assert lin.handle == "xiaolin"
    for path in ("/@lin", "/@LIN"):
        assert client(joss).get(path + "?after=")["Location"] == "/@xiaolin?after="
    followed = client(joss).post("/@lin/follow")
    assert (followed.status_code, followed["Location"]) == (307, "/@xiaolin/follow")
    assert queries.ids_of(["lin", "xiaolin"]) == {"lin": lin.pk, "xiaolin": lin.pk}


@pytest.mark.parametrize("deed", ["block", "mute"])
def test_whoever_took_another_handle_is_still_kept_away(lin: Person, joss: Person, deed: str) -> None:
    change(lin, "xiaolin")
    kept = client(joss).post(f"/@lin/{deed}")
    assert (kept.status_code, kept["Location"]) == (307, f"/@xiaolin/{deed}")


def test_a_feed_of_the_old_handle_leads_on_for_whom_there_is_one(lin: Person) -> None:
    write(lin, "猫")
    change(lin, "xiaolin")
    assert client(None).get("/@lin/feed.xml?lang=en")["Location"] == "/@xiaolin/feed.xml?lang=en"
    actions.close(lin.pk)
    assert client(None).get("/@lin/feed.xml").status_code == 404
    assert client(None).get("/@nobody/feed.xml").status_code == 404


def test_a_mention_of_the_old_handle_reaches_its_person(lin: Person, joss: Person) -> None:
    change(lin, "xiaolin")
    write(joss, "Hello", "Ask @lin about it")
    run_jobs()
    assert Notice.objects.filter(person=lin).count() == 1


def test_nobody_else_takes_the_old_one_in_that_time(lin: Person, joss: Person) -> None:
    change(lin, "xiaolin")
    assert Page(client(None).post("/accounts/signup/", SIGN_UP)).error("username")
    assert Page(change(joss, "lin")).error("handle")
    end_all()
    assert change(joss, "lin").status_code == 302
    assert client(lin).get("/@lin").status_code == 200


def test_one_may_go_back_to_ones_own(lin: Person) -> None:
    change(lin, "xiaolin")
    assert change(lin, "lin").status_code == 302
    assert client(None).get("/@lin").status_code == 200 and client(None).get("/@xiaolin").status_code == 302


def test_after_90_days_it_leads_nowhere_and_is_forgotten(lin: Person) -> None:
    change(lin, "xiaolin")
    left = OldHandle.objects.get().until - timezone.now()
    assert timedelta(days=89) < left <= timedelta(days=90)
    end_all()
    assert client(None).get("/@lin").status_code == 404 and queries.ids_of(["lin"]) == {}
    jobs.forget_old_handles(0)
    assert not OldHandle.objects.exists()


def test_twice_in_30_days_and_no_more(lin: Person) -> None:
    assert [change(lin, handle).status_code for handle in ("one_", "two_", "lin", "one_")] == [302, 302, 422, 422]
    OldHandle.objects.update(until=timezone.now() + timedelta(days=59))
    assert change(lin, "three").status_code == 302


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("handle", ["", "a", "joss", "JOSS", "admin", "lín", "a b", "x" * 31, "x" * 5000, "a\0b", "@lin", "../x"])
def test_what_cannot_be_is_refused_beside_the_field(lin: Person, joss: Person, lang: str, handle: str) -> None:
    page = Page(change(lin, handle, lang))
    assert page.status == 422 and page.error("handle") and page.value("handle") == handle
    lin.refresh_from_db()
    assert lin.handle == "lin" and not OldHandle.objects.exists()


def test_the_same_again_changes_nothing(lin: Person) -> None:
    assert change(lin, "lin").status_code == 302 and not OldHandle.objects.exists()


def test_somebody_apart_is_not_led_on(lin: Person, joss: Person) -> None:
    change(lin, "xiaolin")
    Apart.objects.create(person=lin, other=joss, mine=True)
    Apart.objects.create(person=joss, other=lin, mine=False)
    assert client(joss).get("/@lin").status_code == 404
    assert client(joss).post("/@lin/block").status_code == 404


def test_of_many_who_want_one_handle_at_one_moment_one_has_it(committed: None) -> None:
    people = [arrive(f"person_{n}", "en") for n in range(4)]

    def take(person: Person) -> str:
        try:
            actions.rename(person.pk, "wanted")
        except Refusal as refused:
            return refused.field
        return "taken"

    assert sorted(at_once(*[partial(take, person) for person in people])) == ["handle", "handle", "handle", "taken"]
    assert Person.objects.filter(handle="wanted").count() == OldHandle.objects.count() == 1


def test_a_handle_given_up_at_the_moment_somebody_signs_up_is_not_theirs(committed: None) -> None:
    person = arrive("given_up", "en")

    def sign_up() -> int:
        return client(None).post("/accounts/signup/", SIGN_UP | {"username": "given_up"}).status_code

    at_once(partial(actions.rename, person.pk, "elsewhere"), sign_up, sign_up)
    assert set(Person.objects.values_list("handle", flat=True)) == {"elsewhere"}
    assert queries.present_handle("given_up") == "elsewhere"
