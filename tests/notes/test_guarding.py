"""Pictures and who may see them, when two things happen at the same moment."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media.models import Picture
from redbridge.notes import handlers
from tests.cast import answer, write
from tests.media.making import sample, upload
from tests.threads import at_once

LONG = 1.0
"""Seconds that a deed waits before its commit: enough for the other to be through, were it not held up."""


def shot() -> Any:
    return upload(sample("PNG", 8, 8))


@pytest.mark.parametrize("deed", ["publish", "answer"])
@pytest.mark.parametrize("change", ["close", "suspend"])
def test_no_picture_slips_through_open(committed: None, lin: Person, joss: Person, deed: str, change: str) -> None:
    """Whoever goes private or is suspended between a deed's writing and its commit: its picture is guarded at last."""
    note = write(lin, "note")
    begun, through = threading.Event(), threading.Event()
    do: Callable[[], int] = partial(write, lin, "n", "", [shot()])
    if deed == "answer":
        do = partial(answer, joss, note, "c", picture=shot())

    def slowly() -> None:
        with transaction.atomic():
            do()
            begun.set()
            through.wait(LONG)

    def meanwhile() -> None:
        begun.wait(10)
        getattr(accounts, change)(lin.pk)
        handlers.reguard_pictures(person_id=lin.pk)
        through.set()

    at_once(slowly, meanwhile)
    picture = Picture.objects.get()
    assert picture.guarded
    assert picture.away == (change == "suspend" and deed == "publish")


@pytest.mark.parametrize("change", ["close", "suspend"])
def test_who_publishes_after_it_publishes_guarded(committed: None, lin: Person, change: str) -> None:
    begun, through = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            getattr(accounts, change)(lin.pk)
            begun.set()
            through.wait(LONG)

    def meanwhile() -> None:
        begun.wait(10)
        write(lin, "n", "", [shot()])
        through.set()

    at_once(slowly, meanwhile)
    assert Picture.objects.get().guarded
