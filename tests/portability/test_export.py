"""Taking everything along: what is in the archive, what never is, and who may fetch it."""

import io
import json
import random
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Apart, Person
from redbridge.media import jobs as media_jobs
from redbridge.media.models import Picture
from redbridge.media.storage import storage
from redbridge.moderation.models import Report
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from redbridge.notifications.models import Notice
from redbridge.portability import actions, archive
from redbridge.portability.models import Export
from tests.cast import PASSWORD, answer, client, write
from tests.jobs import run_jobs
from tests.media.making import encoded, sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db
PAGE = "/settings/data"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.REDBRIDGE_MEDIA_URL = (tmp_path / "media").as_uri()


def packed(person: Person) -> zipfile.ZipFile:
    """The archive of a person, as their computer would open it."""
    return zipfile.ZipFile(io.BytesIO(b"".join(archive.pack(person, lambda pieces: None))))


def read(book: zipfile.ZipFile, name: str) -> Any:
    return json.loads(book.read(name))


def ready(person: Person) -> Export:
    actions.ask(person.pk, "en")
    run_jobs()
    return Export.objects.get(person=person)


def signed_in(person: Person) -> Client:
    """Through the door itself, so that the site knows when."""
    browser = Client()
    browser.post("/accounts/login/", {"login": person.handle, "password": PASSWORD})
    return browser


def test_a_note_is_an_activity_with_all_its_languages_and_pictures(lin: Person) -> None:
    note = write(lin, "猫", "看 #cat @joss", [upload(sample("PNG", 500, 400))], alts=["一只猫"])
    picture = Picture.objects.get()
    media_jobs.render_picture(picture_id=picture.pk)
    Note.objects.filter(pk=note).update(
        place="成都", translations={"en": {"title": "Cat", "body": "Look #cat @joss", "by": "engine", "engine": "OPUS-MT"}})
    book = packed(lin)
    outbox = read(book, "outbox.json")
    assert (outbox["type"], outbox["totalItems"]) == ("OrderedCollection", 1)
    (create,) = outbox["orderedItems"]
    made = create["object"]
    assert create["type"] == "Create" and made["type"] == "Note" and made["id"].endswith(f"/notes/{note}")
    assert made["nameMap"] == {"zh-Hans": "猫", "en": "Cat"} and set(made["contentMap"]) == {"zh-Hans", "en"}
    assert made["rb:translatedBy"] == {"en": {"by": "engine", "engine": "OPUS-MT"}}
    assert {tag["type"] for tag in made["tag"]} == {"Hashtag", "Mention"} and made["location"]["name"] == "成都"
    (document,) = made["attachment"]
    assert (document["name"], document["width"]) == ("一只猫", 500)
    assert book.read(document["url"])[8:12] == b"WEBP"
    page = Page(HttpResponse(book.read("index.html")))
    assert page.all("img", src=document["url"], alt="一只猫") and "成都" in page.words and "Cat" in page.words


def test_everything_has_its_file_and_the_zip_is_sound(lin: Person, joss: Person) -> None:
    note = write(joss, "A walk")
    comment = answer(lin, note, "好看")
    notes.like(lin.pk, note)
    accounts.follow(lin.pk, joss.pk)
    accounts.follow(joss.pk, lin.pk)
    Report.objects.create(reporter=lin, kind="note", subject_id=note, category="spam", words="广告", language="zh-Hans")
    deleted = write(lin, "旧的")
    notes.remove_note(lin.pk, Note.objects.get(pk=deleted))
    book = packed(lin)
    assert book.testzip() is None
    assert read(book, "actor.json")["preferredUsername"] == "lin"
    (said,) = read(book, "comments.json")["orderedItems"]
    assert said["object"]["inReplyTo"].endswith(f"/notes/{note}") and said["object"]["id"].endswith(f"/comments/{comment}")
    assert [item["name"] for item in read(book, "likes.json")["orderedItems"]] == ["A walk"]
    assert [url.rpartition("@")[2] for url in read(book, "following.json")["orderedItems"]] == ["joss"]
    assert [url.rpartition("@")[2] for url in read(book, "followers.json")["orderedItems"]] == ["joss"]
    assert [item["words"] for item in read(book, "reports.json")] == ["广告"]
    assert [item["name"] for item in read(book, "deleted.json")["orderedItems"]] == ["旧的"]
    assert read(book, "settings.json")[0]["emails"][0]["email"] == "lin@example.org"
    for name in ("boards", "collections", "drafts", "blocks", "mutes", "sessions", "versions", "media"):
        assert isinstance(read(book, f"{name}.json"), list)


def test_sessions_come_without_what_opens_them(lin: Person) -> None:
    key = client(lin).cookies["sessionid"].value
    text = b"".join(packed(lin).read(name) for name in packed(lin).namelist())
    assert key.encode() not in text and lin.password.encode() not in text and b"auth_hash" not in text


def test_pages_open_from_a_disk_without_scripts(lin: Person) -> None:
    for number in range(3):
        write(lin, f"<script>alert({number})</script>", "<img src=x onerror=alert(1)> https://example.org/\n\n#cat")
    book = packed(lin)
    names = set(book.namelist())
    for name in (name for name in names if name.endswith(".html")):
        page = Page(HttpResponse(book.read(name)))
        assert not page.all("script")
        assert [tag for tag in page.all("img") if not tag.attrs["src"].startswith("media/")] == []
        for link in page.all("a"):
            assert link.attrs["href"].startswith(("http://", "https://")) or link.attrs["href"] in names, link
        assert page.all("link", href="style.css")


