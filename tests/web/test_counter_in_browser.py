"""The browser counts as Python does, by the shared table."""

import json
from pathlib import Path

from playwright.sync_api import Page

from tests.web.conftest import SITE, Answer

TABLE = json.loads((Path(__file__).parents[1] / "kernel" / "graphemes.json").read_text("utf-8"))
COUNT = """async (texts) => {
    const { graphemes, width } = await import("/static/web/js/counter.js");
    return texts.map((text) => [graphemes(text), width(text)]);
}"""


def test_the_shared_table_holds_in_the_browser(served: tuple[Page, dict[str, str | Answer]]) -> None:
    page, paths = served
    paths["/"] = "<!doctype html><title>Counter</title>"
    page.goto(SITE + "/")
    texts = [text for text, _, _ in TABLE]
    counted = page.evaluate(COUNT, texts)
    wrong = {
        text: (found, [characters, units])
        for (text, characters, units), found in zip(TABLE, counted, strict=True)
        if found != [characters, units]
    }
    assert wrong == {}
