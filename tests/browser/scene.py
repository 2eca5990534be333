"""Somebody who has a little of everything, and somebody private, so that every page has something on it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.browser.people import Person
from tests.browser.site import Site


@dataclass(frozen=True)
class Scene:
    """Paths of what `axel` has and of what others have: `chinese` has terms of the glossary, `theirs`
    is a note of somebody else, `theirs_one` the same as reports name it, `hidden` the page of somebody private."""

    note: str
    chinese: str
    edited: str
    theirs: str
    theirs_one: str
    board: str
    own: str
    other: str
    hidden: str

    def at(self, path: str) -> str:
        """An address with its gaps filled."""
        return path.format(**vars(self))


def send(person: Person, path: str, **form: str) -> str:
    """Post a form as a page without scripts would, with the token of one of the site's own pages; the path it led to."""
    address: str = person.page.evaluate(
        """async ([path, form]) => {
            const page = new DOMParser().parseFromString(await (await fetch("/settings/")).text(), "text/html");
            const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
            const answer = await fetch(path, {method: "POST", body: new URLSearchParams({...form, csrfmiddlewaretoken: token})});
            if (answer.status >= 400) throw new Error(`${path}: ${answer.status}`);
            return new URL(answer.url).pathname;
        }""",
        [path, form],
    )
    return address


def neighbours(browser: Browser, site: Site) -> tuple[str, str, str]:
    """The path of a note of somebody, their page, and the page of somebody private."""
    with Person.visiting(browser, site.url, "en-US", "America/New_York", True) as other:
        other.sign_up("other")
        theirs = other.card("A card of somebody else", "Body with #cattax.")
    with Person.visiting(browser, site.url, "en-US", "America/New_York", True) as shy:
        shy.sign_up("shy")
        send(shy, "/settings/privacy", private="on")
    return theirs, f"/@{other.handle}", f"/@{shy.handle}"


def furnish(person: Person, browser: Browser, site: Site) -> Scene:
    """Sign up, write, edit, delete, collect, draft, mute."""
    theirs, other, hidden = neighbours(browser, site)
    person.sign_up("axel")
    gone = person.card("A card that is thrown away", "Body.")
    send(person, f"{gone}/delete")
    edited = person.card("A card that changes", "Body before.")
    person.go(f"{edited}/edit")
    person.field("body", "Body after.")
    person.page.get_by_role("button", name="Save changes").first.click()
    person.page.wait_for_url(re.compile(r"/notes/\d+$"))
    person.settle()
    send(person, "/drafts/save", title="A draft", kind="photos")
    send(person, "/boards", name="A board")
    person.go("/boards")
    board = person.page.locator("a[href^='/boards/']").evaluate_all(
        "all => all.map(one => one.getAttribute('href')).find(one => /\\d$/.test(one))")
    send(person, f"{theirs}/collect", board=board.rsplit("/", 1)[1])
    send(person, "/settings/privacy/mutes", kind="word", word="spoilers")
    send(person, f"{other}/follow", on="1")
    note = person.card("First line on a card, in plain words", "Body with #cattax.")
    person.field("comment", "And a comment under it.")
    person.button("comment")
    person.page.get_by_text("And a comment under it.").first.wait_for()
    chinese = person.card("楼下的面绝绝子", "牛肉面 yyds，一口下去破防了。")
    send(
        person, "/glossary/propose", language="zh-Hans", term="泡枸杞", means_zh="开始养生。", said="getting old",
        means_en="To look after one's health.", register="playful", origin="A photograph of 2017.",
        example_text="开始泡枸杞了", example_translation="Getting old.",
    )
    return Scene(note, chinese, edited, theirs, theirs.replace("notes", "note"), board, f"/@{person.handle}", other, hidden)
