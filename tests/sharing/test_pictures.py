"""The pictures that links and feeds show: the right words, made once, never for what not everyone may see."""

import io
import threading
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageStat

from redbridge.accounts.models import Person
from redbridge.media.storage import picture_key, storage
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from redbridge.sharing import shelf
from redbridge.sharing.views import pictures
from tests.cast import client, write
from tests.jobs import run_jobs
from tests.media.making import encoded, sample, upload
from tests.sharing.conftest import develop

pytestmark = pytest.mark.django_db
SAID = {"en": {"words": "What truly matters?", "by": "human"}}


def get(path: str, **headers: str) -> Any:
    return client(None).get(path, headers=headers)


def opened(response: Any) -> Image.Image:
    return Image.open(io.BytesIO(response.content))


@pytest.fixture
def card(lin: Person) -> int:
    return write(lin, card="seal", words="你生活中真正重要的是什么？", language="zh-Hans", translations=SAID)


def test_a_card_is_a_png_in_the_language_asked_for(card: int) -> None:
    written, mine = get(f"/notes/{card}/card.png"), get(f"/notes/{card}/card.png?lang=en")
    assert written["Content-Type"] == mine["Content-Type"] == "image/png"
    assert opened(written).size == (1080, 1447) and written.content != mine.content
    assert get(f"/notes/{card}/card.png?lang=fr").content == written.content
    assert get(f"/notes/{card}/card.png", **{"Accept-Language": "en"}).content == written.content


def test_a_preview_of_a_card_lies_down(card: int) -> None:
    found = opened(get(f"/notes/{card}/preview.jpg"))
    assert (found.size, found.format) == ((1200, 630), "JPEG")


def test_a_picture_in_a_language_changes_nobodys_pages(card: int) -> None:
    assert "django_language" not in get(f"/notes/{card}/card.png?lang=zh-hans").cookies
    assert "django_language" in get(f"/notes/{card}?lang=zh-hans").cookies


def test_it_is_made_once_and_known_again(card: int, monkeypatch: pytest.MonkeyPatch) -> None:
    first = get(f"/notes/{card}/card.png")
    monkeypatch.setattr(pictures, "draw", lambda *args: pytest.fail("drawn again"))
    assert get(f"/notes/{card}/card.png").content == first.content
    again = get(f"/notes/{card}/card.png", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert "no-cache" in first["Cache-Control"]


def test_other_words_are_another_picture(card: int) -> None:
    first = get(f"/notes/{card}/card.png")
    Note.objects.filter(pk=card).update(words="你好")
    again = get(f"/notes/{card}/card.png", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 200 and again.content != first.content


def test_a_note_of_pictures_shows_its_first_as_jpeg(lin: Person) -> None:
    note = write(lin, "猫", uploads=[upload(sample("PNG", 320, 240))])
    assert get(f"/notes/{note}/preview.jpg").status_code == 404, "not made yet"
    develop(note)
    found = opened(get(f"/notes/{note}/preview.jpg"))
    assert (found.format, found.size) == ("JPEG", (240, 180)) and not found.getexif()
    assert get(f"/notes/{note}/card.png").status_code == 404


def test_a_sensitive_picture_has_no_shapes(lin: Person) -> None:
    note = write(lin, "x", uploads=[upload(sample("PNG", 320, 240))])
    picture = develop(note)
    board = Image.new("L", (240, 180))
    board.putdata([255 * ((x // 6 + y // 6) % 2) for y in range(180) for x in range(240)])
    storage().save(picture_key(picture, 240, "webp"), [encoded(board.convert("RGB"), "WEBP")], "image/webp")

    def contrast() -> float:
        return ImageStat.Stat(opened(get(f"/notes/{note}/preview.jpg")).convert("L")).stddev[0]

    assert contrast() > 100
    Note.objects.filter(pk=note).update(sensitive=True)
    assert contrast() < 10


def test_what_cannot_be_read_is_not_there(lin: Person) -> None:
    note = write(lin, "x", uploads=[upload(sample("PNG", 320, 240))])
    storage().save(picture_key(develop(note), 240, "webp"), [b"not a picture"], "image/webp")
    assert get(f"/notes/{note}/preview.jpg").status_code == 404


HIDDEN = [{"visibility": "followers"}, {"visibility": "mutuals"}, {"visibility": "me"}, {"deleted": "2026-01-01T00:00Z"}]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_not_everyone_may_see_has_no_picture_even_if_it_was_made(lin: Person, card: int, hidden: dict[str, str]) -> None:
    made = get(f"/notes/{card}/card.png")
    Note.objects.filter(pk=card).update(**hidden)
    for name in ("card.png", "preview.jpg"):
        for browser in (client(None), client(lin)):
            assert browser.get(f"/notes/{card}/{name}", headers={"If-None-Match": made["ETag"]}).status_code == 404


def test_a_private_persons_card_has_no_picture(lin: Person, card: int) -> None:
    Person.objects.filter(pk=lin.pk).update(private=True)
    assert get(f"/notes/{card}/card.png").status_code == 404


def test_a_deleted_notes_pictures_leave_the_disk(lin: Person, card: int) -> None:
    get(f"/notes/{card}/card.png")
    assert list(shelf._root().glob(f"*/{card}-*"))
    notes.remove_note(lin.pk, Note.objects.get(pk=card))
    run_jobs()
    assert not list(shelf._root().glob(f"*/{card}-*"))


def test_the_shelf_holds_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 3)
    for n in range(6):
        shelf.put(shelf.key(64, "png", n), b"x")
    assert len(list(shelf._root().glob("*/*"))) == 3
    shelf.sweep(days=-1)
    assert not list(shelf._root().glob("*/*"))


def test_a_shelf_one_may_not_write_to_costs_only_time(card: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert get(f"/notes/{card}/card.png").status_code == 200


def test_the_fifth_who_asks_at_once_is_told_to_come_again(card: int) -> None:
    held = [pictures._line.acquire(blocking=False) for _ in range(3)]
    try:
        refused = get(f"/notes/{card}/card.png")
        assert refused.status_code == 503 and int(refused["Retry-After"]) > 0
    finally:
        for _ in held:
            pictures._line.release()
    assert get(f"/notes/{card}/card.png").status_code == 200


def test_one_is_drawn_at_a_time() -> None:
    inside, most = 0, 0

    def draw() -> None:
        nonlocal inside, most
        with pictures._hands():
            inside += 1
            most = max(most, inside)
            threading.Event().wait(0.02)
            inside -= 1

    threads = [threading.Thread(target=draw) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


@pytest.mark.parametrize("lang", ["%00", "../..", "x" * 3000])
def test_a_strange_language_is_the_original(card: int, lang: str) -> None:
    assert get(f"/notes/{card}/card.png?lang={lang}").content == get(f"/notes/{card}/card.png").content


@pytest.mark.parametrize("number", [0, 2**63 - 1, 10**25])
def test_a_number_of_no_note_is_404(guest: None, number: int) -> None:
    assert get(f"/notes/{number}/preview.jpg").status_code == 404
