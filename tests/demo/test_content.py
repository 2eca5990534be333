"""The demo's people, notes and comments: written by hand, so held to the platform's own limits here."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from redbridge.demo import scenes
from redbridge.kernel.spans import spans
from redbridge.kernel.text import graphemes, width

FOLDER = Path(__file__).parents[2] / "src" / "redbridge" / "demo" / "content"
CARDS = {"letter", "seal", "indigo", "celadon", "window", "practice"}
HAN = re.compile(r"[\u3400-\u9FFF]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")

Item = dict[str, Any]


def _read(name: str) -> list[Item]:
    items: list[Item] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return items


PEOPLE = {person["handle"]: person for person in _read("people.yaml")}
NOTES = _read("notes-zh.yaml") + _read("notes-en.yaml") + _read("notes-cattax.yaml")
each_note = pytest.mark.parametrize("note", NOTES, ids=lambda note: note["key"])


def _other(language: str) -> str:
    return "zh-Hans" if language == "en" else "en"


def _side(language: str) -> str:
    return language.split("-")[0]


def _answers(item: Item) -> Iterator[tuple[Item, Item]]:
    """Each comment or reply of a note, with what it answers."""
    for comment in item["comments"]:
        yield comment, item
        for reply in comment.get("replies", []):
            yield reply, comment


ANSWERS = [pair for note in NOTES for pair in _answers(note)]
COMMENTS = [answer for answer, _ in ANSWERS]


def _pairs(note: Item) -> Iterator[tuple[str, str]]:
    """Every text of a note and its comments, with its translation."""
    for field in note["translation"]:
        yield note[field], note["translation"][field]
    for answer, _ in _answers(note):
        yield answer["body"], answer["translation"]


def _texts(note: Item) -> Iterator[tuple[str, str]]:
    """Every non-empty text of a note and its comments, as (language, text), translations included."""
    for field in note["translation"]:
        yield note["language"], note[field]
        yield _other(note["language"]), note["translation"][field]
    for answer, _ in _answers(note):
        yield answer["language"], answer["body"]
        yield _other(answer["language"]), answer["translation"]
    for picture in note.get("pictures", []):
        yield from picture["alt"].items()


def _kept(text: str) -> Counter[str]:
    return Counter(span.text for span in spans(text))


def _prose(text: str) -> str:
    """The text without what no translation touches."""
    for span in reversed(spans(text)):
        text = text[: span.start] + text[span.end :]
    return text


def test_sixty_people_write_half_chinese_half_english() -> None:
    first = Counter(person["languages"][0] for person in PEOPLE.values())
    assert first == {"zh-Hans": 26, "zh-Hant": 4, "en": 30}
    assert len(_read("people.yaml")) == len(PEOPLE)


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_a_person_could_have_signed_up(person: Item) -> None:
    assert set(person) == {"handle", "name", "languages", "birth_year", "bio"}
    assert re.fullmatch(r"[a-z0-9_]{2,30}", person["handle"])
    assert 1 <= graphemes(person["name"]) <= 20
    assert 1975 <= person["birth_year"] <= 2006
    assert set(person["languages"]) <= {"en", "zh-Hans", "zh-Hant"}
    assert 0 < len(person["bio"]) <= 80
    assert "\n" not in person["bio"]


def test_everyone_writes_or_answers_somewhere() -> None:
    assert {item["author"] for item in chain(NOTES, COMMENTS)} == set(PEOPLE)


def test_as_many_notes_from_each_side() -> None:
    assert Counter(_side(note["language"]) for note in NOTES) == {"zh": 34, "en": 34}
    assert len({note["key"] for note in NOTES}) == 68


def test_the_cat_tax_is_paid_in_three_spellings_and_somebody_waits_for_a_word() -> None:
    paying = [note for note in NOTES if re.search("#(CatTax|猫税|貓稅)", note["body"])]
    assert {note["language"] for note in paying} == {"en", "zh-Hans", "zh-Hant"} and len(paying) >= 10
    waiting = [note["author"] for note in paying if not note["comments"]]
    assert len(waiting) == 2 and all([note["author"] for note in NOTES].count(author) == 1 for author in waiting)
    written = Counter(note["author"] for note in NOTES)
    assert {author for author, many in written.items() if many >= 3} == {"tudou_mama", "bodega_ray"}


def test_every_card_style_is_there_twice() -> None:
    styles = Counter(note["card"] for note in NOTES if note["kind"] == "card")
    assert set(styles) == CARDS
    assert min(styles.values()) >= 2
    assert styles.total() == 15


def test_every_scene_is_shown_and_no_picture_twice() -> None:
    shown = [(p["scene"], p["seed"]) for note in NOTES for p in note.get("pictures", [])]
    assert {scene for scene, _ in shown} == set(scenes.NAMES)
    assert len(set(shown)) == len(shown)


def test_no_two_people_share_a_name() -> None:
    assert len({person["name"] for person in PEOPLE.values()}) == len(PEOPLE)


@each_note
def test_a_note_says_what_it_is(note: Item) -> None:
    own = {"card", "words"} if note["kind"] == "card" else {"pictures"}
    shared = "key author language kind title body translation hours_ago likes comments"
    assert set(note) == own | set(shared.split())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", note["key"])
    assert 1 <= note["hours_ago"] <= 240
    assert 3 <= note["likes"] <= 55


@each_note
def test_a_picture_is_described_in_both_languages(note: Item) -> None:
    pictures = note.get("pictures", [])
    assert note["kind"] == "card" or 1 <= len(pictures) <= 4
    for picture in pictures:
        assert picture["ratio"] in scenes.SIZES
        assert set(picture["alt"]) == {note["language"], _other(note["language"])}
        assert all(picture["alt"].values())


@each_note
def test_title_and_words_fit_in_both_languages(note: Item) -> None:
    for version in (note, note["translation"]):
        assert width(version["title"]) <= 40
        assert width(version.get("words", "")) <= 90
    assert note["title"] or note["words"]


@each_note
def test_a_body_is_neither_a_caption_nor_an_essay(note: Item) -> None:
    if note["language"] == "en":
        assert 30 <= len(note["body"].split()) <= 120
    else:
        assert 40 <= len("".join(note["body"].split())) <= 200


@each_note
def test_everything_has_its_translation(note: Item) -> None:
    fields = {"title", "body", "words"} if note["kind"] == "card" else {"title", "body"}
    assert set(note["translation"]) == fields
    for text, translation in _pairs(note):
        assert bool(text.strip()) == bool(translation.strip())
        assert text != translation or not text


@each_note
def test_topics_mentions_emoji_and_stickers_survive_translation(note: Item) -> None:
    for text, translation in _pairs(note):
        assert _kept(text) == _kept(translation)


@each_note
def test_a_note_has_a_topic_and_mentions_only_others(note: Item) -> None:
    found = spans(note["body"])
    assert any(span.kind == "topic" for span in found)
    assert {s.name for s in found if s.kind == "mention"} <= set(PEOPLE) - {note["author"]}


@each_note
def test_each_text_keeps_to_its_script(note: Item) -> None:
    codec = {"zh-Hans": "gb2312", "zh-Hant": "big5"}
    for language, text in _texts(note):
        prose = _prose(text)
        han, latin = HAN.findall(prose), LATIN.findall(prose)
        if language == "en":
            assert len(han) <= len(latin), text
        else:
            assert len(latin) <= len(han), text
            "".join(han).encode(codec[language])


def test_people_write_in_their_own_language() -> None:
    for item in (*NOTES, *COMMENTS):
        assert PEOPLE[item["author"]]["languages"][0] == item["language"], item["body"]


def test_two_hundred_comments_and_more_half_chinese_half_english() -> None:
    assert Counter(_side(comment["language"]) for comment in COMMENTS) == {"zh": 104, "en": 104}


def test_a_comment_is_complete_and_replies_end_at_the_second_level() -> None:
    wanted = {"author", "language", "body", "translation"}
    for comment in chain.from_iterable(note["comments"] for note in NOTES):
        assert set(comment) - {"replies"} == wanted
        assert all(set(reply) == wanted for reply in comment.get("replies", []))


def test_most_answers_cross_the_bridge() -> None:
    crossing = [a for a, to in ANSWERS if _side(a["language"]) != _side(to["language"])]
    assert len(crossing) >= 0.8 * len(ANSWERS)


def test_much_of_it_is_recent() -> None:
    hours = [note["hours_ago"] for note in NOTES]
    assert sum(h <= 48 for h in hours) >= 20
    assert max(hours) > 200


def test_nothing_is_said_twice() -> None:
    texts = Counter(text for note in NOTES for _, text in _texts(note) if text)
    texts.update(person["bio"] for person in PEOPLE.values())
    assert [text for text, times in texts.items() if times > 1] == []
