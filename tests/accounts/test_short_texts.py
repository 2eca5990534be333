"""Names, bios, boards, corrections, terms, remarks: what a rule would hold is refused with the rule, and nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from redbridge.accounts.models import Person
from redbridge.kernel.models import Audit
from redbridge.notes import actions as notes
from redbridge.notes.models import Board, BoardMember, Note, Screening
from redbridge.policy import site
from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.packs import read_pack
from tests.cast import LANGUAGES, PASSWORD, client, write
from tests.corrections.people import translated
from tests.glossary.test_proposals import GOOD
from tests.moderation.cases import case_of, decided
from tests.pages import Page
from tests.policy.packs import pack, rule

pytestmark = pytest.mark.django_db
SETTINGS = {"name": "小林", "bio": "吃面", "first": "zh-Hans", "second": "en", "interface": "zh-Hans", "theme": ""}
BAD = "free gift card"
TITLES = {"en": "No scams", "zh-hans": "不骗人", "zh-hant": "不騙人"}


@dataclass(frozen=True)
class Surface:
    """A form: where it is sent, what with, and the field that has the words."""

    path: Callable[[Person], str]
    fields: dict[str, str]
    field: str
    words: str = BAD
    signed_in: bool = True

    def send(self, person: Person, lang: str = "en", **changed: str) -> Page:
        """The answer to the form with bad words, or others, in it."""
        browser = client(person if self.signed_in else None)
        said = self.fields | {self.field: self.words} | changed
        return Page(browser.post(f"{self.path(person)}?lang={lang}", said))


SURFACES = {
    "a name": Surface(lambda me: "/settings/", SETTINGS, "name", "fr33 gift card"),
    "a bio": Surface(lambda me: "/settings/", SETTINGS, "bio"),
    "links": Surface(lambda me: "/settings/", SETTINGS, "links", "https://example.org/free-gift-card"),
    "interests": Surface(lambda me: "/settings/", SETTINGS, "interests", "freegiftcard"),
    "a handle": Surface(lambda me: "/settings/handle", {}, "handle", "free_gift_card"),
    "a newcomer": Surface(
        lambda me: "/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD, "birth_year": "1994"}, "username",
        "freegiftcard", signed_in=False,
    ),
    "a board": Surface(lambda me: "/boards", {}, "name"),
    "a board by the way": Surface(lambda me: f"/notes/{write(me, '面')}/collect", {}, "name"),
    "a board's new name": Surface(lambda me: f"/boards/{notes.make_board(me.pk, 'Noodles', public=True)}/edit", {}, "name"),
    "a correction": Surface(lambda me: f"/corrections/suggest/note/{translated(me)}", {"to": "en"}, "title"),
    "a term": Surface(lambda me: "/glossary/propose", GOOD, "means_en"),
    "a term's origin": Surface(lambda me: "/glossary/propose", GOOD, "origin"),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SURFACES)
def test_it_is_refused_with_the_rule_and_comes_back_as_typed(lin: Person, name: str, lang: str) -> None:
    surface = SURFACES[name]
    page = surface.send(lin, lang)
    assert page.status == 422
    assert TITLES[lang.lower()] in page.error(surface.field) and "card" in page.error(surface.field)
    assert [link.words for link in page.all("a", href="/guidelines#scams")] == [TITLES[lang.lower()]]
    assert page.value(surface.field) == surface.words
    assert page.all("a", href="/guidelines#scams", target="_blank"), "who reads the rule leaves nothing behind"
    assert not Screening.objects.exists() and not Audit.objects.filter(verb__in=["settle", "rename", "suggest"]).exists()


@pytest.mark.parametrize(("action", "status"), [("label", 302), ("limit", 302), ("remove", 422), ("suspend", 422)])
@pytest.mark.parametrize("name", SURFACES)
def test_what_only_labels_or_limits_stands(
    lin: Person, name: str, action: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rules(monkeypatch, rule(terms=[BAD], action=action))
    assert SURFACES[name].send(lin).status == status


@pytest.mark.parametrize("name", SURFACES)
def test_what_a_region_withholds_is_not_refused_to_the_world(lin: Person, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _rules(monkeypatch, rule(terms=[BAD], action="withhold", regions="[DE]"))
    assert SURFACES[name].send(lin).status == 302


def test_what_stands_already_is_for_others_to_report(lin: Person) -> None:
    lin.bio, lin.handle = "Ask me about a free gift card", "freegiftcard"
    lin.save()
    assert SURFACES["a bio"].send(lin, bio="Ask me about a free gift card.").status == 302
    assert SURFACES["a handle"].send(lin, handle="freegiftcard").status != 422
    assert SURFACES["a bio"].send(lin, bio="Double your bitcoin, and a free gift card").status == 422


def test_words_are_shown_as_words(lin: Person) -> None:
    page = SURFACES["a bio"].send(lin, bio="free <gift> card")
    assert "<gift>" not in page.html and "free <gift> card" in page.error("bio")


def test_a_board_of_ones_own_is_called_what_one_likes_until_others_read_it(lin: Person, joss: Person) -> None:
    assert SURFACES["a board"].send(lin, private="on").status == 302
    board = Board.objects.get()
    invited = Page(client(lin).post(f"/boards/{board.pk}/invite", {"handle": "joss"}))
    assert invited.status == 422 and "不骗人" in invited.error("handle") and invited.value("handle") == "joss"
    assert not BoardMember.objects.exists()
    path = f"/boards/{board.pk}/edit"
    assert client(lin).post(path, {"name": BAD, "private": "on"}).status_code == 302
    assert client(lin).post(path, {"name": BAD}).status_code == 422
    assert client(lin).post(path, {"name": "Scams I met", "private": "on"}).status_code == 302
    assert client(lin).post(f"/boards/{board.pk}/invite", {"handle": "joss"}).status_code == 302
    assert client(lin).post(path, {"name": BAD, "private": "on"}).status_code == 422, "it is shared now"


def test_a_translation_says_what_its_original_says(lin: Person, joss: Person) -> None:
    note = translated(lin, "骗子说 free gift card", "别信 #cat")
    Note.objects.filter(pk=note).update(standing="")  # somebody looked, and let it stand
    sent = client(joss).post(f"/corrections/suggest/note/{note}", {"to": "en", "title": "The scammer says free gift card"})
    assert sent.status_code == 302


def test_a_word_is_explained_with_the_word(joss: Person) -> None:
    said = {"term": "傻逼", "variants": "", "example_text": "他骂我傻逼", "origin": "From 傻 and 逼, as in 傻逼."}
    assert client(joss).post("/glossary/propose", GOOD | said).status_code == 302
    assert client(joss).post("/glossary/propose", GOOD | said | {"plain": "free gift card"}).status_code == 422


def test_who_reports_or_appeals_may_quote(lin: Person, joss: Person) -> None:
    note = write(lin, "骗局")
    assert client(joss).post(f"/report/note/{note}", {"category": "scam", "words": BAD}).status_code == 302
    removed = decided(case_of(lin, write(lin, "提醒")), joss)
    assert client(lin).post(f"/settings/appeals/{removed.pk}", {"words": f"I only warned of “{BAD}”."}).status_code == 302


def _rules(monkeypatch: pytest.MonkeyPatch, *rules: str) -> None:
    """The site goes by these."""
    matcher = Matcher([read_pack(pack(*rules))])
    monkeypatch.setattr(site, "screen", lambda text, language="": matcher.screen(text))
