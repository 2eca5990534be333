"""Row 6 (CVE-2023-42452, stored XSS through a translation): an engine that answers hostile HTML is text on every surface."""

import io
import json
import zipfile
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.feeds import queries as feeds
from redbridge.notes import actions as notes
from redbridge.notes import jobs
from redbridge.notes.models import Comment, Note, Topic
from redbridge.portability import archive
from tests.cast import answer, client, write
from tests.engine_server import HOSTILE_HTML, EngineServer
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.security.surfaces import alive, surfaces
from tests.vision_server import VisionServer

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["html", "dirty", "adds_spans"])
def engine(request: pytest.FixtureRequest, settings: Any) -> Iterator[EngineServer]:
    with EngineServer(mode=request.param) as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        settings.REDBRIDGE_LANGUAGES = ("en", "zh-Hans")
        yield server


def test_what_an_engine_says_is_text(lin: Person, joss: Person, engine: EngineServer) -> None:
    note = write(lin, "早饭", "今天吃了面\n\n很好吃 #面 @joss", words="你好", language="zh-Hans")
    answer(lin, note, "谢谢大家", answer(lin, note, "还有豆浆", language="zh-Hans"), language="zh-Hans")
    run_jobs()
    assert engine.seen, "the engine was not asked"
    seen = 0
    for where, response in surfaces(note, {"lin": lin, "joss": joss}, ("面",)):
        assert alive(response, "alert(1)") == [] and alive(response, "evil.example") == [], where
        seen += b"&lt;script&gt;" in response.content
    assert seen > 5 or engine.mode != "html"


def test_what_an_engine_says_is_kept_clean(lin: Person, engine: EngineServer) -> None:
    note = write(lin, "早饭", "今天吃了面", language="zh-Hans")
    comment = answer(lin, note, "还有豆浆", language="zh-Hans")
    run_jobs()
    for row in (Note.objects.get(pk=note), Comment.objects.get(pk=comment)):
        for text in row.translations.get("en", {}).values():
            assert not set(text) & set("\0\u202e\ud800") and "@everyone" not in text
            assert len(text) < 1000 + len(HOSTILE_HTML)


ALT, PLACE, BIO, SAYS = "一碗面", "成都", "住在成都，爱吃面", "图里的字很大"


def _alive_in(words: str) -> list[str]:
    """What is alive in a piece of HTML that others will put in their pages."""
    return alive(SimpleNamespace(status_code=200, content=words.encode()), "alert(1)")


def _everything(lin: Person, joss: Person, settings: Any) -> int:
    """A note with all that can be translated around it, by Lin; its id."""
    accounts.settle(lin.pk, bio=BIO)
    accounts.follow(joss.pk, lin.pk)
    around: dict[str, Any] = {"uploads": [upload(sample("JPEG"))], "alts": [ALT], "place": PLACE}
    note = write(lin, "早饭", "今天吃了面 #面 @joss", language="zh-Hans", **around)
    answer(lin, note, "看", picture=upload(sample("JPEG")), alt="窗边的猫", language="zh-Hans")
    write(joss, "Noodles", "#noodles", language="en")
    with VisionServer(f"{SAYS}{HOSTILE_HTML}") as eyes:
        settings.REDBRIDGE_VISION_URL = eyes.setting
        run_jobs(but=())
    jobs.name_topics(0)
    names = {row.name: row.pk for row in Topic.objects.all()}
    notes.join_known(names["面"], names["noodles"])
    feeds.popular_topics.forget()
    run_jobs(but=())
    return note


def test_every_surface_shows_what_machines_say_as_text(
    lin: Person, joss: Person, engine: EngineServer, settings: Any, mailoutbox: list[Any]
) -> None:
    note = _everything(lin, joss, settings)
    for text in (ALT, PLACE, BIO, SAYS, "面"):
        assert any(text in asked for asked in engine.seen), f"the engine was not asked for {text}"
    shown = ("/@joss/following", "/people", "/search?q=lin&in=people", "/search?q=%E9%9D%A2", "/search",
             "/search/suggest?q=%E9%9D%A2", "/complete?of=%23%E9%9D%A2", "/topics/noodles")
    pages = [(f"{person.handle} {path}", client(person).get(path)) for person in (lin, joss) for path in shown]
    pages += [(f"guest {path}", client(None, "en").get(path)) for path in (
        f"/notes/{note}?lang=en", f"/notes/{note}/embed?lang=en", f"/notes/{note}/share?lang=en", "/@lin?lang=en", "/?lang=en")]
    for where, response in [*surfaces(note, {"lin": lin, "joss": joss}, ("面", "noodles")), *pages]:
        assert alive(response, "alert(1)") == [] and alive(response, "evil.example") == [], where
    for letter in mailoutbox:
        assert all(_alive_in(part) == [] for part in (letter.body, *(html for html, _kind in letter.alternatives)))


def test_what_leaves_the_house_holds_it_as_text(lin: Person, joss: Person, engine: EngineServer, settings: Any) -> None:
    note = _everything(lin, joss, settings)
    for path in ("/@lin/feed.xml?lang=en", "/topics/noodles/feed.xml?lang=en"):
        feed = ElementTree.fromstring(client(None).get(path).content)
        assert feed.findall("channel/item") and not any(element.tag in ("script", "img") for element in feed.iter())
        html = [element.text or "" for element in feed.iter() if element.tag.endswith("encoded")]
        assert html and all(_alive_in(words) == [] for words in html), path
    said = client(None).get("/oembed", {"url": f"{settings.REDBRIDGE_SITE_URL}/notes/{note}", "lang": "en"})
    assert said["Content-Type"].startswith("application/json")
    assert "<script" not in json.loads(said.content)["html"]
    for person in (lin, joss):
        book = zipfile.ZipFile(io.BytesIO(b"".join(archive.pack(person, lambda pieces: None))))
        for name in (name for name in book.namelist() if name.endswith(".html")):
            assert _alive_in(book.read(name).decode()) == [], name
