"""RSS of people and topics, the sitemap, robots."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.notes.models import Note
from redbridge.sharing.views import maps
from tests.cast import client, write
from tests.media.making import sample, upload
from tests.sharing.conftest import develop

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}content"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SAID = {"en": {"title": "A cat", "body": "It sleeps on #cat", "by": "human"}}


def get(path: str, **headers: str) -> Any:
    return client(None).get(path, headers=headers)


def items(path: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(get(path).content).findall("channel/item")


def test_a_person_is_a_feed_newest_first_with_the_whole_text(lin: Person) -> None:
    first, second = write(lin, "一", "第一篇 #猫 <b>"), write(lin, "二", "第二篇")
    found = items("/@lin/feed.xml")
    assert [item.findtext("guid") for item in found] == [f"{SITE}/notes/{second}", f"{SITE}/notes/{first}"]
    html = found[1].findtext(CONTENT) or ""
    assert "第一篇" in html and f'href="{SITE}/topics/' in html and "&lt;b&gt;" in html
    assert found[1].findtext("title") == "一" and "+0000" in (found[1].findtext("pubDate") or "")


def test_in_the_readers_language_with_the_original_after_it(lin: Person) -> None:
    write(lin, "猫", "它在睡觉。", language="zh-Hans", translations=SAID)
    [item] = items("/@lin/feed.xml?lang=en")
    html = item.findtext(CONTENT) or ""
    assert item.findtext("title") == "A cat" and html.index("It sleeps") < html.index("它在睡觉")
    assert "It sleeps" not in (items("/@lin/feed.xml")[0].findtext(CONTENT) or "")


def test_pictures_come_along(lin: Person) -> None:
    note = write(lin, "猫", uploads=[upload(sample("PNG", 320, 240))], alts=["睡着的猫"])
    picture = develop(note)
    [item] = items("/@lin/feed.xml")
    assert [e.get("url") for e in item.findall("enclosure")] == [f"{SITE}/notes/{note}/preview.jpg"]
    assert [e.get("url") for e in item.findall(MEDIA)] == [f"{SITE}/media/{picture}/240.webp"]
    Note.objects.filter(pk=note).update(sensitive=True)
    assert "/media/" not in get("/@lin/feed.xml").content.decode()


def test_a_card_comes_as_its_picture(lin: Person) -> None:
    note = write(lin, card="seal", words="你好")
    [item] = items("/@lin/feed.xml?lang=en")
    assert item.find("enclosure").get("url") == f"{SITE}/notes/{note}/card.png?lang=en"  # type: ignore[union-attr]


def test_a_topic_is_a_feed(lin: Person, joss: Person) -> None:
    notes = [write(lin, "a", "#Cat"), write(joss, "b", "#cat"), write(joss, "c", "#dog")]
    assert [item.findtext("title") for item in items("/topics/cat/feed.xml")] == ["b", "a"] and notes
    assert items("/topics/nobody-used-this/feed.xml") == []


@pytest.mark.parametrize("kept", [{"private": True}, {"hides": ["notes"]}, {"state": "suspended"}])
def test_who_keeps_their_notes_to_some_has_no_feed(lin: Person, kept: dict[str, Any]) -> None:
    write(lin, "x", "#cat")
    Person.objects.filter(pk=lin.pk).update(**kept)
    assert get("/@lin/feed.xml").status_code == 404 and get("/@nobody/feed.xml").status_code == 404


def test_a_reader_that_has_it_is_told_so_and_one_that_must_forget_is_not(lin: Person) -> None:
    write(lin, "a")
    note = write(lin, "b")
    first = get("/@lin/feed.xml")
    assert first["ETag"] and first["Last-Modified"]
    assert get("/@lin/feed.xml", **{"If-None-Match": first["ETag"]}).status_code == 304
    Note.objects.filter(pk=note).update(deleted=timezone.now())
    assert get("/@lin/feed.xml", **{"If-None-Match": first["ETag"]}).status_code == 200
    assert get("/@lin/feed.xml", **{"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_a_feed_costs_the_same_for_one_note_and_for_many(lin: Person) -> None:
    costs = []
    for _ in range(2):
        for n in range(4):
            write(lin, f"n{n}", "#cat")
        with CaptureQueriesContext(connection) as caught:
            get("/@lin/feed.xml?lang=en")
        costs.append(len(caught))
    assert costs == [3, 3]


def test_characters_that_xml_cannot_hold_are_left_out(lin: Person) -> None:
    Note.objects.filter(pk=write(lin, "x")).update(title="a\ufffeb\uffff]]>", body="]]>")
    assert items("/@lin/feed.xml")[0].findtext("title") == "ab]]>"


def locs(path: str) -> list[str]:
    return [str(e.text) for e in ElementTree.fromstring(get(path).content).iter(f"{SITEMAP}loc")]


def test_the_sitemap_lists_every_public_note_once(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "PAGE", 3)
    monkeypatch.setattr(maps, "_PAGE", maps._PAGE.replace("limit 5000", "limit 3"))
    ids = [write(lin, f"n{n}") for n in range(8)]
    Note.objects.filter(pk=ids[3]).update(visibility="me")
    Note.objects.filter(pk=ids[6]).update(deleted=timezone.now())

    def listed() -> list[str]:
        pages = locs("/sitemap.xml")
        assert all(page.startswith(f"{SITE}/sitemap/") for page in pages)
        return [loc for page in pages for loc in locs(page.removeprefix(SITE))]

    assert listed() == [f"{SITE}/notes/{n}" for n in ids if n not in (ids[3], ids[6])]
    more = [write(lin, "later") for _ in range(4)]
    assert listed()[-4:] == [f"{SITE}/notes/{n}" for n in more]


def test_a_page_of_the_sitemap_walks_the_key(lin: Person) -> None:
    write(lin)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off")
        cursor.execute("explain " + maps._PAGE, [1])
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("explain " + maps._NEXT, [1, 10])
        hop = "\n".join(row[0] for row in cursor.fetchall())
    assert "notes_note_pkey" in plan and "Index Only Scan" in hop


def test_robots_keep_out_of_what_is_somebodys_own(guest: None) -> None:
    said = get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /settings/", "Disallow: /notifications", "Disallow: /accounts/"} <= set(said)
    assert f"Sitemap: {SITE}/sitemap.xml" in said and not [line for line in said if line == "Disallow: /"]


def test_last_modified_is_the_newest_change(lin: Person) -> None:
    note = write(lin, "x")
    then = timezone.now() + timedelta(days=1)
    Note.objects.filter(pk=note).update(edited=then)
    assert get("/@lin/feed.xml")["Last-Modified"] == then.strftime("%a, %d %b %Y %H:%M:%S GMT")
