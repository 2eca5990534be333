"""Links, frames and what they say: only of what everyone may see, in the language asked for, with nothing that runs."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from redbridge.accounts.models import Person
from redbridge.notes.models import Note
from tests.cast import client, write
from tests.media.making import sample, upload
from tests.pages import Page
from tests.security.surfaces import CORPUS
from tests.sharing.conftest import develop

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
SAID = {"en": {"title": "A cat", "body": "It sleeps.", "by": "human"}}


@pytest.fixture
def note(lin: Person) -> int:
    return write(lin, "一只猫", "它在睡觉。", language="zh-Hans", translations=SAID)


def metas(path: str, **headers: str) -> dict[str, str]:
    page = Page(client(None).get(path, headers=headers))
    return {n.attrs.get("property") or n.attrs.get("name", ""): n.attrs.get("content", "") for n in page.all("meta")}


def links(path: str) -> list[dict[str, str]]:
    return [n.attrs for n in Page(client(None).get(path)).all("link")]


def oembed(note: int, **more: str) -> Any:
    return client(None).get("/oembed", {"url": f"{SITE}/notes/{note}", **more})


def test_a_link_to_a_note_tells_what_it_is_in_the_language_of_the_note(note: int) -> None:
    said = metas(f"/notes/{note}", **{"Accept-Language": "en"})
    assert (said["og:title"], said["og:description"], said["og:locale"]) == ("一只猫", "它在睡觉。", "zh_CN")
    assert said["og:image"] == f"{SITE}/notes/{note}/preview.jpg" and said["og:image:width"] == "1200"
    assert said["og:url"] == f"{SITE}/notes/{note}" and said["twitter:card"] == "summary_large_image"


def test_or_in_the_one_the_link_asks_for(note: int) -> None:
    said = metas(f"/notes/{note}?lang=en")
    assert (said["og:title"], said["og:description"], said["og:locale"]) == ("A cat", "It sleeps.", "en_US")
    assert said["og:image"].endswith("preview.jpg?lang=en") and said["og:url"].endswith("?lang=en")


def test_a_note_of_pictures_says_how_large_its_picture_is(lin: Person) -> None:
    note = write(lin, "猫", uploads=[upload(sample("PNG", 320, 240))])
    develop(note)
    said = metas(f"/notes/{note}")
    assert (said["og:image:width"], said["og:image:height"]) == ("240", "180")


@pytest.mark.parametrize("path", ["/", "/@lin", "/topics/cat", "/notes/{note}"])
def test_one_address_and_its_languages(lin: Person, path: str) -> None:
    path = path.format(note=write(lin, "x", "#cat"))
    for asked in ("", "?lang=zh-hans", "?after=&read=both"):
        found = links(path + asked)
        [canonical] = [link["href"] for link in found if link.get("rel") == "canonical"]
        assert canonical == SITE + path + (asked if "lang" in asked else "")
        assert {link["hreflang"]: link["href"] for link in found if "hreflang" in link} == {
            "en": f"{SITE}{path}?lang=en", "zh-Hans": f"{SITE}{path}?lang=zh-hans", "zh-Hant": f"{SITE}{path}?lang=zh-hant",
            "x-default": SITE + path}  # fmt: skip


def test_a_kept_page_names_the_language_only_where_it_was_asked_for(lin: Person) -> None:
    write(lin, "x", "#cat")
    for asked in ("", "?lang=zh-hans", "", "?lang=zh-hans"):
        html = client(None, "zh-Hans").get(f"/{asked}").content.decode()
        assert f'<link rel="canonical" href="{SITE}/{asked}">' in html


def test_pages_name_their_feeds_and_notes_their_oembed(lin: Person, note: int) -> None:
    def named(path: str, kind: str) -> list[str]:
        return [link["href"] for link in links(path) if link.get("type") == kind]

    assert named("/@lin", "application/rss+xml") == ["/@lin/feed.xml"]
    assert named("/topics/猫", "application/rss+xml") == ["/topics/%E7%8C%AB/feed.xml"]
    [address] = named(f"/notes/{note}", "application/json+oembed")
    assert client(None).get(address.removeprefix(SITE)).status_code == 200


def test_oembed_describes_a_note(note: int) -> None:
    said = oembed(note, format="json", lang="en").json()
    assert (said["version"], said["type"], said["title"], said["author_name"]) == ("1.0", "rich", "A cat", "小林")
    assert said["author_url"] == f"{SITE}/@lin" and said["thumbnail_width"] == 1200
    assert f'src="{SITE}/notes/{note}/embed?lang=en"' in said["html"] and "script" not in said["html"]
    assert said["width"] == 400 and oembed(note, maxwidth="320", maxheight="300").json()["width"] == 320


@pytest.mark.parametrize("size", ["0", "-5", "abc", "9" * 400, "²"])
def test_a_strange_size_is_ours(note: int, size: str) -> None:
    assert oembed(note, maxwidth=size).json()["width"] in (240, 400)


def test_oembed_knows_json_only(note: int) -> None:
    assert oembed(note, format="xml").status_code == 501


@pytest.mark.parametrize("url", ["", "x", "http://evil.example/notes/{0}", "http://localhost:8000.evil.example/notes/{0}",
                                 "http://localhost:8000/@lin", "http://localhost:8000/notes/{0}/delete",
                                 "//localhost:8000/notes/{0}",
                                 "http://localhost:8000@evil.example/notes/{0}", "http://localhost:8000/notes/99999999999999999999"])
def test_oembed_of_anything_else_is_404(note: int, url: str) -> None:
    assert client(None).get("/oembed", {"url": url.format(note)}).status_code == 404


@pytest.mark.parametrize("hidden", ["followers", "mutuals", "me"])
def test_what_not_everyone_may_see_is_nowhere(lin: Person, note: int, hidden: str) -> None:
    Note.objects.filter(pk=note).update(visibility=hidden)
    for browser in (client(None), client(lin)):
        assert browser.get("/oembed", {"url": f"{SITE}/notes/{note}"}).status_code == 404
        assert browser.get(f"/notes/{note}/embed").status_code == 404
        for feed in ("/@lin/feed.xml", "/topics/cat/feed.xml", "/sitemap/1.xml"):
            assert str(note) not in browser.get(feed).content.decode()


def test_an_embed_may_be_framed_and_runs_nothing(note: int) -> None:
    found = client(None).get(f"/notes/{note}/embed?lang=en")
    page = Page(found)
    assert "frame-ancestors *" in found["Content-Security-Policy"] and "default-src 'none'" in found["Content-Security-Policy"]
    assert not page.all("script") and not page.all("form") and "A cat" in page.words
    assert all(n.attrs["href"].startswith(SITE) and n.attrs["target"] == "_blank" for n in page.all("a"))
    assert "frame-ancestors 'none'" in client(None).get(f"/notes/{note}")["Content-Security-Policy"]


@pytest.mark.parametrize("words", CORPUS)
def test_no_words_come_alive_outside(lin: Person, words: str) -> None:
    Person.objects.filter(pk=lin.pk).update(name=words[:60])
    note = write(lin, words[:40], words, card="seal", words=words[:80])
    root = ElementTree.fromstring(client(None).get("/@lin/feed.xml").content)
    html = root.findtext("channel/item/{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    from tests.security.surfaces import alive

    class Answer:
        status_code, content = 200, html.encode()

    assert alive(Answer()) == [] and alive(client(None).get(f"/notes/{note}/embed")) == []
    frame = json.loads(oembed(note).content)["html"]
    assert frame.count("<") == 2 and frame.count('"') == 14
    assert client(None).get(f"/notes/{note}/card.png").status_code == 200


def test_the_page_to_share_from_has_it_all_without_a_script(note: int) -> None:
    page = Page(client(None).get(f"/notes/{note}/share?lang=en"))
    values = [n.attrs.get("value") for n in page.all("input")]
    assert f"{SITE}/notes/{note}" in values
    assert any("A cat" in n.words and f"{SITE}/notes/{note}" in n.words for n in page.all("textarea"))
    assert any("preview.jpg" in n.attrs.get("src", "") for n in page.all("img"))


def test_a_note_for_some_is_shared_as_a_link_that_opens_for_some(lin: Person, joss: Person, note: int) -> None:
    Note.objects.filter(pk=note).update(visibility="me")
    assert client(joss).get(f"/notes/{note}/share").status_code == 404
    page = Page(client(lin, "en").get(f"/notes/{note}/share?lang=en"))
    assert "Not everyone can open this note" in page.words
    assert not [n for n in page.all("img") if "preview" in n.attrs.get("src", "")]


def test_the_button_leads_to_the_page_and_names_the_bare_address(note: int) -> None:
    page = Page(client(None).get(f"/notes/{note}?lang=en&read=both"))
    buttons = [n.attrs for n in page.all("a") if n.attrs.get("data-module") == "share"]
    menu = Page(client(None).get(f"/notes/{note}/menu"))
    buttons += [n.attrs for n in menu.all("a") if n.attrs.get("data-module") == "share"]
    assert len(buttons) > 1 and {b["href"] for b in buttons} == {f"/notes/{note}/share"}
    assert {b["data-url"] for b in buttons} == {f"{SITE}/notes/{note}"}
