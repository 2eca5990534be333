"""Simplified and Traditional: either is read in the other, said so, and cost no engine."""

from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.kernel.reading import Read
from redbridge.translation.rules import scripts
from tests.cast import answer, arrive, client, write
from tests.jobs import run_jobs
from tests.pages import Page


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("皇后后面干燥的头发", "皇后後面乾燥的頭髮"), ("吃面，看电影", "吃麵，看電影"), ("为了这里的云", "為了這裡的雲"),
        ("谁知道 #猫税 @lin [哭惹R] https://红桥.example/头发", "誰知道 #猫税 @lin [哭惹R] https://红桥.example/头发"),
        ("no Chinese at all", "no Chinese at all"), ("", ""),
    ],
)
def test_phrases_are_told_apart_and_spans_left_alone(simplified: str, traditional: str) -> None:
    assert scripts.convert(simplified, "zh-Hans", "zh-Hant") == traditional


def test_the_way_back() -> None:
    assert scripts.convert("皇后後面乾燥的頭髮，為了這裡的雲", "zh-Hant", "zh-Hans") == "皇后后面干燥的头发，为了这里的云"


@pytest.mark.parametrize(("source", "target"), [("en", "zh-Hant"), ("zh-Hans", "zh-Hans"), ("zh-Hant", "ja"), ("und", "zh-Hans")])
def test_no_other_pair_is_touched(source: str, target: str) -> None:
    assert scripts.convert("头发", source, target) is None


def test_lone_surrogates_and_nulls_break_nothing() -> None:
    assert scripts.convert("头\0发" + "🐈" * 3, "zh-Hans", "zh-Hant") is not None
    assert len(scripts.convert("头发" * 50_000, "zh-Hans", "zh-Hant") or "") == 100_000


def test_something_better_goes_before_a_conversion() -> None:
    told = {"zh-Hans": {"bio": "住在成都"}, "zh-Hant": {"bio": "人在成都", "by": "human"}}
    assert scripts.read("Lives in Chengdu", "en", told, "bio", ["zh-Hant", "zh-Hans"]).text == "人在成都"
    assert scripts.read("爱猫", "zh-Hans", {}, "bio", ["zh-Hant", "zh-Hans"]) == Read(
        "愛貓", "zh-Hant", "爱猫", "zh-Hans", "script", "OpenCC")
    assert scripts.read("爱猫", "zh-Hans", {}, "bio", ["en"]) == Read("爱猫", "zh-Hans")


@pytest.mark.django_db
def test_traditional_readers_read_simplified_notes_in_traditional(lin: Person, settings: Any) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = ""
    mei = arrive("mei", "zh-Hant", name="阿梅")
    note = write(lin, "头发干燥", "为了后面的面条", words="谁的头发", language="zh-Hans")
    answer(lin, note, "吃面吗", language="zh-Hans")
    run_jobs()
    page = Page(client(mei).get(f"/notes/{note}"))
    for word in ("頭髮乾燥", "為了後面的麵條", "吃麵嗎", "OpenCC"):
        assert word in page.words
    titles = {one.attrs["lang"]: "hidden" in one.attrs for one in page.all("h1", **{"class": "note-title"})}
    assert titles == {"zh-Hant": False, "zh-Hans": True}, "the original is one tap away"
    card = Page(client(mei).get("/@lin"))
    assert "頭髮乾燥" in card.words.replace("\u200b", "") and not card.all("button", **{"class": "twin"})
    assert "OpenCC" in card.all("span", **{"class": "card-title"})[0].attrs["title"]
    own = Page(client(lin).get(f"/notes/{note}"))
    assert "头发干燥" in own.words and "OpenCC" not in own.words


@pytest.mark.django_db
def test_simplified_readers_read_traditional_notes_in_simplified(lin: Person) -> None:
    mei = arrive("mei", "zh-Hant", name="阿梅")
    note = write(mei, "頭髮乾燥", "為了後面的麵條", language="zh-Hant")
    page = Page(client(lin).get(f"/notes/{note}"))
    assert "头发干燥" in page.words and "为了后面的面条" in page.words


@pytest.mark.django_db
def test_a_translation_into_the_other_script_is_converted_and_both_are_named(lin: Person, joss: Person) -> None:
    mei = arrive("mei", "zh-Hant", name="阿梅")
    said = {"zh-Hans": {"title": "头发干燥", "body": "为了后面的面条", "by": "engine", "engine": "OPUS-MT"}}
    note = write(joss, "My hair is dry", "For the noodles behind", language="en", translations=said)
    page = Page(client(mei).get(f"/notes/{note}"))
    assert "頭髮乾燥" in page.words and "OPUS-MT, OpenCC" in page.words
    assert "頭髮乾燥" in Page(client(mei).get("/@joss")).words
