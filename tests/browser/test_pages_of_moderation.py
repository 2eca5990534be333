"""The desk as a lead sees it, and what a decision leaves with its author: nothing serious for axe, nothing too wide."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.people import Person
from tests.browser.scene import send
from tests.browser.site import Site
from tests.browser.staff import add_app, appoint, command
from tests.browser.test_pages import LOOKS, faults_of
from tests.guidelines.packs import pack, rule

DESK = ("/desk", "/desk?show=sealed", "/desk/keys", "/desk/waves", "/desk/appeals?language=all", "/desk/surge",
        "/desk/{case}", "/desk/{mine}", "/desk/{sealed}", "/desk/{sealed}/legal", "/desk/person/{handle}", "/settings/reports",
        "{wave}", "{appealed}")
RULES = ("/desk/rules", "/desk/rules?pack=", "/guidelines/drafts", "/guidelines/drafts/{draft}", "/desk/rules/{draft}")
PACK = pack("quiet-hours", 1, rule("quiet", regions="[DE]", action="withhold"))
AUTHOR = ("/settings/standing", "{statement}", "{note}", "{comment}", "/settings/appeals", "{appeal}", "/transparency",
          "/transparency/heads", "{receipt}", "{version}", "/settings/refused?text=x")
HELD = "Buy Instagram followers"
ENGLISH = ("en-US", "America/New_York", True)
SEAL = """
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.desk.actions.sealing import seal
from redbridge.moderation.models import Case
from redbridge.notes.models import Note
note = Note.objects.get(pk={note})
case = open_case("note", note.pk, author_id=note.author_id, language="en", category="minors", severity=5, source="pictures")
seal(case, None, "A list knows it.")
print(Case.objects.get(pk=case).number)
"""
"""As a machine does that knows a picture again."""


def sealed(site: Site, note: str) -> str:
    """The number of the case."""
    return str(re.findall(r"\d{4}-\d+", command(site, "shell", "-c", SEAL.format(note=note.rsplit("/", 1)[1])))[-1])


@pytest.fixture(scope="module")
def both(browser: Browser, site: Site) -> Iterator[tuple[Person, Person, dict[str, str]]]:
    """A lead with a case of their own, somebody with a held note and a held comment, and the paths of all that."""
    with Person.visiting(browser, site.url, *ENGLISH) as author, Person.visiting(browser, site.url, *ENGLISH) as lead:
        author.sign_up("held")
        note, other = author.card(HELD, "Ten thousand for a dollar."), author.card("A card somebody reports", "In a few words.")
        send(author, f"{other}/comments", body=HELD)
        lead.sign_up("lead")
        send(lead, f"/report/note/{other.rsplit('/', 1)[1]}", category="scam", words="He asks for money.")
        appoint(site, lead, "lead")
        add_app(lead)
        lead.reload_until_count(f"{lead.base}/desk", f".case-line:has-text('{HELD}')")
        lines = {words: lead.page.locator(f".case-line:has-text('{words}')").first.get_attribute("id") or ""
                 for words in (HELD, "somebody reports")}
        held, mine = (one.removeprefix("case-") for one in lines.values())
        send(lead, f"/desk/{mine}/claim")
        statement = first_link(author, "/settings/standing", "/settings/standing/")
        appeal = statement.replace("standing", "appeals")
        send(author, appeal, words="It was a joke among friends.")
        known = sealed(site, author.card("A card that a list knows", "By mistake."))
        send(lead, f"/desk/{known}/look", why="Its author asks.")
        yield lead, author, {
            "case": held, "mine": mine, "sealed": known, "note": note, "comment": other, "handle": author.handle,
            "statement": statement, "appeal": appeal,
            "version": first_link(author, "/guidelines/versions", "/guidelines/versions/"),
            "receipt": first_link(author, statement, "/transparency/receipt/"),
            "wave": send(lead, "/desk/waves", case=held, by="words"),
            "appealed": first_link(lead, "/desk/appeals?language=all", "/desk/appeals/"),
        }


def first_link(person: Person, page: str, to: str) -> str:
    """Where the first link on a page leads that begins with `to`, once there is one."""
    person.reload_until_count(person.base + page, f"main a[href^='{to}']")
    return person.page.locator(f"main a[href^='{to}']").first.get_attribute("href") or ""


@pytest.mark.parametrize("number", range(3))
def test_the_desk_is_sound(both: tuple[Person, Person, dict[str, str]], site: Site, number: int) -> None:
    lead, _author, at = both
    assert faults_of(lead.page, site, None, tuple(path.format(**at) for path in DESK), LOOKS[number]) == []


@pytest.fixture(scope="module")
def draft(both: tuple[Person, Person, dict[str, str]], site: Site) -> str:
    """A change that the lead, an administrator too by now, proposed, and what the author says of it."""
    lead, author, _at = both
    appoint(site, lead, "administrator")
    lead.go("/desk/rules?pack=")
    lead.page.locator("[name=source]").fill(PACK.replace("action: withhold", "action: frown"))
    lead.page.locator("[name=why]").fill("It is too loud here.")
    lead.page.locator("main .button.primary").click()
    lead.page.locator(".pack-fault .here:has-text('action: frown')").wait_for()
    lead.page.locator("[name=source]").fill(PACK)
    lead.page.locator("main .button.primary").click()
    lead.page.wait_for_url("**/guidelines/drafts/*")
    number = lead.page.url.rpartition("/")[2].partition("#")[0]
    author.go(f"/guidelines/drafts/{number}")
    author.page.locator("[name=body]").fill("Too strict.")
    author.page.locator("#remarks .button.primary").click()
    author.page.locator(".rule-remark").wait_for()
    return number


@pytest.mark.parametrize("number", range(3))
def test_changing_the_rules_is_sound(
    both: tuple[Person, Person, dict[str, str]], draft: str, site: Site, number: int
) -> None:
    lead, _author, _at = both
    assert faults_of(lead.page, site, None, tuple(path.format(draft=draft) for path in RULES), LOOKS[number]) == []


@pytest.mark.parametrize("number", range(3))
def test_what_a_decision_leaves_is_sound(both: tuple[Person, Person, dict[str, str]], site: Site, number: int) -> None:
    _lead, author, at = both
    assert faults_of(author.page, site, None, tuple(path.format(**at) for path in AUTHOR), LOOKS[number]) == []
