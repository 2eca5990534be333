"""One case, whole: reported, decided in Chinese, read in English, appealed, granted by somebody else, back, and in public."""

import json
import re
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.device import Device
from tests.browser.people import Person
from tests.browser.site import Site
from tests.browser.staff import add_app, appoint, awake, command, prove, walk

CARD, IN_CHINESE = "He asked for the code on my phone", "他要我手机上的验证码"
CONCERNED = "Send me the code, it is for a prize"
BODY = f"“{CONCERNED}”, he wrote to my aunt."
SAID = "这是在骗别人的验证码"
"""To the author: not public, so no engine that is not the host's own translates it. The browser may."""
COMMENT = "Mine got the same call."
ENGLISH, CHINESE = ("en-US", "America/New_York"), ("zh-CN", "Asia/Shanghai")
WHENCE = {"author": ENGLISH, "friend": ENGLISH, "reporter": CHINESE, "mei": CHINESE, "ada": ENGLISH}
"""Who wrote, a friend of theirs, who reports, and the two who decide."""


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[list[Person]]:
    """Each with a browser of their own, signed up."""
    site.engine.learn("en", "zh", CARD, IN_CHINESE)
    with ExitStack() as open_:
        found = [open_.enter_context(Person.visiting(browser, site.url, *whence, True)) for whence in WHENCE.values()]
        for person, name in zip(found, WHENCE, strict=True):
            person.sign_up(name)
        yield found


def test_a_decision_is_understood_appealed_and_undone(people: list[Person], site: Site) -> None:
    author, friend, reporter, mei, ada = people
    path = something_liked(author, friend)
    report(reporter, path)
    mei_name = appoint(site, mei, "moderator", "zh-Hans", "en")
    number = decide(mei)
    friend.go(path)
    expect(friend.page.locator("article.note")).to_have_count(0)
    hear(reporter)
    appeal(author, number, mei_name)
    ada_name = appoint(site, ada, "moderator")
    grant(ada, mei, number)
    read_the_answer(author, ada_name)
    expect_back(author, friend, path)
    expect_in_public(author, site)


def something_liked(author: Person, friend: Person) -> str:
    """A card in English with a like and a comment, and a later card; returns the path of the first."""
    path = author.card(CARD, BODY)
    author.card("A later card", "Nothing of note.")
    friend.go(path)
    friend.button("like")
    expect(friend.page.locator(".note-foot [data-toggle=like] button")).to_have_attribute("aria-pressed", "true")
    friend.field("comment", COMMENT)
    friend.button("comment")
    expect(friend.page.locator("article.comment")).to_contain_text(COMMENT)
    return path


def report(reporter: Person, path: str) -> None:
    """Read in Chinese, reported from the note's own menu."""
    page = reporter.page
    reporter.go(path)
    reporter.reload_until_count(reporter.base + path, f".note .tcard-words:has-text('{IN_CHINESE}')")
    page.locator(".note-menu > summary").click()
    page.get_by_role("link", name="举报", exact=True).click()
    page.get_by_role("radio", name=re.compile("^诈骗")).check()
    page.locator("form.report [name=words]").fill("他在骗验证码")
    page.get_by_role("button", name="提交举报").click()
    page.wait_for_url(re.compile("/thanks$"))


def decide(mei: Person) -> str:
    """At the desk in Chinese: walk to the case and claim it by keys, read both texts, decide. Returns its number."""
    page, keys = mei.page, mei.page.keyboard
    add_app(mei)
    mei.reload_until_count(f"{mei.base}/desk", f".case-line:has-text('{IN_CHINESE}')")
    expect(page.locator(".case-line", has_text=IN_CHINESE)).to_contain_text("诈骗")
    walk(page, "j", IN_CHINESE)
    keys.press("c")
    page.wait_for_url(re.compile(r"/desk/\d{4}-\w+$"))
    expect(page.locator("main")).to_contain_text("他在骗验证码")
    sides = page.locator(".desk-side")
    expect(sides.nth(0)).to_contain_text(CONCERNED)
    expect(sides.nth(1)).to_contain_text(IN_CHINESE)
    awake(page)
    keys.press("d")
    expect(page.locator("[data-decide] [name=kind]").first).to_be_focused()
    page.locator("[name=kind][value=remove]").check()
    page.locator("[name=rule]").select_option("scams")
    page.locator("[name=concerned]").fill(CONCERNED)
    page.locator("[data-decide] [name=words]").fill(SAID)
    page.locator("[data-decide] .primary").click()
    expect(page.locator(".desk-state")).to_contain_text("已移除")
    return page.url.rsplit("/", 1)[1]


def hear(reporter: Person) -> None:
    """The notice, and what it leads to."""
    reporter.go("/notifications")
    reporter.reload_until("你举报的内容有了结果")
    reporter.page.get_by_text("你举报的内容有了结果").first.click()
    reporter.page.wait_for_url(re.compile("/settings/reports"))
    expect(reporter.page.locator(".report-one")).to_contain_text("已下架")


