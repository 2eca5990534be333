"""What the host decides at the shell: a decision like any other, and the statement says whose hand it was."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.moderation.models import Decision, Strike
from redbridge.record.models import Waiting
from tests.cast import client
from tests.moderation.deciding import rule

pytestmark = pytest.mark.django_db


def say(*words: str) -> str:
    out = StringIO()
    call_command("suspend", *words, stdout=out)
    return out.getvalue()


def test_the_host_suspends_with_a_statement_and_lifts(joss: Person) -> None:
    told = say("@Joss", "--rule", rule(), "--until", "2030-01-31", "--words", "Ask a proper agency first.")
    assert told == "@joss is suspended.\n"
    made = Decision.objects.get()
    assert (made.kind, made.by, made.statement["who"]["by"], made.case.source) == ("suspend", None, "host", "desk")
    assert made.statement["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert made.statement["automated_detection"] == "No"
    assert made.statement["said"] | {"translations": {}} == {
        "words": "Ask a proper agency first.", "language": "en", "translations": {}}
    assert made.until and made.until.year == 2030 and Strike.objects.get().person == joss
    page = client(joss).get("/settings/standing").content.decode()
    assert "The host of this site" in page and "second pair of eyes" in page and "Ask a proper agency first." in page
    assert say("joss", "--lift") == "@joss is active.\n"
    made.refresh_from_db()
    assert made.undone and Strike.objects.get().taken_back
    assert [line.by for line in Waiting.objects.order_by("pk")] == ["person"] * 2


def test_one_from_before_there_were_decisions_ends_too(joss: Person) -> None:
    accounts.suspend(joss.pk)
    assert say("joss", "--lift") == "@joss is active.\n"


@pytest.mark.parametrize(("words", "said"), [
    (("nobody", "--rule", "x"), "Nobody here"), (("joss",), "--rule"), (("joss", "--rule", "no-such"), "--rule"),
    (("joss", "--rule", "R", "--until", "soon"), "no day"), (("joss", "--rule", "R", "--until", "2020-01-01"), "future"),
])
def test_what_is_wrong_is_one_sentence(joss: Person, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        say(*(rule() if word == "R" else word for word in words))
    assert not Decision.objects.exists()
