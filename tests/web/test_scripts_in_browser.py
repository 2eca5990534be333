"""What scripts add to pages that work without them."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, Route, expect

from redbridge.media.queries import PictureView
from tests.chromium import awake
from tests.web.conftest import SITE, Answer
from tests.web.invented import Invented, card, comment

FEED = """{% extends "web/base.html" %}{% from "web/components/card.html" import feed with context %}
{% block main %}<h1>Explore</h1>{{ feed(cards, next_url) }}{% endblock %}"""
NOTE = """<article class="note" data-title="Note {{ n }}"><h1>Note {{ n }}</h1><a href="/">Inside</a></article>"""
TALK = """{% extends "web/base.html" %}{% from "web/components/comment.html" import comment, comment_form with context %}
{% block main %}<div id="comments">{% for c in comments %}{{ comment(c, "/say") }}{% endfor %}</div>
{{ comment_form("/say", key="k") }}{% endblock %}"""

Served = tuple[Page, dict[str, str | Answer]]
Render = Callable[..., str]


def until(page: Page, done: Callable[[], bool]) -> None:
    """Wait until it was asked for what the test answers."""
    for _ in range(600):
        if done():
            return
        page.wait_for_timeout(50)
    raise AssertionError("never asked for")


def _open_feed(served: Served, render: Render, next_url: str = "") -> Page:
    page, paths = served
    paths["/"] = render(FEED, cards=[card(n) for n in (1, 2, 3)], next_url=next_url)
    page.goto(SITE + "/")
    awake(page)
    return page


def _module_ready(page: Page) -> None:
    awake(page)


def test_a_note_opens_over_the_feed_and_back_closes_it(served: Served, render: Render) -> None:
    page = _open_feed(served, render)
    served[1]["/notes/2"] = render(NOTE, n=2)
    _module_ready(page)
    page.get_by_role("link", name="Note 2").click()
    expect(page.get_by_role("dialog", name="Note 2")).to_be_visible()
    expect(page).to_have_url(SITE + "/notes/2")
    expect(page).to_have_title("Note 2")
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(SITE + "/")
    expect(page.get_by_role("link", name="Note 2")).to_be_focused()


def test_a_note_that_is_pressed_twice_opens_once(served: Served, render: Render) -> None:
    page, asked = _open_feed(served, render), list[Route]()
    served[1]["/notes/2"] = lambda route: asked.append(route)
    link = page.get_by_role("link", name="Note 2")
    link.click()
    link.click()
    until(page, lambda: bool(asked))
    asked[0].fulfill(body=render(NOTE, n=2), content_type="text/html")
    expect(page.get_by_role("dialog", name="Note 2")).to_be_visible()
    expect(page).to_have_url(SITE + "/notes/2")
    page.go_back()
    expect(page).to_have_url(SITE + "/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert len(asked) == 1


def test_of_two_notes_that_were_pressed_the_last_opens(served: Served, render: Render) -> None:
    page, asked = _open_feed(served, render), list[Route]()
    served[1]["/notes/1"] = served[1]["/notes/2"] = lambda route: asked.append(route)
    for number in (1, 2):
        page.get_by_role("link", name=f"Note {number}").click()
        until(page, lambda number=number: len(asked) == number)  # type: ignore[misc]
    for number in (2, 1):
        asked[number - 1].fulfill(body=render(NOTE, n=number), content_type="text/html")
        expect(page.get_by_role("dialog", name="Note 2")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    expect(page.get_by_role("dialog", name="Note 2")).to_be_visible()
    expect(page).to_have_url(SITE + "/notes/2")


def test_escape_and_the_close_disc_lead_back_too(served: Served, render: Render) -> None:
    page = _open_feed(served, render)
    served[1]["/notes/1"] = render(NOTE, n=1)
    _module_ready(page)
    ways: list[Callable[[], None]] = [
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="Close").click(),
    ]
    for leave in ways:
        page.get_by_role("link", name="Note 1").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        leave()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page).to_have_url(SITE + "/")


def test_a_narrow_page_opens_a_note_as_a_page(served: Served, render: Render) -> None:
    page = _open_feed(served, render)
    served[1]["/notes/1"] = "<title>Whole</title>"
    _module_ready(page)
    page.set_viewport_size({"width": 600, "height": 800})
    page.get_by_role("link", name="Note 1").click()
    expect(page).to_have_title("Whole")


def test_a_like_flips_at_once_and_comes_back_when_refused(served: Served, render: Render) -> None:
    page = _open_feed(served, render)
    asked: list[Route] = []
    served[1]["/notes/1/like"] = asked.append
    _module_ready(page)
    like = page.locator("#note-1").get_by_role("button", name="Like", exact=True)
    like.click()
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_contain_text("8")
    until(page, lambda: len(asked) == 1)
    asked[0].fulfill(status=429, content_type="text/plain", body="That was a lot.")
    expect(like).to_have_attribute("aria-pressed", "false")
    expect(like).to_contain_text("7")
    expect(page.get_by_role("status")).to_contain_text("That was a lot.")


def test_a_second_press_is_sent_after_the_first_answer(served: Served, render: Render) -> None:
    page = _open_feed(served, render)
    asked: list[Route] = []
    served[1]["/notes/1/like"] = asked.append
    _module_ready(page)
    like = page.locator("#note-1").get_by_role("button", name="Like", exact=True)
    like.click()
    like.click()
    page.wait_for_timeout(100)
    until(page, lambda: len(asked) == 1)
    asked[0].fulfill(body="")
    until(page, lambda: len(asked) == 2)
    assert ['name="on"\r\n\r\n1' in (r.request.post_data or "") for r in asked] == [True, False]
    asked[1].fulfill(body="")
    expect(like).to_have_attribute("aria-pressed", "false")


def test_pages_load_on_sight_and_by_button_after_the_fifth(served: Served, render: Render) -> None:
    page, paths = served
    for n in range(1, 9):
        paths[f"/?after={n}"] = render(FEED, cards=[card(100 * n)], next_url=f"/?after={n + 1}")
    _open_feed(served, render, next_url="/?after=1")
    expect(page.locator(".card")).to_have_count(3 + 4)
    page.wait_for_timeout(300)
    expect(page.locator(".card")).to_have_count(7)
    page.get_by_role("link", name="More notes").click()
    expect(page.locator(".card")).to_have_count(8)


def test_back_restores_the_feed_and_the_place(served: Served, render: Render) -> None:
    page, paths = served
    paths["/?after=1"] = render(FEED, cards=[card(n) for n in range(10, 60)], next_url="")
    paths["/away"] = "<title>Away</title>"
    _open_feed(served, render, next_url="/?after=1")
    expect(page.locator(".card")).to_have_count(53)
    page.evaluate("scrollTo(0, 1500)")
    page.goto(SITE + "/away")
    page.go_back()
    expect(page.locator(".card")).to_have_count(53)
    page.wait_for_function("() => scrollY === 1500")


def test_a_twin_and_its_title_change_places(served: Served, render: Render) -> None:
    page, paths = served
    cards = [card(1, twin="红桥", twin_lang="zh-Hans", source_language="zh-Hans", engine="LibreTranslate")]
    paths["/"] = render(FEED, cards=cards, next_url="")
    page.goto(SITE + "/")
    _module_ready(page)
    page.get_by_role("button", name="Translated from 中文 by LibreTranslate").click()
    expect(page.locator(".card-title")).to_have_text("红桥")
    expect(page.locator(".card-title")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator(".twin-text")).to_have_text("Note 1")


def _open_talk(served: Served, render: Render) -> Page:
    page, paths = served
    paths["/"] = render(TALK, comments=[comment(5, "好香啊", "Smells great")])
    page.goto(SITE + "/")
    _module_ready(page)
    return page


def test_show_original_turns_a_comment_in_place(served: Served, render: Render) -> None:
    page = _open_talk(served, render)
    expect(page.get_by_text("好香啊")).to_be_hidden()
    page.get_by_role("button", name="Show original", exact=True).click()
    expect(page.get_by_text("好香啊")).to_be_visible()
    expect(page.get_by_text("Smells great")).to_be_hidden()
    page.get_by_role("button", name="Show translation", exact=True).click()
    expect(page.get_by_text("Smells great")).to_be_visible()
    assert page.url == SITE + "/"


def test_a_comment_appears_without_leaving_and_the_next_has_a_new_key(served: Served, render: Render) -> None:
    page = _open_talk(served, render)
    sent: list[str] = []

    def said(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(body='<article class="comment">Warm words</article>', content_type="text/html")

    served[1]["/say"] = said
    for _ in range(2):
        page.get_by_label("Comment", exact=True).fill("Warm words")
        page.get_by_role("button", name="Comment", exact=True).click()
        expect(page.get_by_label("Comment", exact=True)).to_have_value("")
    expect(page.locator("#comments > .comment")).to_have_count(3)
    assert len({body.split('"client_key"')[1].split()[0] for body in sent}) == 2


def test_a_refused_comment_keeps_what_was_typed(served: Served, render: Render) -> None:
    page = _open_talk(served, render)
    answer = '<form data-comment><p class="error"><span>Take out 3 characters.</span></p></form>'
    served[1]["/say"] = lambda route: route.fulfill(status=422, body=answer, content_type="text/html")
    page.get_by_label("Comment", exact=True).fill("Too long")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("Take out 3 characters.")).to_be_visible()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Too long")
    expect(page.get_by_label("Comment", exact=True)).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(("composing", "sent"), [(True, 0), (False, 1)])
def test_enter_that_ends_a_composition_sends_nothing(
    served: Served, render: Render, composing: bool, sent: int
) -> None:
    page = _open_talk(served, render)
    asked: list[Route] = []
    served[1]["/say"] = asked.append
    page.get_by_label("Comment", exact=True).fill("你好")
    page.evaluate(
        """(isComposing) => {
            const field = document.getElementById("comment-field");
            field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing, bubbles: true }));
            field.form.requestSubmit();
        }""",
        composing,
    )
    page.wait_for_timeout(200)
    until(page, lambda: len(asked) == sent)
    for route in asked:
        route.abort()


PICTURES = """{% extends "web/base.html" %}{% from "web/components/carousel.html" import carousel with context %}
{% block main %}<div>{{ carousel(pictures) }}</div>{% endblock %}"""


def test_pictures_that_are_being_prepared_come_by_themselves(served: Served, render: Render) -> None:
    page, paths = served
    one, two = (PictureView(n, 400, 400, "ready", 3, f"Picture {n}", "en", (480,)) for n in (1, 2))
    unready = [replace(each, state="waiting", widths=()) for each in (one, two)]
    for made in (unready, [one, unready[1]], [one, two]):
        paths["/"] = render(PICTURES, pictures=made)
        if made is unready:
            page.goto(SITE + "/")
        expect(page.locator(".picture-waiting")).to_have_count(sum(each.state == "waiting" for each in made))
    expect(page.locator(".slide img")).to_have_count(2)
    expect(page.get_by_role("button", name="Next picture")).to_be_visible()  # the arrows are awake again


def test_a_comment_that_was_sent_is_seen(served: Served, render: Render) -> None:
    page, paths = served
    paths["/"] = render(TALK, comments=[comment(n, f"Words {n}") for n in range(1, 31)])
    paths["/say"] = lambda route: route.fulfill(body='<article class="comment">Warm words</article>', content_type="text/html")
    page.goto(SITE + "/")
    _module_ready(page)
    page.get_by_label("Comment", exact=True).fill("Warm words")
    expect(page.locator("#comments > .comment").first).not_to_be_in_viewport()
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("Warm words")).to_be_in_viewport()


def test_the_author_of_a_note_stays_on_top_on_a_phone(served: Served, render: Render) -> None:
    page, paths = served
    page.set_viewport_size({"width": 390, "height": 844})
    paths["/"] = render('{% extends "web/base.html" %}{% block main %}<article class="note"><div class="note-text">'
                        '<header class="note-by">Mei</header><p>' + "Words<br>" * 90 + "</p></div></article>{% endblock %}")
    page.goto(SITE + "/")
    page.evaluate("scrollTo(0, 700)")
    page.wait_for_function("() => scrollY > 600")
    expect(page.get_by_text("Mei")).to_be_in_viewport()


def test_a_menu_closes_by_escape_and_by_a_press_beside_it(served: Served, render: Render) -> None:
    page = _open_talk(served, render)
    _module_ready(page)
    more = page.get_by_label("More", exact=True).first
    menu = page.locator("details.more-of").first
    more.click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(more).to_be_focused()
    more.click()
    page.mouse.click(5, 400)
    expect(menu).not_to_have_attribute("open", "")


def test_a_line_to_the_hub_that_was_refused_is_tried_again(served: Served, render: Render) -> None:
    """An answer that is no stream ends it for the browser; the page comes again by itself."""
    page, paths = served
    asked: list[Route] = []
    page.route("**/hub/stream?*", lambda route: asked.append(route))
    paths["/"] = render(FEED, cards=[card(1)], next_url="", hub_url=SITE + "/hub")
    page.goto(SITE + "/")
    for many in (1, 2):
        until(page, lambda many=many: len(asked) == many)  # type: ignore[misc]
        asked[-1].fulfill(status=503, body="")
    until(page, lambda: len(asked) == 3)
    asked[-1].abort()


def test_two_things_the_server_said_are_read_one_after_the_other(served: Served, render: Render) -> None:
    page, paths = served
    told = [Invented(message=words, level_tag="success") for words in ("The passkey is made.", "New codes are made.")]
    paths["/"] = render('{% extends "web/base.html" %}', messages=told)
    page.clock.install()
    page.goto(SITE + "/")
    awake(page)
    first, second = (page.locator(".toast", has_text=one.message) for one in told)
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    page.clock.fast_forward(11_000)
    expect(second).to_be_visible()
    expect(first).to_have_count(0)
    page.clock.fast_forward(11_000)
    expect(second).to_have_count(0)
