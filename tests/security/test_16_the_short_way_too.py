"""Row 16: the short way to the feeds shows each note to those it is for, and to nobody else."""

from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from tests.cast import write
from tests.jobs import run_jobs
from tests.security.test_16_each_audience import READERS, people, sing
from tests.security.test_16_no_side_channel import CANARY
from tests.ways import Ways, cookies, ways

__all__ = ["people", "ways"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("standing", ["held", "removed"])
def test_what_is_hidden_is_gone_from_kept_pages_before_any_job(
    ways: Ways, lin: Person, people: dict[str, Person | None], standing: str
) -> None:
    note = sing(lin, "everyone")["note"]
    write(people["mutual"] or lin, "something else")
    run_jobs()
    follower = people["follower"]
    asked = [("/", None), ("/", follower), ("/following", follower)]
    for path, who in asked:
        assert CANARY.encode() in ways.ask(path, cookies(who))[0].body
    notes.restrict_note(note, None, standing=standing, rule="spam")
    for path, who in asked:
        assert CANARY.encode() not in ways.ask(path, cookies(who))[0].body
    notes.restrict_note(note, None, standing="")
    run_jobs()
    for path, who in asked:
        page, way = ways.ask(path, cookies(who))
        assert CANARY.encode() in page.body
        assert way == "short"


@pytest.mark.usefixtures("people")
def test_a_region_has_its_own_page_the_short_way_too(ways: Ways, lin: Person, settings: Any) -> None:
    settings.REDBRIDGE_REGION_HEADER, settings.REDBRIDGE_TRUSTED_PROXIES = "X-Region", ("127.0.0.1",)
    notes.restrict_note(sing(lin, "everyone")["note"], None, withheld={"DE": "scams"})
    run_jobs()
    for region in ("DE", "FR", "DE", "", "DE"):
        page, way = ways.ask("/", {}, **{"X-Region": region})
        assert (CANARY.encode() in page.body) == (region != "DE"), region
        assert (b"/guidelines#scams" in page.body) == (region == "DE"), region
    assert way == "short"


@pytest.mark.parametrize("audience", READERS)
def test_each_audience(ways: Ways, lin: Person, people: dict[str, Person | None], audience: str) -> None:
    sing(lin, audience)
    for person in people.values():  # something for everybody to see, so that nobody's page is empty
        if person:
            write(person, f"by {person.handle}")
    run_jobs()
    for who, person in people.items():
        page, way = ways.ask("/", cookies(person))
        assert way == "short"
        assert (CANARY.encode() in page.body) == (audience == "everyone" and who != "blocked"), who
        home = ways.ask("/following", cookies(person))[0]
        assert (CANARY.encode() in home.body) == (who in READERS[audience].split() and who in ("follower", "mutual")), who
