"""What people write begins on the side that its own first letter says, whatever the page is written in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.conftest import SITE, Answer
from tests.web.invented import card

FEED = """{% extends "web/base.html" %}{% from "web/components/card.html" import feed with context %}
{% block main %}{{ feed(cards, "") }}<textarea class="input">שלום!</textarea>{% endblock %}"""
# Where the first and the last letter of a text stand.
EDGES = """(selector) => { const walk = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
    const text = walk.nextNode(), at = (from) => { const range = document.createRange();
    range.setStart(text, from); range.setEnd(text, from + 1); return range.getBoundingClientRect().left; };
    return [at(0), at(text.length - 1)]; }"""


@pytest.mark.parametrize("selector", [".card-title", ".tcard-words"])
def test_hebrew_ends_on_the_left_and_english_on_the_right(
    served: tuple[Page, dict[str, str | Answer]], render: Callable[..., str], selector: str
) -> None:
    page, paths = served
    for words, to_the_left in (("שלום לכולם!", True), ("Hello all!", False)):
        paths["/"] = render(FEED, cards=[card(1, title=words, words=words)])
        page.goto(SITE + "/")
        first, last = page.evaluate(EDGES, selector)
        assert (last < first) == to_the_left, words
