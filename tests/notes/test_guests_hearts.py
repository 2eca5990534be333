"""Somebody signed out who taps a heart or a bookmark comes to the sign-up page, and back to the note from there."""

import pytest

from redbridge.accounts.models import Person
from tests.cast import client, write
from tests.pages import Page

pytestmark = pytest.mark.django_db


def _led(address: str, name: str) -> list[str | None]:
    links = Page(client(None, "en").get(address)).all("a")
    return [link.attrs["href"] for link in links if link.attrs.get("aria-label") == name]


def test_a_heart_and_a_bookmark_lead_a_guest_to_signing_up(lin: Person) -> None:
    note = write(lin, "a", "#rain")
    signup = f"/accounts/signup/?next=/notes/{note}"
    assert _led(f"/notes/{note}", "Like") == [signup]
    assert _led(f"/notes/{note}", "Collect") == [signup]
    assert _led("/@lin", "Like") == [signup], "and so does the heart of a card"
