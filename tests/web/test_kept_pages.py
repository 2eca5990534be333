"""What is kept between requests comes out byte for byte as the templates render it, for every card and every reader."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from markupsafe import Markup

from redbridge.accounts.models import Person
from redbridge.accounts.queries import PersonInSession
from redbridge.config.pages import csrf, shell
from redbridge.config.pages.backend import PAGES, Kept, Pages
from redbridge.config.pages.slots import fill, parts, slot
from redbridge.media.queries import PictureView
from redbridge.notes.queries import Card
from redbridge.notes.queries.restraint import Restraint
from redbridge.notes.queries.topics import TopicName
from redbridge.notes.rules import CARDS
from redbridge.notifications.models import Notice
from tests.cast import client, write
from tests.jobs import run_jobs

HOSTILE = ["<script>alert(1)</script>", "\"'><img src=x>", "{{ 7*7 }}", "</article>", "&amp;", "👩‍👩‍👧‍👦 家", "e\u0301\u0301",
           "%s {0}",
           "עברית ‮",
           "csrf_input", "cards 5", "第一行\n第二行", ""]
ANY = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(ANY, max_size=40))
LANGUAGE = st.sampled_from(["en", "zh-Hans", "zh-Hant", "und", "ja"])
NUMBER = st.integers(1, 2**62)
PICTURE = st.builds(
    PictureView, id=NUMBER, width=st.integers(1, 9000), height=st.integers(1, 9000),
    state=st.sampled_from(["ready", "waiting", "failed"]), dc=st.integers(0, 13), alt=TEXT, alt_language=LANGUAGE,
    widths=st.sampled_from([(), (240,), (240, 480), (240, 360, 480, 720, 1080)]), hidden=st.booleans())
HANDLE = st.from_regex(r"[a-z0-9_]{2,30}", fullmatch=True)
RULE = st.sampled_from(["", "scams", "sexual", "gone"])
RESTRAINT = st.builds(
    Restraint, standing=st.sampled_from(["", "held"]), rule=RULE, label=RULE, limited=st.booleans(),
    kept_from=st.sampled_from(["", "DE", "FR"]))
SPECIAL = {
    "kind": st.sampled_from(["pictures", "card"]), "card": st.sampled_from(["", *CARDS]), "cover": st.none() | PICTURE,
    "picture_count": st.integers(0, 18), "likes": st.integers(0, 2_000_000), "author_handle": HANDLE,
    "restraint": st.none() | RESTRAINT,
}
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT, int: NUMBER, bool: st.booleans(), datetime: st.just(datetime(2026, 1, 2, tzinfo=UTC))}


def _values(name: str, kind: Any) -> st.SearchStrategy[Any]:
    if name in SPECIAL:
        return SPECIAL[name]
    if name == "language" or name.endswith(("_lang", "_language")):
        return LANGUAGE
    return BY_TYPE[kind] if kind in BY_TYPE else st.from_type(kind)


CARD = st.builds(Card, **{name: _values(name, kind) for name, kind in Card.__annotations__.items()})
PERSON = st.builds(lambda id_, handle, name, reads, theme: PersonInSession(id_, handle, name, reads, "en", theme, "active"),
                   NUMBER, HANDLE, TEXT,
                   st.lists(LANGUAGE, max_size=3).map(tuple), st.sampled_from(["", "light", "dark"]))
CHIPS = st.lists(st.builds(TopicName, TEXT, TEXT, LANGUAGE), max_size=3)


def backend() -> Pages:
    found: Any = engines["jinja2"]
    assert isinstance(found, Pages)
    return found


def asked(person: PersonInSession | None, path: str) -> HttpRequest:
    request: Any = RequestFactory().get(path)
    request.person, request.META["CSRF_COOKIE"] = person, "a" * 32
    answer: HttpRequest = request
    return answer


def whole_and_kept(name: str, context: dict[str, Any], request: HttpRequest) -> tuple[str, str]:
    """A page as its template renders it, the cards by the plain macro, and as it is put together."""
    page, plain = Kept(backend(), name), backend().env.get_template(name)
    full = shell.context_of(dict(context), request, backend().template_context_processors)
    full["csrf_input"] = Markup(str(full["csrf_input"]))
    found = page.shells(shell.Key(translation.get_language() or "en", full))
    assert found is not None, f"{name} cannot be kept"
    return str(plain.render({**full, "each_card": partial(one_by_one, full)})), fill(
        found, shell.values(full, found, backend().cards))


def shown(author: Person) -> int:
    """A note that stands in Explore."""
    note = write(author, "面", words="早安")
    run_jobs()
    return note


def one_by_one(context: dict[str, Any], cards: Sequence[Card], first: int) -> Markup:
    """Cards by the macro alone, nothing kept."""
    module: Any = backend().env.get_template("web/components/card.html").make_module(context)
    return Markup().join(Markup("\n  ") + module.card(card, place < first) for place, card in enumerate(cards))


QUICKLY = how(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
@QUICKLY
@given(cards=st.lists(CARD, min_size=1, max_size=8), person=st.none() | PERSON, chips=CHIPS, badge=st.integers(0, 100),
       after=st.sampled_from(["", "?after=Zm9v&x=1"]), name=st.sampled_from(sorted(PAGES)), by_time=st.booleans(),
       surge_hours=st.sampled_from([0, 1, 3]))
def test_a_kept_page_is_the_rendered_page(
    language: str, cards: list[Card], person: PersonInSession | None, chips: list[TopicName], badge: int, after: str,
    name: str, by_time: bool, surge_hours: int,
) -> None:
    if name == "feeds/following.html" and person is None:
        return
    context = {"cards": cards, "next_url": f"/{after}" if after else "", "nav": "explore", "chips": chips, "by_time": by_time,
               "surge_hours": surge_hours}
    with translation.override(language):
        # Twice: made, and taken out again.
        for again in (person, replace(person, handle="other_one", name="Another", id=77) if person else None):
            plain, kept = whole_and_kept(name, context, asked(again, f"/{after}"))
            assert kept == plain


@pytest.mark.django_db
def test_likes_titles_and_names_change_at_once(lin: Person, joss: Person) -> None:
    note = shown(lin)
    browser = client(joss)
    before = browser.get("/").content.decode()
    assert 'aria-pressed="false"' in before and ">0</span>" in before
    browser.post(f"/notes/{note}/like", {"on": "1"})
    assert 'aria-pressed="true"' in browser.get("/").content.decode()
    assert 'aria-pressed="false"' in client(lin).get("/").content.decode()
    Person.objects.filter(pk=lin.pk).update(name="小林改名")
    assert "小林改名" in browser.get("/").content.decode()


@pytest.mark.django_db
def test_a_message_is_shown_to_one_and_once(lin: Person) -> None:
    browser = client(lin)
    shown(lin)
    browser.cookies["messages"] = ""
    assert browser.get("/").status_code == 200
    Notice.objects.create(person=lin, kind="follow", actor=Person.objects.exclude(pk=lin.pk).first() or lin)
    assert 'id="badge-rail" data-badge>' in browser.get("/").content.decode()


@pytest.mark.django_db
def test_each_reader_gets_their_own_token_and_it_is_taken(lin: Person, joss: Person) -> None:
    note = shown(lin)
    tokens: set[str] = set()
    for person in (lin, joss, joss):
        browser = client(person, enforce_csrf_checks=True)
        html = browser.get("/").content.decode()
        found = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', html))
        assert 1 <= len(found) <= 2 and not found & tokens  # an invitation has a form of its own
        tokens |= found
        assert browser.post(f"/notes/{note}/like", {"on": "1", "csrfmiddlewaretoken": found.pop()}).status_code == 302
        assert browser.post(f"/notes/{note}/like", {"on": "1", "csrfmiddlewaretoken": "x" * 64}).status_code == 403


def test_the_mask_is_django_s() -> None:
    request = asked(None, "/")
    request.META["CSRF_COOKIE"] = "aZ09" * 8
    seen = {csrf.token(request) for _ in range(50)}
    assert len(seen) == 50
    check: Any = CsrfViewMiddleware(lambda request: None)  # type: ignore[arg-type]
    for token in seen:
        request.META["HTTP_X_CSRFTOKEN"] = token
        request.method, request.COOKIES[settings.CSRF_COOKIE_NAME] = "POST", "aZ09" * 8
        check._check_token(request)  # raises where it does not belong together


def test_a_broken_slot_is_noticed() -> None:
    with pytest.raises(KeyError):
        fill(parts(f"<a href='{slot('handle')[:-2]}{slot('x')}'>"), {"handle": "lin"})
    assert fill(parts(f"<a>{slot('handle')}</a>{slot('handle')}"), {"handle": "lin"}) == "<a>lin</a>lin"


@pytest.mark.django_db
def test_the_pages_people_get_are_kept_ones(lin: Person, joss: Person) -> None:
    shown(lin)
    for kept in backend().shells.values():
        kept.shells.cache_clear()
    backend().cards.kept.cache_clear()
    for person in (lin, joss, None):
        for _again in range(2):
            assert client(person, "en").get("/").status_code == 200
    held = backend().shells["feeds/explore.html"].shells.cache_info()
    assert (held.misses, held.hits) == (3, 3)  # lin reads Chinese, joss English, nobody nothing
    assert backend().cards.kept.cache_info().hits >= 3
