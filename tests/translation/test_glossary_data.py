"""The glossary's data: whole, in both languages, without a term twice."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import pytest
from opencc import OpenCC
from pypinyin import Style, pinyin

from redbridge.translation.glossary.entries import DATA, entries, made, sheets

Raw = dict[str, Any]
NEEDED = {"term", "means", "said", "register", "origin", "example"}
ALLOWED = NEEDED | {"variants", "reading", "literal", "plain", "found", "not_in", "culture"}
REGISTERS = {"neutral", "casual", "playful", "teasing", "warm", "blunt", "rude", "ironic", "net", "fan"}
FOUND = {"anywhere", "alone", "variants"}
OTHER = {"zh-Hans": "en", "en": "zh-Hans"}
HAN = re.compile(r"[㐀-䶿一-鿿]")
LATIN = re.compile(r"[a-zà-ÿ]", re.IGNORECASE)
AT_LEAST = {"zh-Hans": 150, "en": 150}
LARGEST = 60_000
WORDS, CHARACTERS = 30, 60
TO_TAIWAN = OpenCC("s2tw")


def keyed(text: str) -> str:
    """What two spellings of one term have in common."""
    return unicodedata.normalize("NFKC", text).casefold()


def faults(raw: Raw, language: str) -> Iterator[str]:
    """Everything wrong with one entry, in words."""
    yield from (f"key {key} missing" for key in NEEDED - set(raw))
    yield from (f"key {key} unknown" for key in set(raw) - ALLOWED)
    if set(raw) >= NEEDED:
        for fault in (_shape, _means, _origin, _example, _forms, _reading, _said):
            yield from fault(raw, language)


def _shape(raw: Raw, language: str) -> Iterator[str]:
    if raw["register"] not in REGISTERS:
        yield f"register {raw['register']}"
    if raw.get("found", "anywhere") not in FOUND:
        yield f"found {raw['found']}"
    if raw.get("found") == "variants" and not raw.get("variants"):
        yield "found in variants, and there are none"


def _means(raw: Raw, language: str) -> Iterator[str]:
    means = raw["means"]
    if set(means) != {"en", "zh-Hans", "zh-Hant"} or not all(means.values()):
        yield "means: en, zh-Hans and zh-Hant"
        return
    if len(means["en"].split()) > WORDS:
        yield f"means.en: {len(means['en'].split())} words"
    for script, charset in (("zh-Hans", "gb2312"), ("zh-Hant", "big5")):
        if len(means[script]) > CHARACTERS:
            yield f"means.{script}: {len(means[script])} characters"
        yield from _foreign(means[script], charset, f"means.{script}")
    if not _mostly_latin(means["en"]):
        yield "means.en is not English"
    if means["zh-Hant"] == _converted(means["zh-Hans"]):
        yield "means.zh-Hant is converted, not written"


def _converted(text: str) -> str:
    """What a machine makes of Simplified for Taiwan."""
    return str(TO_TAIWAN.convert(text)).translate(str.maketrans("“”", "「」"))


def _origin(raw: Raw, language: str) -> Iterator[str]:
    origin = raw["origin"]
    if set(origin) != {"en", "zh-Hans"} or not all(origin.values()):
        yield "origin: en and zh-Hans"
        return
    if any("\n" in line or len(line) > 200 for line in origin.values()):
        yield "origin: a line"
    if not _mostly_latin(origin["en"]) or not HAN.search(origin["zh-Hans"]):
        yield "origin: script"
    yield from _foreign(origin["zh-Hans"], "gb2312", "origin.zh-Hans")


def _example(raw: Raw, language: str) -> Iterator[str]:
    if set(raw["example"]) != {"text", "translation"} or not all(raw["example"].values()):
        yield "example: text and translation"
        return
    text = keyed(raw["example"]["text"])
    forms = [*raw.get("variants", []), *([] if raw.get("found") else [raw["term"]])]
    if raw.get("found") == "alone":
        forms.append(raw["term"])
    if not any(re.search(_edged(keyed(form)), text) for form in forms):
        yield "example without its term"
    said = {language: raw["example"]["text"], OTHER[language]: raw["example"]["translation"]}
    if not HAN.search(said["zh-Hans"]) or HAN.search(said["en"]):
        yield "example: script"
    yield from _foreign(said["zh-Hans"], "gb2312", "example")


def _edged(form: str) -> str:
    """A Latin form ends where its word ends."""
    word = r"[a-z0-9]"
    before = rf"(?<!{word})" if re.match(word, form) else ""
    after = rf"(?!{word})" if re.search(word + "$", form) else ""
    return before + re.escape(form) + after


def _forms(raw: Raw, language: str) -> Iterator[str]:
    forms = [raw["term"], *raw.get("variants", [])]
    for form in forms[raw.get("found") == "variants" :]:
        if len(form) < 2:
            yield f"{form}: a lone character is found everywhere"
        if form != form.strip() or form != unicodedata.normalize("NFC", form):
            yield f"{form}: untidy"
    if language == "en" and any(HAN.search(form) for form in forms):
        yield "an English term with Han characters"
    if language == "zh-Hans" and not all(HAN.search(form) or len(form) <= 12 for form in forms):
        yield "a Chinese term without Han characters"
    plain = raw.get("plain", {})
    if isinstance(plain, dict) and not set(plain) <= set(forms):
        yield f"plain for {set(plain) - set(forms)}, which is no form"
    for longer in raw.get("not_in", []):
        if not any(keyed(form) in keyed(longer) and form != longer for form in forms):
            yield f"not_in {longer}: holds no form"


def _reading(raw: Raw, language: str) -> Iterator[str]:
    reading = raw.get("reading", "")
    if language == "en":
        if HAN.search(reading):
            yield "reading in Han"
        return
    if not reading or HAN.search(reading):
        yield "reading missing"
    elif len(HAN.findall(raw["term"])) == len(raw["term"]) and not re.fullmatch(_syllables(raw["term"]), bare(reading)):
        yield f"reading {reading} for {raw['term']}"


def _syllables(term: str) -> str:
    """Every way to read a term, tones aside."""
    ways = pinyin(term, style=Style.NORMAL, heteronym=True)
    return "".join(f"(?:{'|'.join(sorted({bare(way) for way in at}))})" for at in ways)


def bare(reading: str) -> str:
    """Letters without tones, spaces and apostrophes; ü as v."""
    apart = unicodedata.normalize("NFD", reading.casefold()).replace("u\N{COMBINING DIAERESIS}", "v")
    return re.sub(r"[^a-z]", "", apart)


def _said(raw: Raw, language: str) -> Iterator[str]:
    said = raw["said"].get(OTHER[language], [])
    if set(raw["said"]) != {OTHER[language]} or not 1 <= len(said) <= 3:
        yield "said: one to three renderings in the other language"
    if language == "zh-Hans" and any(HAN.search(one) for one in said):
        yield "said: script"


def _mostly_latin(text: str) -> bool:
    return len(LATIN.findall(text)) > 3 * len(HAN.findall(text))


def _foreign(text: str, charset: str, where: str) -> Iterator[str]:
    """Characters of the other script: GB 2312 has no traditional ones, Big5 no simplified ones."""
    for character in HAN.findall(text):
        try:
            character.encode(charset)
        except UnicodeEncodeError:
            yield f"{where}: {character} is not {charset}"


ALL = [(raw, sheet["language"]) for sheet in sheets() for raw in sheet["entries"]]


@pytest.mark.parametrize(("raw", "language"), ALL, ids=[raw["term"] for raw, _ in ALL])
def test_entry_is_whole(raw: Raw, language: str) -> None:
    assert list(faults(raw, language)) == []


def twice(all_: list[tuple[Raw, str]]) -> list[tuple[str, str]]:
    """Forms that stand under two terms of one language, or twice under one."""
    forms = chain.from_iterable(
        [(language, keyed(form)) for form in (raw["term"], *raw.get("variants", []))] for raw, language in all_
    )
    return [form for form, times in Counter(forms).items() if times > 1]


def test_no_form_stands_twice() -> None:
    assert twice(ALL) == []


def test_there_are_enough_each_way() -> None:
    counts = Counter(language for _, language in ALL)
    assert {language: count for language, count in counts.items() if count < AT_LEAST[language]} == {}
    assert set(counts) == set(AT_LEAST)


def test_files_are_small_and_of_one_shape() -> None:
    sizes = {path.name: len(path.read_bytes()) for path in DATA.iterdir()}
    assert {name: size for name, size in sizes.items() if size >= LARGEST} == {}
    assert all(set(sheet) == {"language", "entries"} and sheet["language"] in OTHER for sheet in sheets())


def test_the_loader_gives_every_entry_once_read() -> None:
    assert [entry.term for entry in entries()] == [raw["term"] for raw, _ in ALL]
    assert entries() is entries()
    yyds = next(entry for entry in entries() if entry.term == "yyds")
    assert (yyds.language, yyds.plain["yyds"], yyds.said["en"][1]) == ("zh-Hans", "永远最棒", "the GOAT")


def test_a_bare_everyday_word_is_not_looked_for() -> None:
    tea, bet, sus = (next(entry for entry in entries() if entry.term == term) for term in ("tea", "bet", "sus"))
    assert "tea" not in tea.forms + tea.alone
    assert "bet" not in bet.forms and "bet" in bet.alone
    assert "sus" in sus.forms


GOOD: Raw = {
    "term": "种草",
    "variants": ["被种草"],
    "reading": "zhòng cǎo",
    "means": {"en": "To make someone want a thing.", "zh-Hans": "让人想买", "zh-Hant": "被燒到想買"},
    "said": {"en": ["got me hooked on"]},
    "register": "net",
    "origin": {"en": "From beauty forums.", "zh-Hans": "来自美妆论坛。"},
    "example": {"text": "被你种草了", "translation": "You made me want it."},
}

BAD: dict[str, Callable[[Raw], Any]] = {
    "origin missing": lambda raw: raw.pop("origin"),
    "origin empty": lambda raw: raw["origin"].update({"zh-Hans": ""}),
    "origin of two lines": lambda raw: raw["origin"].update(en="One.\nTwo."),
    "example missing": lambda raw: raw.pop("example"),
    "example without its term": lambda raw: raw["example"].update(text="被你说动了"),
    "example not translated": lambda raw: raw["example"].update(translation="被你种草了"),
    "a language of means missing": lambda raw: raw["means"].pop("zh-Hant"),
    "means too long": lambda raw: raw["means"].update(en="word " * 31),
    "means too long in Chinese": lambda raw: raw["means"].update({"zh-Hans": "买" * 61}),
    "traditional among simplified": lambda raw: raw["means"].update({"zh-Hans": "讓人想买"}),
    "traditional that was only converted": lambda raw: raw["means"].update({"zh-Hant": "讓人想買"}),
    "simplified among traditional": lambda raw: raw["means"].update({"zh-Hant": "让人想買"}),
    "reading missing": lambda raw: raw.pop("reading"),
    "reading of something else": lambda raw: raw.update(reading="bá cǎo"),
    "unknown key": lambda raw: raw.update(meaning="…"),
    "unknown register": lambda raw: raw.update(register="loud"),
    "unknown way to be found": lambda raw: raw.update(found="never"),
    "found by variants that are not there": lambda raw: (raw.pop("variants"), raw.update(found="variants")),
    "nothing said": lambda raw: raw.update(said={}),
    "said in the same language": lambda raw: raw.update(said={"en": ["种草"]}),
    "a lone character": lambda raw: raw["variants"].append("草"),
    "plain for no form": lambda raw: raw.update(plain={"拔草": "买"}),
    "not_in without a form": lambda raw: raw.update(not_in=["草地"]),
}


def copied() -> Raw:
    """GOOD, to be spoiled."""
    return {key: value.copy() if hasattr(value, "copy") else value for key, value in GOOD.items()}


def test_a_good_entry_has_no_fault_and_loads() -> None:
    assert list(faults(GOOD, "zh-Hans")) == []
    assert made(GOOD, "zh-Hans").forms == ("种草", "被种草")


@pytest.mark.parametrize("spoil", BAD.values(), ids=BAD)
def test_a_bad_entry_is_refused(spoil: Callable[[Raw], Any]) -> None:
    raw = copied()
    spoil(raw)
    assert list(faults(raw, "zh-Hans")) != []


def test_a_term_of_the_other_script_is_refused() -> None:
    assert "an English term with Han characters" in list(faults(GOOD, "en"))
    latin = copied() | {
        "term": "spill the tea now",
        "variants": [],
        "example": {"text": "你 spill the tea now", "translation": "x"},
    }
    assert "a Chinese term without Han characters" in list(faults(latin, "zh-Hans"))


def test_a_term_twice_is_refused_whatever_its_case_and_width() -> None:
    other = copied() | {"term": "yyds", "variants": ["ＹＹＤＳ"]}
    assert twice([(other, "zh-Hans")]) == [("zh-Hans", "yyds")]
    assert twice([(GOOD, "zh-Hans"), (copied() | {"term": "x"}, "zh-Hans")]) == [("zh-Hans", "被种草")]
