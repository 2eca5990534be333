"""Row 16: the short way to the feeds shows each note to those it is for, and to nobody else."""

import pytest

from redbridge.accounts.models import Person
from tests.cast import write
from tests.jobs import run_jobs
from tests.security.test_16_each_audience import READERS, people, sing
from tests.security.test_16_no_side_channel import CANARY
from tests.ways import Ways, cookies, ways

__all__ = ["people", "ways"]
pytestmark = pytest.mark.django_db


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