def appeal(author: Person, number: str, name: str) -> None:
    """By the notice to one's standing: the words, the rule in full, who decided, what it costs; and the answer to it."""
    page = author.page
    author.go("/notifications")
    author.reload_until("Something was decided about what you wrote")
    page.get_by_text("Something was decided about what you wrote").first.click()
    page.wait_for_url(re.compile("/settings/standing"))
    statement = page.locator("#statement")
    for words in (f"Case {number}", "Rule 2. No scams. Don't take people's money or passwords by a trick",
                  f"A person, moderator {name}, after 1 report.", "Nobody sees it any more. Until ", "One mark; it fades on "):
        expect(statement).to_contain_text(words)
    expect(statement.locator("mark")).to_have_text(CONCERNED)
    expect(statement.locator(".reasons-said [lang=zh-Hans]").first).to_have_text(SAID)
    expect(page.locator(".mark-on")).to_have_count(1)
    expect(page.locator(".appeal-form")).to_contain_text("Somebody who did not take this decision will read it.")
    page.get_by_label("What did we miss?").fill("I quoted him to warn people.")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.locator(".appeal-became")).to_contain_text("Your appeal waits to be read")


def grant(ada: Person, mei: Person, number: str) -> None:
    """Who decided is told that it is not theirs to answer; somebody else, who comes in with a passkey, grants it."""
    mei.reload_until_count(f"{mei.base}/desk/appeals", ".appeal-others")
    expect(mei.page.locator(f".case-line:has-text('{number}')")).to_have_count(0)
    enter_with_passkey(ada, "/desk/appeals")
    ada.page.locator(f".case-open:has-text('{number}')").click()
    expect(ada.page.locator(".appeal-read")).to_contain_text("I quoted him to warn people.")
    address = ada.page.url.removeprefix(ada.base)
    mei.go(address)
    expect(mei.page.locator(".appeal-answer")).to_contain_text("由别人来看")
    expect(mei.page.locator("[name=answer]")).to_have_count(0)
    ada.page.locator(".appeal-answer [name=words]").fill("You are right: it warns people.")
    with ada.page.expect_response(lambda answer: answer.request.method == "POST"):
        ada.page.locator("[name=answer][value=grant]").click()
    ada.go(address)
    expect(ada.page.locator(".appeal-answer")).to_contain_text("Granted")


def enter_with_passkey(person: Person, path: str) -> None:
    """Make a passkey and show it at the desk's door."""
    Device(person)
    prove(person, "/accounts/mfa/webauthn/add/")
    person.page.get_by_label("Name", exact=True).fill("Phone")
    person.page.get_by_role("button", name="Create a passkey").click()
    person.page.wait_for_url(lambda url: "/add/" not in url)
    person.go(path)
    if "reauthenticate" in person.page.url:
        person.page.locator("[data-passkey]").click()
    person.page.wait_for_url(person.base + path)


def read_the_answer(author: Person, name: str) -> None:
    """The notice of it; the statement says that it stands no longer, and the mark is gone."""
    author.go("/notifications")
    author.reload_until("A decision was taken back. What it took is there again")
    author.page.get_by_text("A decision was taken back").first.click()
    author.page.wait_for_url(re.compile("/settings/standing"))
    main = author.page.locator("main")
    for words in ("You can post, comment and follow. No limit is active.", "Taken back on appeal", "Its mark was taken back.",
                  "You were right", f"read by {name}, who did not take the decision", "You are right: it warns people.",
                  "Your note is back, with its likes and its place."):
        expect(main).to_contain_text(words)
    expect(author.page.locator(".mark-on")).to_have_count(0)


def expect_back(author: Person, friend: Person, path: str) -> None:
    """With its like, its comment and its place below the later card, in Explore in time order too."""
    friend.reload_until_count(friend.base + path, f".note .tcard-words:has-text('{CARD}')")
    expect(friend.page.locator(".note-foot [data-toggle=like] button")).to_have_attribute("aria-pressed", "true")
    expect(friend.page.locator("article.comment")).to_contain_text(COMMENT)
    for place in (f"/@{author.handle}", "/?order=time"):
        friend.reload_until_count(friend.base + place, f".card a[href='{path}']")
        shown = friend.page.locator(".card-open").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
        assert shown.index(path) > 0, f"{place}: not below what was written later"


def expect_in_public(author: Person, site: Site) -> None:
    """The receipt leads to the line, the line of the appeal answers it, and the charts count both."""
    command(site, "shell", "-v0", "-c", "from redbridge.record.actions import chain; chain()")  # else within a minute
    author.page.get_by_role("link", name="Its line in the public record").click()
    author.reload_until("The line itself")
    line = json.loads(author.page.locator(".record-hex").inner_text())
    assert (line["kind"], line["rule"], line["language"], line["by"]) == ("remove", "scams", "en", "person")
    answers = [one for one in record(site) if one["reverses"] == line["number"]]
    assert [(one["kind"], one["rule"], one["by"]) for one in answers] == [("appeal_granted", "scams", "person")]
    assert author.handle not in json.dumps(record(site))
    author.go("/transparency")
    charts = author.page.locator(".record-charts")
    for words in (r"Taken back\s*English\s*[1-9]", r"By rule[\s\S]*No scams\s*[1-9]", r"By decision[\s\S]*Removed\s*[1-9]"):
        expect(charts.filter(has_text=re.compile(words))).to_have_count(1)


def record(site: Site) -> list[dict[str, Any]]:
    """All lines."""
    with urllib.request.urlopen(f"{site.url}/transparency/record.jsonl", timeout=60) as answer:
        return [json.loads(line) for line in answer]
