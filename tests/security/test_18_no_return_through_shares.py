"""Row 18 (CVE-2026-23961): whoever is suspended or blocked comes back by no share, embed, preview, feed or kept copy."""

from collections import defaultdict
from typing import Any

import pytest

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from tests.cast import arrive, client, suspend, write
from tests.jobs import run_jobs
from tests.security.test_16_no_side_channel import CANARY, LOOKS, sing

pytestmark = pytest.mark.django_db


def hears(person: Person | None, ids: dict[str, int]) -> set[str]:
    """The routes of the matrix this person hears the canary on."""
    browser, found = client(person), set()
    for name, path in LOOKS.items():
        response: Any = browser.get(path.format_map(defaultdict(int, ids)))
        if CANARY.encode() in b"".join(response):
            found.add(name)
    return found


def test_a_suspended_author_comes_back_by_nothing_that_was_shared_or_kept(lin: Person, joss: Person) -> None:
    third = arrive("third", "en")
    ids = sing(lin, joss, third)
    board = notes.make_board(joss.pk, "kept", public=True)
    notes.collect(joss.pk, ids["note"], board)
    ids["board"] = board
    run_jobs()
    # Everybody looked before: whatever is kept between requests is kept now.
    warm = hears(None, ids) | hears(joss, ids)
    assert warm >= {"embed", "oembed", "person_feed", "topic_feed", "rendition", "board", "note", "explore", "search"}
    suspend(lin)
    assert hears(None, ids) | hears(joss, ids) | hears(third, ids) == set(), "at once"
    run_jobs()
    assert hears(None, ids) | hears(joss, ids) | hears(third, ids) == set(), "and after every job"
    accounts.reinstate(lin.pk)
    run_jobs()
    assert hears(None, ids) | hears(joss, ids) == warm, "and back whole: nothing was heard by luck"


def test_pictures_drawn_of_a_text_card_are_not_served_from_the_shelf(lin: Person) -> None:
    note = write(lin, "title", words=CANARY, card="letter", kind="card")
    pages = [f"/notes/{note}/card.png", f"/notes/{note}/preview.jpg"]
    tags = {page: client(None).get(page)["ETag"] for page in pages}
    suspend(lin)
    for page, tag in tags.items():
        for headers in ({}, {"If-None-Match": tag}):
            answer = client(None).get(page, headers=headers)
            assert answer.status_code == 404, "a copy somebody kept is not confirmed either"


def test_somebody_blocked_comes_back_by_no_page_of_ours(lin: Person, joss: Person) -> None:
    """By a board, a share, a comment of a third person's; what is made for places outside asks nobody who they are."""
    third = arrive("third", "en")
    ids = sing(lin, joss, third)
    board = notes.make_board(third.pk, "kept", public=True)
    notes.collect(third.pk, ids["note"], board)
    ids["board"] = board
    run_jobs()
    assert hears(joss, ids) >= {"board", "note", "following", "notices"}
    accounts.block(lin.pk, joss.pk)
    outside = {"rendition", "embed", "oembed", "person_feed", "topic_feed"}
    assert hears(joss, ids) <= outside, "at once"
    run_jobs()
    assert hears(joss, ids) <= outside
