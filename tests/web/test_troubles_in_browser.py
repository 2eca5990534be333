"""What pages do when the house is full, its hub says no, or their person has been signed out meanwhile: nothing is lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.chromium import awake
from tests.web.conftest import SITE, Answer
from tests.web.invented import ME, card
from tests.web.test_scripts_in_browser import until

Served = tuple[Page, dict[str, str | Answer]]
Render = Callable[..., str]
FEED = """{% extends "web/base.html" %}{% from "web/components/card.html" import feed with context %}
{% block main %}<h1>Explore</h1>{{ feed(cards, "") }}{% endblock %}"""
PLAIN = """{% extends "web/base.html" %}{% block main %}<h1>Anywhere</h1>
<form><input type="hidden" name="csrfmiddlewaretoken" value="t"></form>{% endblock %}"""
FORM = """{% extends "web/base.html" %}{% block main %}
<form method="post" action="/go"><button>Go</button></form>{% endblock %}"""
KEY = "6f2c0f6e-2f5d-4c9d-9d3e-0a51b2e0c001"
FIELDS = [["client_key", KEY], ["words", "From the tunnel"], ["do", "schedule"]]
WAITS = {"key": KEY, "path": "/notes/new", "begin": "", "fields": FIELDS}
OUTBOX = f"outbox:{ME.id}"


def test_a_heart_pressed_after_the_session_has_ended_leads_to_the_door(served: Served, render: Render) -> None:
    page, paths = served
    paths["/"] = render(FEED, cards=[card(1)])
    door = {"HX-Redirect": "/accounts/login/?next=/"}
    paths["/notes/1/like"] = lambda route: route.fulfill(status=401, body="Sign in first.", headers=door)
    paths["/accounts/login/?next=/"] = "<h1>The door</h1>"
    page.goto(SITE + "/")
    awake(page)
    page.get_by_role("button", name="Like", exact=True).click()
    expect(page.get_by_role("heading", name="The door")).to_be_visible()


def test_a_form_that_is_pressed_twice_is_sent_once(served: Served, render: Render) -> None:
    page, paths = served
    sent: list[str] = []

    def slowly(route: Route) -> None:
        sent.append(route.request.method)
        page.wait_for_timeout(300)
        route.fulfill(body="<h1>Arrived</h1>", content_type="text/html")

    paths["/"] = render(FORM)
    paths["/go"] = slowly
    page.goto(SITE + "/")
    page.get_by_role("button", name="Go", exact=True).evaluate("button => { button.click(); button.click(); }")
    expect(page.get_by_role("heading", name="Arrived")).to_be_visible()
    assert sent == ["POST"]


def test_a_stream_that_was_refused_is_opened_again(served: Served, render: Render) -> None:
    page, paths = served
    asked: list[str] = []

    def hub(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503, body="")
        else:
            route.fulfill(body="event: notice\ndata: 1\n\n", content_type="text/event-stream")

    page.route(f"{SITE}/hub/stream?*", hub)
    paths["/"] = render(PLAIN, hub_url="/hub")
    paths["/notifications/badge"] = '<span class="told">1 new</span>'
    page.goto(SITE + "/")
    expect(page.locator("[data-badge] .told").first).to_be_attached()
    assert len(asked) > 1


def waiting(page: Page) -> list[Any]:
    """What waits to be sent."""
    return list(json.loads(page.evaluate("name => localStorage.getItem(name)", OUTBOX) or "[]"))


def nothing_waits(page: Page) -> None:
    """Once all of it is gone."""
    page.wait_for_function("name => localStorage.getItem(name) === null", arg=OUTBOX)


def put_away(served: Served, render: Render) -> Page:
    """A page that is open while one note waits."""
    page, paths = served
    paths["/"] = render(PLAIN)
    paths["/blank"] = "<p></p>"
    page.goto(SITE + "/blank")
    page.evaluate("([name, said]) => { localStorage.setItem(name, said); localStorage.setItem('outbox', '1'); }",
                  [OUTBOX, json.dumps([WAITS])])
    return page


@pytest.mark.parametrize("status", [401, 429, 500, 502, 503])
def test_what_waits_goes_on_waiting_where_the_site_cannot_take_it_now(served: Served, render: Render, status: int) -> None:
    page, sent = put_away(served, render), list[str]()

    def refuse(route: Route) -> None:
        sent.append(route.request.url)
        route.fulfill(status=status, body="")

    served[1]["/notes/new"] = served[1]["/drafts/save"] = refuse
    page.goto(SITE + "/")
    until(page, lambda: bool(sent))
    assert sent == [f"{SITE}/notes/new"]
    assert waiting(page) == [WAITS]
    if status == 401:
        expect(page.get_by_role("link", name="Sign in").last).to_have_attribute("href", "/accounts/login/?next=%2F")
    served[1]["/notes/new"] = lambda route: route.fulfill(status=200, body="")
    page.goto(SITE + "/")
    nothing_waits(page)


def test_what_the_site_takes_neither_as_a_note_nor_as_a_draft_is_kept_on_the_device(served: Served, render: Render) -> None:
    page = put_away(served, render)
    served[1]["/notes/new"] = served[1]["/drafts/save"] = lambda route: route.fulfill(status=403, body="")
    page.goto(SITE + "/")
    nothing_waits(page)
    (kept,) = json.loads(page.evaluate(f"localStorage.getItem('drafts:{ME.id}')"))
    assert (kept["key"], kept["path"]) == (KEY, "/notes/new") and ["words", "From the tunnel"] in kept["fields"]


def test_a_page_of_nobodys_leaves_what_waits_for_its_person(served: Served, render: Render) -> None:
    page = put_away(served, render)
    served[1]["/door"] = render(PLAIN, person=None)
    served[1]["/notes/new"] = lambda route: route.fulfill(status=200, body="")
    page.goto(SITE + "/door")
    page.wait_for_load_state("networkidle")
    assert waiting(page) == [WAITS]
    page.goto(SITE + "/")
    nothing_waits(page)
