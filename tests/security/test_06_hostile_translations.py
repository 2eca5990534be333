"""Row 6 (CVE-2023-42452, stored XSS through a translation): an engine that answers hostile HTML is text on every surface."""

from collections.abc import Iterator
from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.notes.models import Comment, Note
from tests.cast import answer, write
from tests.engine_server import HOSTILE_HTML, EngineServer
from tests.jobs import run_jobs
from tests.security.surfaces import alive, surfaces

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
