"""Pauses and suspensions: with a date, over when it has passed, and nothing lost meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redbridge.accounts import actions, jobs
from redbridge.accounts.models import Person
from tests.cast import answer, client, write
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


def test_who_is_paused_reads_keeps_settings_and_is_told_until_when(lin: Person, joss: Person) -> None:
    note, until = write(lin, "walls"), timezone.now() + timedelta(days=7)
    assert actions.pause_posting(joss.pk, until)
    assert not actions.pause_posting(joss.pk, until)
    browser = client(joss)
    assert browser.get(f"/notes/{note}").status_code == browser.get("/following").status_code == 200
    for path, data in ((f"/notes/{note}/comments", {"body": "typed words"}), (f"/notes/{note}/like", {}), ("/@lin/follow", {})):
        response = browser.post(path, data)
        assert response.status_code == 403, path
        assert f"{until.day} {until:%B %Y}" in response.content.decode()
    assert "typed words" in browser.post(f"/notes/{note}/comments", {"body": "typed words"}).content.decode()
    assert browser.post("/@lin/block", {}).status_code == 302
    assert browser.get("/settings/").status_code == 200
    actions.unblock(joss.pk, lin.pk)
    assert actions.pause_posting(joss.pk, None)
    assert browser.post(f"/notes/{note}/comments", {"body": "typed words"}).status_code == 302


def test_what_they_wrote_before_stands(lin: Person, joss: Person) -> None:
    note = write(lin, "walls")
    actions.pause_posting(lin.pk, timezone.now() + timedelta(days=7))
    assert client(joss).get(f"/notes/{note}").status_code == 200


def test_a_request_takes_a_pause_for_over_before_any_job(lin: Person, joss: Person) -> None:
    note = write(lin, "walls")
    Person.objects.filter(pk=joss.pk).update(paused_until=timezone.now() - timedelta(seconds=1))
    assert client(joss).post(f"/notes/{note}/comments", {"body": "x"}).status_code == 302
    jobs.end_restraints(0)
    joss.refresh_from_db()
    assert joss.paused_until is None


def test_a_suspension_with_a_date_ends_by_itself_and_gives_all_back(lin: Person, joss: Person) -> None:
    note = write(lin, "walls")
    answer(joss, note, "fine")
    until = timezone.now() + timedelta(days=30)
    assert actions.suspend(lin.pk, until)
    assert client(joss).get(f"/notes/{note}").status_code == 404
    refused = client(lin).post("/@joss/follow", {})
    assert refused.status_code == 403
    assert f"{until.day} {until:%B %Y}" in client(lin, "en").post("/@joss/follow?lang=en", {}).content.decode()
    jobs.end_restraints(0)
    assert client(joss).get(f"/notes/{note}").status_code == 404, "not before it is due"
    assert actions.suspend(lin.pk, timezone.now() - timedelta(seconds=1)), "another date holds"
    assert client(lin).post("/@joss/follow", {}).status_code == 302, "a request takes it for over"
    jobs.end_restraints(0)
    run_jobs()
    page = client(joss).get(f"/notes/{note}")
    assert page.status_code == 200
    assert b"fine" in page.content
    lin.refresh_from_db()
    assert (lin.state, lin.suspended_until) == ("active", None)


def test_a_suspension_without_a_date_does_not_end(lin: Person) -> None:
    actions.suspend(lin.pk)
    jobs.end_restraints(0)
    lin.refresh_from_db()
    assert lin.state == "suspended"


def test_who_was_leaving_is_leaving_again(lin: Person) -> None:
    Person.objects.filter(pk=lin.pk).update(leaving=timezone.now() + timedelta(days=14), state="leaving")
    actions.suspend(lin.pk, timezone.now() - timedelta(seconds=1))
    jobs.end_restraints(0)
    lin.refresh_from_db()
    assert lin.state == "leaving"
