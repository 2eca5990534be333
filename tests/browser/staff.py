"""Staff at a browser: appointed by the host's own command, and in through a second factor."""

import hmac
import os
import re
import struct
import subprocess
import sys
import time
from base64 import b32decode

from playwright.sync_api import Page, expect

from tests.browser.people import SECRET, Person
from tests.browser.site import Site
from tests.chromium import awake as all_awake


def command(site: Site, *words: str) -> str:
    """Run `redbridge …` beside the running site; returns what it says."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("REDBRIDGE_", "DJANGO_"))}
    line = [sys.executable, "-m", "redbridge.config.cli", *words]
    data = {"REDBRIDGE_DATA": str(site.data / "site")}
    return subprocess.run(line, env=clean | data, capture_output=True, text=True, check=True, timeout=150).stdout


def appoint(site: Site, person: Person, role: str, *languages: str) -> str:
    """Give them the role; returns the name by which members know them."""
    for one in languages or ("",):
        said = command(site, "appoint", person.handle, role, *(("--language", one) if one else ()))
    found = re.search(r"[A-Z]-\d\d+", said)
    assert found, said
    return found[0]


def code(secret: str, at: float) -> str:
    """What an authenticator app shows at this moment (RFC 6238)."""
    sum_ = hmac.digest(b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", int(at) // 30), "sha1")
    (number,) = struct.unpack_from(">I", sum_, sum_[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def prove(person: Person, back: str) -> None:
    """Show the password once more, as changing one's keys asks, and go on to this path."""
    person.go(f"/accounts/reauthenticate/?next={back}")
    person.page.locator("[name=password]").fill(SECRET)
    person.page.locator("main [type=submit]").first.click()
    person.page.wait_for_url(person.base + back)
    person.settle()


def add_app(person: Person) -> None:
    """Turn an authenticator app on, and show its code at the desk's door."""
    page = person.page
    prove(person, "/accounts/mfa/totp/activate/")
    secret = page.locator(".secret").inner_text().strip()
    page.locator("[name=code]").fill(code(secret, time.time()))
    page.locator("main [type=submit]").first.click()
    page.wait_for_url(lambda url: "activate" not in url)
    person.settle()
    person.go("/desk")
    if "reauthenticate" in page.url:
        # A code opens once; the one that comes next is good already.
        page.locator("[name=code]").fill(code(secret, time.time() + 30))
        page.locator("main [type=submit]").first.click()
    expect(page).to_have_url(f"{person.base}/desk")


def awake(page: Page) -> None:
    """Once the keys of the desk have come."""
    expect(page.locator(".desk[data-awake]")).to_have_count(1)
    all_awake(page)


HERE = "() => document.activeElement.closest('.case-line')?.id ?? ''"


def walk(page: Page, key: str, words: str) -> str:
    """Press j or k until the case with these words has the focus, each time once the last step is done; returns its number."""
    for _ in range(60):
        before = page.evaluate(HERE)
        page.keyboard.press(key)
        page.wait_for_function(f"before => ({HERE})() !== before", arg=before)
        if words in page.evaluate("() => document.activeElement.closest('.case-line').innerText"):
            return str(page.evaluate(HERE)).removeprefix("case-")
    raise AssertionError(f"{key} never came to {words!r}")
