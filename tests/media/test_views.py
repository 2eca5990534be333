"""Renditions over HTTP: closed headers, one query, and nothing of a hidden subject."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from redbridge.media import actions, jobs
from redbridge.media.models import Picture
from redbridge.media.storage import Folder
from tests.media.making import sample, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(folder: Folder) -> Picture:
    (made,) = actions.claim(7, [upload(sample("PNG", 500, 400))], [], "note", 99)
    jobs.render_picture(picture_id=made.id)
    return made


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(("fmt", "magic"), [("webp", b"WEBP"), ("avif", b"ftypavif")])
def test_a_rendition_is_served_closed_and_for_ever(client: Client, picture: Picture, fmt: str, magic: bytes) -> None:
    response = client.get(f"/media/{picture.id}/480.{fmt}")
    assert response.status_code == 200
    data = body(response)
    assert magic in data[:16] and response["Content-Length"] == str(len(data))
    assert response["Content-Type"] == f"image/{fmt}"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"] == f'inline; filename="{picture.id}-480.{fmt}"'
    assert not response.cookies


def test_it_costs_one_query_and_no_session(client: Client, picture: Picture) -> None:
    client.cookies["sessionid"] = "whatever"
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/media/{picture.id}/240.webp")
    assert len([q for q in asked.captured_queries if "media_picture" in q["sql"]]) == 1


@pytest.mark.parametrize("path", [
    "/media/{id}/1080.webp", "/media/{id}/241.webp", "/media/{id}/0.webp", "/media/{id}/99999999999999999999.webp",
    "/media/1/240.webp", "/media/9223372036854775808/240.webp", "/media/{id}/240.png", "/media/{id}/240.webp/",
    "/media/{id}/../{id}/240.webp", "/media/%2e%2e/%2e%2e/etc/passwd", "/media/-{id}/240.webp", "/media/incoming/x",
])
def test_anything_else_is_not_there(client: Client, picture: Picture, path: str) -> None:
    response = client.get(path.format(id=picture.id))
    assert response.status_code == 404
    assert "immutable" not in response.get("Cache-Control", "")


def test_what_is_hidden_is_not_there_and_comes_back_when_shown(client: Client, picture: Picture) -> None:
    address = f"/media/{picture.id}/480.avif"
    actions.hide("note", 99)
    hidden = client.get(address)
    assert (hidden.status_code, hidden["Cache-Control"], hidden.content) == (404, "no-store", b"")
    actions.show("note", 99)
    assert client.get(address).status_code == 200


def test_what_waits_or_lost_its_file_is_not_there(client: Client, picture: Picture, folder: Folder) -> None:
    (waiting,) = actions.claim(7, [upload(sample("PNG"))], [], "note", 99)
    assert client.get(f"/media/{waiting.id}/480.webp").status_code == 404
    for name in list((folder.root / "pictures").rglob("480.webp")):
        name.unlink()
    assert client.get(f"/media/{picture.id}/480.webp").status_code == 404


def test_what_was_sent_is_never_served(client: Client, folder: Folder) -> None:
    (waiting,) = actions.claim(7, [upload(sample("PNG"))], [], "note", 99)
    name = waiting.spool.removeprefix("incoming/")
    for path in (f"/media/{waiting.spool}", f"/media/{name}", f"/media/incoming/{name}.webp", f"/{waiting.spool}"):
        assert client.get(path).status_code == 404


def test_only_reading_is_possible(client: Client, picture: Picture) -> None:
    address = f"/media/{picture.id}/480.webp"
    assert client.head(address).status_code == 200
    for method in (client.post, client.put, client.delete, client.patch):
        assert method(address).status_code == 405
