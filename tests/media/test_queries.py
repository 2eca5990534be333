"""Pictures as pages get them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.media import queries
from redbridge.media.models import Picture
from redbridge.media.queries import PictureView


def view(*widths: int, state: str = "ready", hidden: bool = False) -> PictureView:
    return PictureView(5, 900, 1200, state, 3, "", "und", widths, hidden)


def kept(subject_id: int, position: int, **more: object) -> Picture:
    return Picture.objects.create(
        **{"owner_id": 1, "kind": "note", "subject_id": subject_id, "position": position, "width": 900, "height": 1200,
           "state": "ready", "widths": [240, 480], **more})


def test_an_address_is_the_width_asked_for_or_the_next_below() -> None:
    assert view(240, 480).url(480, "avif") == "/media/5/480.avif"
    assert view(240, 480).url(1080, "webp") == "/media/5/480.webp"
    assert view(360, 480).url(240, "webp") == "/media/5/360.webp"
    assert view().url(240, "webp") == ""


def test_srcset_src_and_ratio_are_what_a_page_needs() -> None:
    assert view(240, 480).srcset("avif") == "/media/5/240.avif 240w, /media/5/480.avif 480w"
    assert view(240, 480, 1080).src == "/media/5/480.webp"
    assert view(240).ratio == 0.75


def test_ready_is_made_and_not_hidden() -> None:
    assert view(240).ready
    assert not view().ready and not view(240, state="waiting").ready and not view(240, hidden=True).ready


@pytest.mark.django_db
def test_pictures_come_in_their_order_by_subject_in_one_statement() -> None:
    second, first, other = kept(1, 1), kept(1, 0, alt="猫"), kept(2, 0, widths=[], state="waiting")
    kept(1, 0, kind="person")
    with CaptureQueriesContext(connection) as asked:
        found = queries.pictures("note", [1, 2, 3])
    assert len(asked) == 1
    assert {key: [v.id for v in views] for key, views in found.items()} == {1: [first.id, second.id], 2: [other.id]}
    assert found[1][0] == PictureView(first.id, 900, 1200, "ready", 13, "猫", "und", (240, 480), False)


@pytest.mark.django_db
def test_pictures_by_id_come_in_one_statement_and_none_for_nothing() -> None:
    one, two = kept(1, 0), kept(2, 0, hidden=True)
    with CaptureQueriesContext(connection) as asked:
        found = queries.by_ids([one.id, two.id, 12345])
    assert len(asked) == 1 and set(found) == {one.id, two.id} and found[two.id].hidden
    with CaptureQueriesContext(connection) as asked:
        assert queries.by_ids([]) == {} and queries.pictures("note", []) == {}
    assert len(asked) == 0
