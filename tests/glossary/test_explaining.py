"""Which terms of a text are marked, and for whom: each once a text, everyday words only for those whose own they are not."""

import pytest
from django.test import Client

from redbridge.accounts.models import Person
from redbridge.translation.glossary import meant
from redbridge.translation.glossary.showing import Explained, body_html, terms_in
from tests.cast import answer, arrive, client, write


def marked(text: str, language: str, *reads: str) -> int:
    return str(body_html(text, language, Explained(reads))).count('class="term"')


@pytest.mark.parametrize(("reads", "slang", "everyday"), [
    (("en",), 1, 1),
    (("en", "zh-Hans"), 1, 1),
    (("zh-Hans", "en"), 1, 0),
    (("zh-Hant",), 1, 0),
    (("fr",), 1, 1),
    ((), 1, 1),
])
def test_everyday_words_are_marked_for_those_whose_own_they_are_not(reads: tuple[str, ...], slang: int, everyday: int) -> None:
    assert marked("牛肉面 yyds", "zh-Hans", *reads) == slang
    assert marked("下午点一杯奶茶", "zh-Hans", *reads) == everyday


def test_the_same_the_other_way() -> None:
    assert marked("lol that was bussin", "en", "en") == 1
    assert marked("lol that was bussin", "en", "zh-Hans", "en") == 2


def test_a_term_is_marked_once_a_text_in_each_language_it_is_shown_in() -> None:
    explained = Explained(["en"])
    first, again, other = (str(body_html("yyds 真的 yyds\n\n又 yyds", language, explained)).count("href=")
                           for language in ("zh-Hans", "zh-Hans", "zh-Hant"))
    assert (first, again, other) == (1, 0, 1)
    assert terms_in("yyds 绝绝子", "zh-Hans", explained)[0].term == "绝绝子"


def test_terms_of_comments_lead_to_what_they_mean(lin: Person, joss: Person) -> None:
    note = write(lin, title="面", body="好吃")
    answer(lin, note, "yyds，外卖也点 yyds")
    ours, theirs = (client(person).get(f"/notes/{note}?original=all").content.decode() for person in (joss, lin))
    assert ours.count('href="/glossary/zh/yyds"') == 1 and "/glossary/zh/%E5%A4%96%E5%8D%96" in ours
    assert theirs.count('href="/glossary/zh/yyds"') == 1 and "/glossary/zh/%E5%A4%96%E5%8D%96" not in theirs


@pytest.mark.parametrize(("asked", "term"), [
    ("yyds", "yyds"), ("YYDS!", "yyds"), ("永远的神", "yyds"), ("rizz", "rizz"), ("絕絕子", "绝绝子"),
    ("tea", "tea"), ("lmao", "LOL"), ("“no cap”", "no cap"),
])
def test_a_term_alone_is_known_by_any_of_its_forms(asked: str, term: str) -> None:
    entry = meant(asked)
    assert entry is not None and entry.term == term


@pytest.mark.parametrize("asked", ["", "。", "noodles", "yyds 面", "x" * 5000])
def test_anything_else_is_no_term(asked: str) -> None:
    assert meant(asked) is None


def test_a_search_for_a_term_says_what_it_means(db: None) -> None:
    found = Client().get("/search?q=rizz&lang=zh-hans", follow=True).content.decode()
    assert "term-found" in found and "撩人的魅力" in found and 'href="/glossary/en/rizz"' in found
    for other in ("/search?q=noodles", "/search?q=rizz&in=people", "/search"):
        assert "term-found" not in Client().get(other).content.decode()


def test_people_find_the_glossary(db: None) -> None:
    arrive("ann", "en")
    for page in ("/exchange", "/guidelines"):
        assert 'href="/glossary"' in Client().get(page).content.decode()
