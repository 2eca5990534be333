"""A person at a browser: what they do, in the words of their interface."""

import itertools
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.chromium import PATIENCE, awake, patient

WORDS = {
    "en-US": {
        "handle": "Handle",
        "email": "Email",
        "password": "Password",
        "year": "Birth year",
        "sign up": "Sign up",
        "continue": "Continue",
        "write": "Write a note",
        "title": "Title",
        "body": "Body",
        "publish": "Publish",
        "like": "Like",
        "comment": "Comment",
        "original": "Show original",
        "notices": "Notices",
        "explore": "Explore",
        "follow": "Follow",
        "following": "Following",
    },
    "zh-CN": {
        "handle": "用户名",
        "email": "邮箱",
        "password": "密码",
        "year": "出生年份",
        "sign up": "注册",
        "continue": "继续",
        "write": "写笔记",
        "title": "标题",
        "body": "正文",
        "publish": "发布",
        "like": "赞",
        "comment": "评论",
        "original": "看原文",
        "notices": "通知",
        "explore": "发现",
        "follow": "关注",
        "following": "关注",
    },
}
SECRET = "a-long-enough-secret-7"
_numbers = itertools.count(int(time.time()) % 1_000_000)


@dataclass
class Person:
    """`page` is their tab; `say` gives the interface's word for a control."""

    page: Page
    base: str
    locale: str
    handle: str = ""
    scripts: bool = True

    @classmethod
    @contextmanager
    def visiting(cls, browser: Browser, base: str, locale: str, zone: str, scripts: bool) -> Iterator["Person"]:
        """Open a fresh browser of their own; errors of scripts and breaches of the content policy fail the test."""
        context = browser.new_context(
            locale=locale, timezone_id=zone, java_script_enabled=scripts, viewport={"width": 1440, "height": 900}
        )
        context.set_default_timeout(PATIENCE)
        page, faults = context.new_page(), []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        try:
            yield cls(patient(page) if scripts else page, base, locale, scripts=scripts)
        finally:
            context.close()
        assert faults == []

    def say(self, what: str) -> str:
        """The interface's own word."""
        return WORDS[self.locale][what]

    def button(self, what: str) -> None:
        """Press a button by its name."""
        self.page.get_by_role("button", name=self.say(what), exact=True).first.click()

    def button_in(self, place: str, what: str) -> None:
        """Press a button within a part of the page."""
        self.page.locator(place).get_by_role("button", name=self.say(what), exact=True).first.click()

    def field(self, what: str, words: str) -> None:
        """Fill a field by its label."""
        self.page.get_by_label(self.say(what), exact=True).first.fill(words)

    def go(self, path: str = "/") -> None:
        """Open an address of the site."""
        self.page.goto(self.base + path)
        self.settle()

    def reload(self) -> None:
        """The same page once more."""
        self.page.reload()
        self.settle()

    def settle(self) -> None:
        """Until the page's scripts have come, where it has any."""
        if self.scripts:
            awake(self.page)

    def another_tab(self) -> None:
        """Go on in a tab of its own; the other one stays or is closed by whoever asks."""
        self.page = patient(self.page.context.new_page())

    def name_oneself(self, name: str) -> None:
        """Choose a handle that nobody has."""
        self.handle = f"{name}_{next(_numbers)}"

    def sign_up(self, name: str) -> None:
        """Arrive: one form without a phone, then at most two screens that are passed by Continue."""
        self.name_oneself(name)
        self.go("/accounts/signup/")
        self.field("handle", self.handle)
        self.field("email", f"{self.handle}@example.org")
        self.field("password", SECRET)
        self.field("year", "1994")
        self.leave("sign up")
        for _screen in range(2):
            if self.page.get_by_role("button", name=self.say("continue"), exact=True).count():
                self.leave("continue")
        expect(self.page).to_have_url(re.compile(re.escape(self.base) + r"/\??$"))
        self.settle()

    def leave(self, what: str) -> None:
        """Press a button that leads to another page, and wait for that page."""
        here = self.page.url
        self.button(what)
        self.page.wait_for_url(lambda url: url != here)
        self.settle()

    def publish(self, title: str, body: str, *pictures: Path) -> str:
        """Write a note with pictures; returns its path."""
        self.page.get_by_role("link", name=self.say("write"), exact=True).first.click()
        self.page.wait_for_url("**/notes/new*")
        self.settle()
        self.page.locator("input[type=file]").set_input_files([str(picture) for picture in pictures])
        self.field("title", title)
        self.field("body", body)
        self.button("publish")
        self.page.wait_for_url(re.compile(r"/notes/\d+$"))
        self.settle()
        return self.page.url.removeprefix(self.base)

    def card(self, words: str, body: str) -> str:
        """Write a text card; returns its path."""
        self.go("/notes/new?kind=card")
        self.page.locator("[name=words]").fill(words)
        self.field("body", body)
        self.button("publish")
        self.page.wait_for_url(re.compile(r"/notes/\d+$"))
        self.settle()
        return self.page.url.removeprefix(self.base)

    def reload_until_count(self, address: str, selector: str, seconds: float = 60) -> None:
        """Reload a page until something is on it."""
        end = time.monotonic() + seconds
        self.page.goto(address)
        self.settle()
        while not self.page.locator(selector).count():
            assert time.monotonic() < end, f"never saw {selector} on {address}"
            time.sleep(0.5)
            self.reload()

    def reload_until(self, locator_text: str, seconds: float = 60) -> None:
        """Reload until a text is on the page: jobs take a moment, and without scripts a page does not renew itself."""
        end = time.monotonic() + seconds
        while not self.page.get_by_text(locator_text).first.is_visible():
            assert time.monotonic() < end, (
                f"never saw {locator_text!r} on {self.page.url}:\n{self.page.inner_text('body')[:2000]}"
            )
            time.sleep(0.5)
            self.reload()
