"""Packages of the older kind: Moses' words and byte pairs."""

import time
import zipfile
from pathlib import Path

import pytest

from redbridge.translation.engines.inprocess import InProcess, moses
from redbridge.translation.engines.inprocess.bpe import BytePairs
from tests.translation.tiny_models import make_bpe

CUT = {
    "Hello, world!": "Hello , world !",
    "3,000 people (or so).": "3,000 people ( or so ) .",
    "It's John's car": "It &apos;s John &apos;s car",
    'He said: "no"...': "He said : &quot; no &quot; ...",
    "U.S. and a-b": "U.S. and a-b",
    "a & b [c] <d> | e": "a &amp; b &#91; c &#93; &lt; d &gt; &#124; e",
    "“curly” ‘ones’": "&quot; curly &quot; &apos; ones &apos;",
    "": "",
}


@pytest.mark.parametrize(("text", "cut"), CUT.items(), ids=range(len(CUT)))
def test_words_come_apart_as_moses_has_it(text: str, cut: str) -> None:
    assert " ".join(moses.words(text, "en")) == cut


def test_french_words_keep_the_apostrophe_of_the_first() -> None:
    assert moses.words("l'eau d'hier", "fr") == ["l&apos;", "eau", "d&apos;", "hier"]


@pytest.mark.parametrize(("text", "language"), [
    ("Hello, world!", "en"), ("3,000 people (or so).", "en"), ("It's John's car.", "en"), ('He said: "no".', "en"),
    ("l'eau", "fr"),
])
def test_what_came_apart_comes_together(text: str, language: str) -> None:
    assert moses.sentence(moses.words(text, language), language) == text


def test_pairs_are_joined_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "bpe.model").write_text("#version: 0.2\nl o\nlo w</w>\nn e\nne w\n")
    pairs = BytePairs(tmp_path / "bpe.model", "en", "en")
    assert pairs.encode("low lower new") == ["low", "lo@@", "w@@", "e@@", "r", "ne@@", "w"]
    assert pairs.decode(["lo@@", "w@@", "e@@", "r", "low", "."]) == "lower low."


@pytest.mark.parametrize("text", ["", "#version: 0.2\n", "one\n"])
def test_a_file_that_is_no_list_of_pairs_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "bpe.model").write_text(text)
    with pytest.raises(ValueError, match=r"bpe\.model"):
        BytePairs(tmp_path / "bpe.model", "en", "zh")


def test_a_package_of_byte_pairs_translates(tmp_path: Path) -> None:
    with zipfile.ZipFile(make_bpe(tmp_path / "made", "en", "zh")) as archive:
        archive.extractall(tmp_path)
    made = InProcess(tmp_path).translate(["the cat is happy today."], "en", "zh-Hans", time.monotonic() + 30)
    assert made and made[0].replace(" ", "") == "这猫是乐今."
