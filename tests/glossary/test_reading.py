"""Terms explained: the list, a page, the note over a text, and the terms of a note."""

import pytest
from django.test import Client

from redbridge.accounts.models import Person
from tests.cast import client, write


def test_the_list_begins_with_the_language_one_does_not_read(lin: Person, joss: Person) -> None:
    ours, theirs = (client(person).get("/glossary").content.decode() for person in (joss, lin))
    assert "/glossary/zh/" in ours and "/glossary/en/" not in ours
    assert "/glossary/en/" in theirs and "/glossary/zh/" not in theirs


@pytest.mark.parametrize("asked", ["yyds", "永远滴神", "greatest of all time", "yǒngyuǎn"])
def test_a_term_is_found_by_any_of_its_words(db: None, asked: str) -> None:
    assert "/glossary/zh/yyds" in Client().get("/glossary", {"of": "zh", "q": asked}).content.decode()


@pytest.mark.parametrize("wrong", ["page=-1", "page=99999999", "page=²", "of=fr", f"q={'x' * 5000}", "q=%00"])
def test_a_strange_address_is_a_page_all_the_same(db: None, wrong: str) -> None:
    assert Client().get(f"/glossary?{wrong}").status_code == 200


@pytest.mark.parametrize("lang", ["en", "zh-hans", "zh-hant"])
def test_every_entry_has_its_page(db: None, lang: str) -> None:
    page = Client().get(f"/glossary/zh/YYDS?lang={lang}", follow=True)
    assert page.status_code == 200 and "牛肉面 yyds" in page.content.decode()


def test_a_script_gets_the_note_alone(db: None) -> None:
    said = Client().get("/glossary/en/no%20cap", headers={"HX-Request": "true"}).content.decode()
    assert "term-pop" in said and "<html" not in said and "No lie" in said


def test_what_nobody_explained_is_not_found(db: None) -> None:
    assert Client().get("/glossary/zh/没有这个词").status_code == 404
    assert Client().get("/glossary/fr/yyds").status_code == 404


def test_terms_of_a_note_lead_to_what_they_mean(lin: Person, joss: Person) -> None:
    note = write(lin, title="今天的面绝绝子", body="楼下 yyds #yyds\n\n再来一碗 yyds")
    said = client(joss).get(f"/notes/{note}?read=original").content.decode()
    assert said.count('href="/glossary/zh/yyds"') == 1  # once a text
    assert 'href="/glossary/zh/%E7%BB%9D%E7%BB%9D%E5%AD%90"' in said
    assert 'href="/topics/yyds"' in said


def test_chinese_shows_its_reading_when_asked(lin: Person) -> None:
    note = write(lin, title="早", body="银行 <b>行走</b>")
    plain, read = (Client().get(f"/notes/{note}{way}").content.decode() for way in ("", "?pinyin=1"))
    assert "<ruby>" not in plain and "With pinyin" in plain
    assert "háng" in read and "xíng" in read and "&lt;" in read and "<b>" not in read.split('id="body"')[1].split("</div>")[0]
