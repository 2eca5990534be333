"""The browser's own `Translator` as the last resort: offered where there is no translation, and never trusted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import awake
from tests.web.conftest import SITE, Answer
from tests.web.invented import ME, Invented, comment

PAGE = """{% extends "web/base.html" %}{% from "web/components/comment.html" import comment with context %}
{% from "web/components/read.html" import turnable with context %}{% from "web/components/says.html" import says with context %}
{% block main %}<article class="note"><h1 class="note-title" lang="zh-Hans" data-untranslated="with" data-lang="zh-Hans">标题</h1>
<div id="body" lang="zh-Hans" data-untranslated data-lang="zh-Hans">{{ body_html(body, "zh-Hans") }}</div></article>
{{ comment(answer, "") }}{{ turnable(bio, "bio", "profile-bio") }}{{ says(picture) }}{% endblock %}"""
BODY = "今天 #猫税 交了[哭惹R] 🐈‍⬛ 好\n\n看 https://example.org/a?b=1 和 @lin"
STUB = """self.Translator = {
  availability: async (pair) => { (self.asked ??= []).push(`${pair.sourceLanguage}>${pair.targetLanguage}`); return AVAILABLE; },
  create: async () => ({ translate: async (text) => { (self.sent ??= []).push(text); ANSWER; } }),
};"""
Served = tuple[Page, dict[str, str | Answer]]
Read = Callable[[str, str], Invented]


def read(text: str) -> Invented:
    return Invented(text=text, lang="zh-Hans", original="", original_lang="", by="", engine="", translated=False, target="",
                    wrong="")


def opened(served: Served, render: Callable[..., str], answer: str, available: str = '"available"') -> Page:
    page, paths = served
    picture = Invented(id=4, said="图里的字", ready=True, shown_said=read("图里的字"))
    said = comment(1, "评论", language="zh-Hans", shown_lang="zh-Hans")
    paths["/"] = render(PAGE, person=ME, body=BODY, answer=said, bio=read("住在成都"), picture=picture)
    if answer:
        page.add_init_script(STUB.replace("ANSWER", answer).replace("AVAILABLE", available))
    page.goto(SITE + "/")
    awake(page)
    return page


def test_every_surface_is_offered_and_spans_stay(served: Served, render: Callable[..., str]) -> None:
    page = opened(served, render, "return `en(${text})`")
    buttons = page.get_by_role("button", name="Translate in this browser")
    expect(buttons).to_have_count(4)
    for left in (3, 2, 1, 0):
        buttons.first.click()
        expect(buttons).to_have_count(left)
    copy = page.locator("#body + div")
    assert copy.get_attribute("lang") == "en"
    assert copy.locator("a").evaluate_all("all => all.map((a) => a.getAttribute('href'))") == [
        "/topics/%E7%8C%AB%E7%A8%8E", "https://example.org/a?b=1", "/@lin"]
    words = copy.inner_text()
    assert all(kept in words for kept in ("#猫税", "[哭惹R]", "🐈‍⬛", "@lin", "en(今天)")), words
    assert not any(sent in ("", " ") or "猫税" in sent or "🐈" in sent or "哭惹" in sent for sent in page.evaluate("sent"))
    for text in ("en(标题)", "en(评论)", "en(住在成都)", "en(图里的字)"):
        expect(page.get_by_text(text)).to_be_visible()
    assert set(page.evaluate("asked")) == {"zh>en"}


def test_html_from_it_is_text(served: Served, render: Callable[..., str]) -> None:
    page = opened(served, render, "return '<img src=x onerror=\"self.hurt = 1\"><script>self.hurt = 1</script>' + text")
    buttons = page.get_by_role("button", name="Translate in this browser")
    for left in (3, 2, 1, 0):
        buttons.first.click()
        expect(buttons).to_have_count(left)
    expect(page.locator("#body + div")).to_contain_text("<script>")
    page.wait_for_timeout(300)
    assert page.evaluate("self.hurt") is None and page.locator("main img").count() == 0


@pytest.mark.parametrize("answer", ["throw new Error('no')", "return undefined", "return {toString() { throw 1 }}", "return ''"])
def test_what_fails_is_said_and_can_be_asked_again(served: Served, render: Callable[..., str], answer: str) -> None:
    page = opened(served, render, answer)
    button = page.get_by_role("button", name="Translate in this browser").first
    button.click()
    expect(page.get_by_role("status").filter(has_text="That did not go through")).to_be_visible()
    expect(button).to_be_enabled()
    assert page.locator("#body + div").count() == 0


@pytest.mark.parametrize(
    ("answer", "available"), [("return text", '"unavailable"'), ("return text", "Promise.reject(1)"), ("", "")]
)
def test_nothing_is_offered_where_there_is_none(served: Served, render: Callable[..., str], answer: str, available: str) -> None:
    page = opened(served, render, answer, available)
    expect(page.get_by_role("button", name="Translate in this browser")).to_have_count(0)
