"""Following somebody: twice is once, and a page shows what it did."""

from functools import partial

import pytest

from redbridge.accounts import actions
from redbridge.accounts.models import Follow, Person
from redbridge.accounts.queries import profile
from redbridge.kernel.models import Audit
from tests.cast import client, suspend
from tests.jobs import waiting
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def test_following_twice_is_following_once(lin: Person, joss: Person) -> None:
    for _ in range(2):
        actions.follow(joss.pk, lin.pk)
    assert Follow.objects.count() == Audit.objects.filter(verb="follow").count() == 1
    told = [name for name, args in waiting() if args == {"follower_id": joss.pk, "followed_id": lin.pk}]
    assert len(told) == len(set(told)) > 0
    for _ in range(2):
        actions.unfollow(joss.pk, lin.pk)
    assert (Follow.objects.count(), Audit.objects.filter(verb="unfollow").count()) == (0, 1)


def test_following_twice_at_one_moment_is_following_once(committed: None, lin: Person, joss: Person) -> None:
    at_once(*[partial(actions.follow, joss.pk, lin.pk)] * 4)
    assert Follow.objects.count() == Audit.objects.filter(verb="follow").count() == 1


def test_nobody_follows_themselves(lin: Person) -> None:
    before = waiting()
    actions.follow(lin.pk, lin.pk)
    assert client(lin).post("/@lin/follow").status_code == 302
    assert not Follow.objects.exists() and waiting() == before


@pytest.mark.parametrize("on", ["1", "0"])
def test_the_button_keeps_its_name_and_flips_its_state(lin: Person, joss: Person, on: str) -> None:
    actions.follow(joss.pk, lin.pk)
    page = Page(client(joss).post("/@lin/follow", {"on": on}, headers={"HX-Request": "true"}))
    (button,) = page.all("button", **{"aria-label": "Follow"})
    assert (button.attrs["aria-pressed"], button.attrs["value"]) == (("true", "0") if on == "1" else ("false", "1"))
    assert Follow.objects.count() == int(on)


def test_a_profile_counts_and_knows_whom_i_follow(lin: Person, joss: Person, mo: Person) -> None:
    for person in (joss, mo):
        actions.follow(person.pk, lin.pk)
    actions.follow(lin.pk, joss.pk)
    seen, stranger = profile("lin", joss.pk), profile("LIN", None)
    assert seen and (seen.followers, seen.following, seen.followed) == (2, 1, True)
    assert stranger and not stranger.followed


def test_a_profile_stands_at_one_address(lin: Person) -> None:
    response = client(None).get("/@LIN")
    assert (response.status_code, response["Location"]) == (301, "/@lin")


@pytest.mark.parametrize("handle", ["nobody", "mo", "a%00b", "x" * 3000, "%F0%9F%8D%9C", "-", "lin%20"])
def test_who_is_not_there_is_not_found(lin: Person, mo: Person, handle: str) -> None:
    assert client(None).get(f"/@{handle}").status_code == 404
    assert client(lin).post(f"/@{handle}/follow").status_code == 404


def test_a_suspended_person_cannot_be_followed_and_says_nothing(lin: Person, joss: Person) -> None:
    suspend(lin)
    assert client(joss).post("/@lin/follow").status_code == 404
    assert profile("lin", joss.pk) is None