def test_many_notes_make_many_pages_newest_first(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.pages, "SIZE", 2)
    monkeypatch.setattr(archive.reading, "CHUNK", 2)
    for number in range(5):
        write(lin, f"第{number}篇")
    book = packed(lin)
    pages = [Page(HttpResponse(book.read(name))) for name in ("index.html", "notes-2.html", "notes-3.html")]
    assert [[number for number in range(5) if f"第{number}篇" in page.words] for page in pages] == [[3, 4], [1, 2], [0]]
    assert read(book, "outbox.json")["totalItems"] == 5
    assert pages[0].all("a", href="notes-2.html") and pages[2].all("a", href="index.html")


@pytest.mark.parametrize(("lang", "words"), [("en", "Comments"), ("zh-hans", "评论"), ("zh-hant", "留言")])
def test_pages_are_in_the_persons_language(lin: Person, lang: str, words: str) -> None:
    actions.ask(lin.pk, lang)
    run_jobs()
    book = zipfile.ZipFile(storage().open(Export.objects.get().key))
    assert words in Page(HttpResponse(book.read("index.html"))).words


def noise() -> bytes:
    """A picture that does not shrink."""
    return encoded(Image.frombytes("RGB", (400, 300), random.Random(7).randbytes(400 * 300 * 3)), "PNG")


def test_it_streams(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    write(lin, "猫", "", [upload(noise()) for _ in range(3)])
    for picture in Picture.objects.all():
        media_jobs.render_picture(picture_id=picture.pk)
    monkeypatch.setattr(archive.book, "BLOCK", 1000)
    sizes = [len(part) for part in archive.pack(lin, lambda pieces: None)]
    assert sum(sizes) > 100_000 and max(sizes) < 16_000


def test_ready_is_told_by_page_notice_and_mail(lin: Person) -> None:
    browser = client(lin)
    assert browser.post(f"{PAGE}/export").status_code == 302
    assert "hx-trigger" in browser.get(PAGE).content.decode()
    ran = run_jobs()
    assert "portability.jobs.make_export" in ran and [letter.to for letter in mail.outbox] == [["lin@example.org"]]
    export = Export.objects.get()
    assert export.state == "ready" and export.done == export.total and export.size == storage().size(export.key)
    assert Notice.objects.filter(person=lin, kind="export").count() == 1
    page = Page(browser.get(PAGE))
    assert page.all("a", href=f"{PAGE}/{export.pk}")
    assert "/settings/data" in browser.get("/notifications").content.decode()


def test_one_at_a_time(lin: Person) -> None:
    assert actions.ask(lin.pk, "en") and not actions.ask(lin.pk, "en")
    run_jobs()
    assert actions.ask(lin.pk, "en")


def test_one_that_never_came_holds_up_no_other(lin: Person) -> None:
    actions.ask(lin.pk, "en")
    Export.objects.update(asked=timezone.now() - timedelta(hours=25))
    assert actions.ask(lin.pk, "en")


def test_only_its_owner_and_only_soon_after_signing_in(lin: Person, joss: Person) -> None:
    export = ready(lin)
    address = f"{PAGE}/{export.pk}"
    response: Any = signed_in(lin).get(address)
    book = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert "outbox.json" in book.namelist() and response["Content-Disposition"].startswith('attachment; filename="lin-')
    assert "no-store" in response["Cache-Control"] and response["X-Content-Type-Options"] == "nosniff"
    assert signed_in(joss).get(address).status_code == 404
    stale = client(lin).get(address)
    assert stale.status_code == 302 and stale["Location"].startswith("/accounts/reauthenticate/")
    assert client(None).get(address).status_code == 302


def test_showing_who_one_is_again_leads_to_it(lin: Person) -> None:
    browser, export = client(lin), ready(lin)
    asked = browser.get(f"{PAGE}/{export.pk}")
    again = browser.post(asked["Location"], {"password": PASSWORD})
    assert again.status_code == 302 and again["Location"] == f"{PAGE}/{export.pk}"
    assert browser.get(again["Location"]).status_code == 200


def test_a_week_later_it_is_gone(lin: Person) -> None:
    export = ready(lin)
    Export.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert signed_in(lin).get(f"{PAGE}/{export.pk}").status_code == 404
    actions.sweep()
    assert not storage().exists(export.key) and Export.objects.get().state == "gone"


def test_a_suspended_person_takes_their_own_along(mo: Person) -> None:
    Person.objects.filter(pk=mo.pk).update(state="active")
    note = write(mo, "Mine")
    answer(mo, note, "to myself")
    Person.objects.filter(pk=mo.pk).update(state="suspended")
    assert client(mo).post(f"{PAGE}/export").status_code == 302
    run_jobs()
    book = zipfile.ZipFile(storage().open(Export.objects.get().key))
    assert read(book, "outbox.json")["totalItems"] == 1
    assert "inReplyTo" in read(book, "comments.json")["orderedItems"][0]["object"]


def test_blocks_are_ones_own(lin: Person, joss: Person) -> None:
    Apart.objects.create(person=lin, other=joss, mine=True)
    Apart.objects.create(person=joss, other=lin, mine=False)
    assert [row["handle"] for row in read(packed(lin), "blocks.json")] == ["joss"]
    assert read(packed(joss), "blocks.json") == []
