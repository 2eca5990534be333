"""Members propose, trusted members approve: never their own, each once, and what is approved is found from then on."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from redbridge.accounts.models import Person
from redbridge.glossary import actions, rules
from redbridge.kernel.limits import hit
from redbridge.translation import glossary
from redbridge.translation.actions import forget_person
from redbridge.translation.glossary.showing import Explained, body_html
from redbridge.translation.models import Term
from redbridge.translation.terms import approved
from tests.cast import arrive, client, hold

GOOD = {
    "language": "zh-Hans", "term": "泡枸杞", "variants": "保温杯里泡枸杞、泡枸杞子", "reading": "pào gǒuqǐ",
    "literal": "to steep goji berries", "means_zh": "到了注意养生的年纪，带点自嘲。",
    "means_en": "To have reached the age of looking after one's health, said with a wink.",
    "said": "getting old, in my tea-and-cardigan years", "plain": "养生", "register": "playful",
    "origin": "From a photograph of a rock drummer with a thermos, 2017.", "example_text": "才二十五就开始泡枸杞了",
    "example_translation": "Only twenty-five and already in my tea-and-cardigan years.",
}  # fmt: skip


@pytest.fixture
def trusted(db: None) -> Person:
    person = arrive("mei", "zh-Hans", "en", name="Mei")
    hold(person, "trusted")
    return person


def propose(person: Person, **other: str) -> Any:
    return client(person).post("/glossary/propose", GOOD | other)


def decide(person: Person, row: Term, decision: str = "approve", reason: str = "") -> int:
    return client(person).post(f"/glossary/proposals/{row.pk}/decide", {"decision": decision, "reason": reason}).status_code


def test_a_proposal_is_explained_once_somebody_trusted_approves(joss: Person, trusted: Person) -> None:
    assert propose(joss).status_code == 302
    row = Term.objects.get()
    assert glossary.find("我也泡枸杞", "zh-Hans") == []
    assert "泡枸杞" in client(trusted).get("/glossary/proposals").content.decode()
    assert decide(trusted, row) == 302
    approved.again()
    assert [one.form for one in glossary.find("我也泡枸杞了", "zh-Hans")] == ["泡枸杞"]
    assert glossary.plain("我也泡枸杞了", "zh-Hans") == "我也养生了"
    page = client(joss).get("/glossary/zh/泡枸杞").content.decode()
    assert "Written by Joss, checked by Mei" in page and "tea-and-cardigan" in page
    assert client(joss, "zh-hant").get("/glossary/zh/泡枸杞?lang=zh-hant").status_code == 200


def test_a_better_note_takes_the_place_of_the_house_and_of_the_last(joss: Person, lin: Person, trusted: Person) -> None:
    page = client(joss).get("/glossary/propose?of=zh&term=yyds").content.decode()
    assert 'value="yyds"' in page and "永远滴神" in page
    for person, meaning in ((joss, "First words."), (lin, "Better words.")):
        propose(person, term="YYDS", means_en=meaning, example_text="他 yyds", variants="")
        decide(trusted, Term.objects.latest("id"))
    approved.again()
    said = client(joss).get("/glossary/zh/yyds").content.decode()
    assert "Better words." in said and "First words." not in said
    assert sorted(Term.objects.values_list("state", flat=True)) == ["approved", "replaced"]


def test_taken_out_again_the_house_explains_it(joss: Person, trusted: Person) -> None:
    propose(joss, term="yyds", means_en="Nonsense.", example_text="他 yyds", variants="")
    decide(trusted, Term.objects.get())
    decide(trusted, Term.objects.get(), "decline", "It is not so.")
    approved.again()
    assert "nothing beats it" in client(joss).get("/glossary/zh/yyds").content.decode()
    assert "It is not so." in client(joss).get("/glossary/proposals").content.decode()


def test_nobody_decides_on_their_own_and_no_stranger_on_anything(joss: Person, lin: Person, trusted: Person) -> None:
    propose(trusted)
    row = Term.objects.get()
    assert [decide(person, row) for person in (trusted, joss, lin)] == [404] * 3
    assert Term.objects.get().state == "proposed"
    assert "泡枸杞" not in client(lin).get("/glossary/proposals").content.decode()


def test_one_takes_back_only_ones_own(joss: Person, lin: Person) -> None:
    propose(joss)
    row = Term.objects.get()
    assert client(lin).post(f"/glossary/proposals/{row.pk}/withdraw").status_code == 404
    assert client(joss).post(f"/glossary/proposals/{row.pk}/withdraw").status_code == 302
    assert Term.objects.get().state == "withdrawn"


@pytest.mark.parametrize(("wrong", "said"), [
    ({"term": ""}, "Write something here."),
    ({"term": "x" * 61}, "60"),
    ({"means_en": "word " * 31}, "30 words"),
    ({"means_zh": "字" * 61}, "60 characters"),
    ({"example_text": "里面没有那个词"}, "The term itself should stand in the sentence."),
    ({"variants": ",".join("abcdefghi")}, "At most eight"),
    ({"register": "shouting"}, "Choose one of these."),
    ({"language": "fr"}, "Choose one of these."),
])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(joss: Person, wrong: dict[str, str], said: str) -> None:
    answer = propose(joss, **wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode() and "tea-and-cardigan" in answer.content.decode()
    assert not Term.objects.exists()


def test_what_everybody_at_home_knows_is_marked_for_others_alone(joss: Person, trusted: Person) -> None:
    assert propose(joss, culture="on").status_code == 302
    page = client(trusted).get("/glossary/proposals").content.decode()
    assert "正文里只给其他人标出来" in page, "who decides sees it"
    decide(trusted, Term.objects.get())
    approved.again()
    for reads, marked in ((["en"], True), (["zh-Hans", "en"], False)):
        shown = str(body_html("我也泡枸杞了", "zh-Hans", Explained(reads)))
        assert ('href="/glossary/zh/' in shown) is marked, reads
    again = client(joss).get("/glossary/propose?of=zh&term=泡枸杞").content.decode()
    assert re.search(r'name="culture"[^>]* checked', again), "a better note begins as the old one stands"


def test_the_choice_of_whom_to_mark_it_for_stays_after_an_error(joss: Person) -> None:
    for typed, kept in (({"culture": "on"}, True), ({}, False)):
        answer = propose(joss, term="", **typed)
        assert answer.status_code == 422
        assert bool(re.search(r'name="culture"[^>]* checked', answer.content.decode())) is kept
    propose(joss)
    assert "culture" not in Term.objects.get().entry


def test_a_better_note_of_an_everyday_word_does_not_mark_it_everywhere(joss: Person, trusted: Person) -> None:
    entry = next(one for one in glossary.entries() if one.language == "en" and one.found == "alone" and one.not_in == ())
    text = f"I think {entry.term} is here"
    before = [one.form for one in glossary.find(text, "en")]
    propose(joss, language="en", term=entry.term, example_text=f"{entry.term}!", variants="", plain="")
    decide(trusted, Term.objects.get())
    approved.again()
    assert [one.form for one in glossary.find(text, "en")] == before
    assert [one.entry.means["en"] for one in glossary.find(entry.term, "en")] == [GOOD["means_en"]]


def test_strange_characters_are_taken_out_and_html_stays_text(joss: Person, trusted: Person) -> None:
    assert propose(joss, origin="a\x01b\u202e<script>alert(1)</script>").status_code == 302
    decide(trusted, Term.objects.get())
    approved.again()
    page = client(joss).get("/glossary/zh/泡枸杞").content.decode()
    assert "&lt;script&gt;" in page and "<script>alert" not in page


def test_twenty_may_wait_and_no_more(joss: Person) -> None:
    Term.objects.bulk_create([
        Term(language="en", term=str(n), folded=str(n), entry={}, proposer_id=joss.pk) for n in range(rules.OPEN_MOST)
    ])
    assert propose(joss).status_code == 422


def test_proposing_has_its_limit(joss: Person) -> None:
    from redbridge.glossary.views import PROPOSING

    for _time in range(PROPOSING.times):
        hit(PROPOSING, joss.pk)
    answer = propose(joss)
    assert answer.status_code == 429 and answer["Retry-After"] and "tea-and-cardigan" in answer.content.decode()


def test_an_ended_account_leaves_its_words_and_not_its_name(joss: Person, lin: Person, trusted: Person) -> None:
    propose(joss)
    decide(trusted, Term.objects.get())
    propose(joss, term="另一个", variants="", example_text="另一个词")
    forget_person(joss.pk)
    forget_person(trusted.pk)
    approved.again()
    assert list(Term.objects.values_list("term", "proposer_id", "decider_id")) == [("泡枸杞", None, None)]
    assert "Written and checked by the house" in client(lin).get("/glossary/zh/泡枸杞?lang=en", follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does(committed: Callable[..., Any]) -> None:
    one, two, three = (arrive(name, "en") for name in ("one", "two", "three"))
    actions.propose(one.pk, "zh-Hans", rules.entry(GOOD))
    row = Term.objects.get()

    def approve(person: Person) -> bool:
        try:
            return actions.approve(row.pk, person.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(approve, (two, three))) == [False, True]
    assert Term.objects.get().state == "approved"


def test_the_least_that_can_be_said_is_shown_too(joss: Person, trusted: Person) -> None:
    assert propose(joss, variants="", reading="", literal="", plain="").status_code == 302
    for person in (joss, trusted):
        assert "泡枸杞" in client(person).get("/glossary/proposals").content.decode()
    decide(trusted, Term.objects.get())
    approved.again()
    assert client(joss).get("/glossary/zh/泡枸杞").status_code == 200
