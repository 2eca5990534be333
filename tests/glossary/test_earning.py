"""What explaining terms brings: it is told, it counts towards trust, it can be taken along, and it ends with the account."""

import pytest

from redbridge.accounts.models import Person
from redbridge.glossary import actions, rules
from redbridge.glossary.handlers import takeaway
from redbridge.notifications.models import Notice
from redbridge.translation.actions import forget_person
from redbridge.translation.models import Term
from tests.cast import arrive, client, hold
from tests.glossary.test_proposals import GOOD
from tests.jobs import run_jobs


@pytest.fixture
def mei(db: None) -> Person:
    person = arrive("mei", "zh-Hans", "en", name="Mei")
    hold(person, "trusted")
    return person


def propose(person: Person, term: str = "泡枸杞") -> int:
    said = GOOD | {"term": term, "variants": "", "example_text": f"开始{term}了"}
    return actions.propose(person.pk, "zh-Hans", rules.entry(said))


def told(person: Person) -> list[tuple[str, bool]]:
    return [(one.kind, one.seen is None) for one in Notice.objects.filter(person=person).order_by("pk")]


def accepted(person: Person) -> int:
    return Person.objects.values_list("accepted", flat=True).get(pk=person.pk)


def test_who_explained_hears_that_it_was_taken_in(joss: Person, mei: Person) -> None:
    actions.approve(propose(joss), mei.pk)
    run_jobs()
    run_jobs()
    page = client(joss).get("/notifications").content.decode()
    assert "What you said of a term is in the glossary now" in page and 'href="/glossary/proposals"' in page
    assert [kind for kind, _ in told(joss)] == ["term_in"] and told(mei) == []


def test_the_next_is_news_though_the_last_was_seen(joss: Person, mei: Person) -> None:
    actions.approve(propose(joss), mei.pk)
    run_jobs()
    client(joss).get("/notifications")
    Notice.objects.update(seen="2026-01-01T00:00Z")
    actions.approve(propose(joss, "躺尸"), mei.pk)
    run_jobs()
    assert told(joss) == [("term_in", True)]


def test_why_not_is_told_as_well(joss: Person, mei: Person) -> None:
    actions.decline(propose(joss), mei.pk, "It is not so.")
    run_jobs()
    assert told(joss) == [("term_out", True)]
    assert "was not taken" in client(joss).get("/notifications?show=words").content.decode()


def test_nobody_is_told_whose_account_has_ended(joss: Person, mei: Person) -> None:
    actions.approve(propose(joss), mei.pk)
    forget_person(joss.pk)
    run_jobs()
    assert told(joss) == []


def test_a_term_taken_in_counts_towards_trust_until_it_is_taken_out(joss: Person, mei: Person) -> None:
    first, second, third = (propose(joss, term) for term in ("泡枸杞", "躺尸", "盘串"))
    actions.approve(first, mei.pk)
    actions.approve(second, mei.pk)
    actions.decline(third, mei.pk, "")
    assert accepted(joss) == 2
    actions.take_out(first, mei.pk, "It is not so.")
    actions.take_out(first, mei.pk, "It is not so.")
    assert accepted(joss) == 1 and accepted(mei) == 0


def test_proposals_are_taken_along(joss: Person, lin: Person, mei: Person) -> None:
    actions.decline(propose(joss), mei.pk, "It is not so.")
    [item] = takeaway(joss.pk)
    assert (item["entry"]["term"], item["state"], item["reason"]) == ("泡枸杞", "declined", "It is not so.")
    assert str(mei.pk) not in str(item) and list(takeaway(lin.pk)) == []


def test_an_ended_account_leaves_only_what_is_in_the_glossary(joss: Person, mei: Person) -> None:
    actions.approve(propose(joss), mei.pk)
    actions.decline(propose(joss, "躺尸"), mei.pk, "")
    propose(joss, "盘串")
    forget_person(joss.pk)
    assert list(Term.objects.values_list("term", "proposer_id")) == [("泡枸杞", None)]
