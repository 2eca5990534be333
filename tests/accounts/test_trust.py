"""Whose yes counts: those appointed, and those who earned it; nobody who is suspended, leaving or new."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from redbridge.accounts import actions, rules
from redbridge.accounts.models import Appointment, Person
from redbridge.accounts.trust import Standing, count_accepted, is_trusted, standing
from tests.cast import suspend

pytestmark = pytest.mark.django_db


def earn(person: Person, days: int = rules.TRUSTED_DAYS, accepted: int = rules.TRUSTED_ACCEPTED) -> None:
    Person.objects.filter(pk=person.pk).update(code_accepted=Now() - timedelta(days=days, minutes=1), accepted=accepted)


@pytest.mark.parametrize(("days", "accepted", "trusted"), [(30, 10, True), (29, 500, False), (500, 9, False), (0, 0, False)])
def test_trust_is_earned_by_time_and_by_what_was_accepted(lin: Person, days: int, accepted: int, trusted: bool) -> None:
    earn(lin, days, accepted)
    assert standing(lin.pk) == Standing(trusted=trusted, staff=False)


@pytest.mark.parametrize(("role", "staff"), [("trusted", False), ("moderator", True), ("lead", True), ("administrator", True)])
def test_an_appointment_is_trust(joss: Person, role: str, staff: bool) -> None:
    assert not is_trusted(joss.pk)
    call_command("appoint", "joss", role)
    assert standing(joss.pk) == Standing(trusted=True, staff=staff)


def test_an_appointment_that_would_lead_to_nothing_is_refused_and_the_next_step_is_said(
    lin: Person, mo: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    for handle, language, reason in (("lin", "xx", "is no language here"), ("mo", "", "is suspended and can look after nothing")):
        with pytest.raises(CommandError, match=reason):
            call_command("appoint", handle, "moderator", language=language)
    assert not Appointment.objects.exists()
    call_command("appoint", "lin", "moderator", language="zh-Hans")
    assert "once they have a passkey or an authenticator app" in capsys.readouterr().out
    TOTP.activate(lin, "A" * 32)
    call_command("appoint", "lin", "lead")
    assert "passkey" not in capsys.readouterr().out


def test_nobody_who_may_not_write_is_trusted(lin: Person, joss: Person) -> None:
    call_command("appoint", "lin", "lead", language="zh-Hans")
    earn(joss)
    suspend(joss)
    actions.suspend(lin.pk)
    assert not is_trusted(lin.pk) and not is_trusted(joss.pk)
    assert not is_trusted(None) and not is_trusted(12345)


def test_what_is_undone_counts_no_more(lin: Person) -> None:
    earn(lin)
    count_accepted(lin.pk, -1)
    assert not is_trusted(lin.pk)
    count_accepted(lin.pk, 1)
    assert is_trusted(lin.pk)
    earn(lin, accepted=0)
    count_accepted(lin.pk, -1)
    lin.refresh_from_db()
    assert lin.accepted == 0
