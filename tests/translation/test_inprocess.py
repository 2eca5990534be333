"""The engine in process, over tiny models in the real file formats."""

import json
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.engines.inprocess import InProcess
from redbridge.translation.engines.inprocess.model import LONGEST, Model
from redbridge.translation.engines.inprocess.sentences import pieces
from redbridge.translation.engines.inprocess.shelf import Shelf
from redbridge.translation.packages.found import Package
from tests.translation.tiny_models import make_argos, make_pair, said
from tests.translation.tiny_words import CHARACTERS, WORDS

SOON = 60.0


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engines")
    make_pair(folder, "en", "zh")
    make_pair(folder, "zh", "en")
    return folder


def ask(engine: InProcess, texts: list[str], source: str = "en", target: str = "zh-Hans", seconds: float = SOON) -> list[str]:
    made = engine.translate(texts, source, target, time.monotonic() + seconds)
    assert made is not None
    return made


def argos(folder: Path, source: str, target: str, **metadata: str) -> Path:
    with zipfile.ZipFile(make_argos(folder / "made", source, target, **metadata)) as archive:
        archive.extractall(folder)
    return folder


def test_the_tiny_words_are_pairs() -> None:
    assert len(WORDS) == len(set(WORDS)) == len(CHARACTERS) == len(set(CHARACTERS)) > 150


def test_an_opus_model_translates(both: Path) -> None:
    assert ask(InProcess(both), ["the cat is happy today"]) == ["这猫是乐今"]
    assert ask(InProcess(both), ["我喜猫"], "zh-Hans", "en") == ["I like cat"]


def test_an_argos_package_translates(tmp_path: Path) -> None:
    engine = InProcess(argos(tmp_path, "en", "zh"))
    assert ask(engine, ["the cat is happy today"]) == ["这猫是乐今"]
    assert engine.name == "Argos" and engine.local


def test_a_package_that_reads_one_side_alone_writes_spaces_too(tmp_path: Path) -> None:
    assert ask(InProcess(argos(tmp_path, "zh", "en", reads="zh")), ["我喜猫"], "zh-Hans", "en") == ["I like cat"]


@pytest.mark.parametrize("name", [
    "en-zh", "en_zh", "opus-mt-en-zh", "opus-mt-en-zh-ct2-int8", "Helsinki-NLP_opus-mt-en-zh", "opus-mt-tc-big-en-zh",
    "ct2-en-zh", "opus_mt_en_zh", "en-zh.ct2", "opus-mt-en-zh_ctranslate2",
])
def test_the_pair_stands_in_the_folder_s_name(both: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(both / "opus-mt-en-zh", tmp_path / name)
    (package,) = InProcess(tmp_path).packages()
    assert package.pair == ("en", "zh")
    assert InProcess(tmp_path / name).packages()[0].pair == ("en", "zh")


def test_maltese_is_no_part_of_the_name(both: Path, tmp_path: Path) -> None:
    shutil.copytree(both / "opus-mt-en-zh", tmp_path / "opus-mt-mt-en")
    assert InProcess(tmp_path).packages()[0].pair == ("mt", "en")


@pytest.mark.parametrize("name", ["model", "opus-mt", "something-else", "x"])
def test_a_name_without_a_pair_needs_metadata(both: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(both / "opus-mt-en-zh", tmp_path / name)
    assert InProcess(tmp_path).packages() == ()
    (tmp_path / name / "metadata.json").write_text('{"from_code": "en", "to_code": "zh-Hans"}')
    assert ask(InProcess(tmp_path), ["cat"]) == ["猫"]


def test_a_model_that_wants_its_end_told_is_told(both: Path, tmp_path: Path) -> None:
    shutil.copytree(both / "opus-mt-en-zh", made := tmp_path / "en-zh")
    config = json.loads((made / "config.json").read_text())
    (made / "config.json").write_text(json.dumps({**config, "add_source_eos": False}))
    assert ask(InProcess(tmp_path), ["the cat is happy today"]) == ["这猫是乐今"]


def test_placeholders_come_through(both: Path) -> None:
    assert "__0__" in ask(InProcess(both), ["see __0__ and eat noodles"])[0].replace(" ", "")


def test_other_languages_go_over_english(tmp_path: Path) -> None:
    folder = argos(tmp_path, "zt", "en")
    make_pair(folder, "en", "zh")
    engine = InProcess(folder)
    assert ask(engine, ["猫"], "zh-Hant", "zh-Hans") == ["猫"]
    pair = engine.serving("zh-Hant", "zh-Hans")
    assert pair and pair.name == "Argos, OPUS-MT" and pair.key.count("+") == 1


@pytest.mark.parametrize(("source", "target"), [("en", "ja"), ("fr", "zh-Hans"), ("en", "zh-Hant"), ("en", "en")])
def test_a_pair_it_lacks_is_none(both: Path, source: str, target: str) -> None:
    assert InProcess(both).translate(["a"], source, target, time.monotonic() + SOON) is None


def test_each_code_of_chinese_is_understood(both: Path) -> None:
    engine = InProcess(both)
    for code in ("zh", "zh-Hans", "zh-Hant"):
        assert engine.serving(code, "en"), code
    assert engine.serving("en", "zh")


def test_traditional_characters_come_from_a_package_for_them(tmp_path: Path) -> None:
    assert InProcess(argos(tmp_path, "en", "zt")).serving("en", "zh-Hant")


def test_a_model_of_several_languages_is_told_which(tmp_path: Path) -> None:
    made = make_pair(tmp_path, "en", "zh", speaks=(">>cmn_Hans<<", ">>cmn_Hant<<"))
    engine = InProcess(tmp_path)
    # The tiny model writes a word for whatever it reads: the label is the first of them.
    assert ask(engine, ["cat"]) != ask(engine, ["cat"], target="zh-Hant") and made.is_dir()
    assert engine.serving("en", "zh-Hant") and not engine.serving("en", "ja")


def test_a_prefix_of_answers_is_not_shown(tmp_path: Path) -> None:
    engine = InProcess(argos(tmp_path, "en", "zh", target_prefix="猫"))
    assert ask(engine, ["the dog is happy"]) == ["狗是乐"]


def test_a_long_text_is_translated_to_its_end(both: Path) -> None:
    text = "the cat and the dog eat noodles " * 400 + "moon"
    made = ask(InProcess(both), [text])[0]
    assert made.count("猫") == 400 and made.endswith("月")


def test_sentences_are_cut_at_their_ends_in_both_scripts(both: Path) -> None:
    engine = InProcess(both)
    assert ask(engine, ["The cat is here. It is happy! Eat now?"])[0].count(" ") == 0
    assert ask(engine, ["猫来。狗去！鸟飞？\n\n鱼"], "zh-Hans", "en") == ["cat come。 dog go！ bird fly？\n\nfish"]


@pytest.mark.parametrize(("text", "many"), [
    ("so cute. i love it! omg?? yes...", 4), ("Mr. Smith, e.g. the one at No. 5, vs. me.", 1), ("“好。”他说。走！！！", 3),
    ("3.5 km", 1), ("See __0__. And {1}!", 2), ("wait… what", 2), ("J. K. and a. b.", 1),
])
def test_where_sentences_end(text: str, many: int) -> None:
    assert len(pieces(text, lambda words: True)) == many


def test_what_runs_past_the_longest_answer_is_asked_in_halves(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redbridge.translation.engines.inprocess.model.SLACK", 6)
    monkeypatch.setattr("redbridge.translation.engines.inprocess.model.GROWTH", 0)
    assert ask(InProcess(both), ["the cat is happy today, the dog eat noodles"]) == ["这猫是乐今,这狗吃面"]


def test_batches_give_each_text_its_own_answer(both: Path) -> None:
    texts = [f"number {number} {' '.join(WORDS[number : number + number % 17])}".strip() for number in range(120)]
    assert ask(InProcess(both), texts) == [said(text, "zh").strip() for text in texts]


def test_nothing_and_space_cost_no_model(both: Path) -> None:
    assert ask(InProcess(both), ["", "  ", "\n"]) == ["", "  ", "\n"]


def test_many_threads_load_it_once(both: Path) -> None:
    loads: list[Package] = []

    def load(package: Package) -> Model:
        loads.append(package)
        return Model(package)

    engine, answers = InProcess(both, Shelf(load)), []
    threads = [threading.Thread(target=lambda n=n: answers.append(ask(engine, [f"number {n}"]))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    assert len(loads) == 1 and sorted(a[0] for a in answers) == [f"号 {n}" for n in range(8)]


def test_an_idle_model_is_dropped_and_comes_back(both: Path) -> None:
    shelf = Shelf(idle=2.0)
    engine = InProcess(both, shelf)
    ask(engine, ["cat"])
    assert len(shelf) == 1
    end = time.monotonic() + SOON
    while len(shelf) and time.monotonic() < end:
        time.sleep(0.02)
    assert len(shelf) == 0
    assert ask(engine, ["cat"]) == ["猫"]


def test_the_deadline_is_kept(both: Path) -> None:
    with pytest.raises(Unavailable):
        ask(InProcess(both), ["cat"], seconds=-1.0)
    began = time.monotonic()
    with pytest.raises(Unavailable):
        ask(InProcess(both), ["the cat and the dog eat noodles. " * 3_000], seconds=0.2)
    assert time.monotonic() - began < SOON


def test_a_package_that_comes_later_is_seen(tmp_path: Path) -> None:
    engine = InProcess(tmp_path / "engines")
    assert not engine.serving("en", "zh-Hans")
    make_pair(tmp_path / "engines", "en", "zh")
    before = engine.key
    assert ask(engine, ["cat"]) == ["猫"]
    make_pair(tmp_path / "engines", "zh", "en")
    assert ask(engine, ["猫"], "zh-Hans", "en") == ["cat"] and engine.key != before


def test_the_key_of_a_pair_changes_with_its_package_alone(both: Path, tmp_path: Path) -> None:
    engine = InProcess(argos(tmp_path, "en", "zh"))
    pair = engine.serving("en", "zh-Hans")
    make_pair(tmp_path, "zh", "en")
    again = engine.serving("en", "zh-Hans")
    assert pair and again and pair.key == again.key
    argos(tmp_path, "en", "zh", version="2.0")
    newer = engine.serving("en", "zh-Hans")
    assert newer and newer.key != pair.key and newer.steps[0].package.version == "2.0"


@pytest.mark.parametrize("spoilt", ["model.bin", "source.spm", "target_vocabulary.json", "config.json"])
def test_a_broken_package_is_refused_and_loaded_no_second_time(tmp_path: Path, spoilt: str) -> None:
    made = make_pair(tmp_path, "en", "zh")
    (made / spoilt).write_bytes(b"\0nonsense" * 20)
    loads: list[Package] = []

    def load(package: Package) -> Model:
        loads.append(package)
        return Model(package)

    engine = InProcess(tmp_path, Shelf(load))
    for _ in range(2):
        assert engine.translate(["cat"], "en", "zh-Hans", time.monotonic() + SOON) is None
    assert len(loads) == 1


def test_a_truncated_model_is_refused(tmp_path: Path) -> None:
    whole = (made := make_pair(tmp_path, "en", "zh") / "model.bin").read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    assert InProcess(tmp_path).translate(["cat"], "en", "zh-Hans", time.monotonic() + SOON) is None


@pytest.mark.parametrize("metadata", ["", "[]", "{", '{"from_code": 7, "to_code": null}', "[" * 100_000])
def test_a_folder_that_is_no_package_is_passed_over(tmp_path: Path, metadata: str) -> None:
    made = tmp_path / "thing"
    (made / "model").mkdir(parents=True)
    for name in ("metadata.json", "sentencepiece.model", "model/model.bin"):
        (made / name).write_text(metadata)
    assert InProcess(tmp_path).packages() == ()


HARD = [
    "\0", "\ud800cat", "\u202ecat\u202c", "e" + "\u0301" * 500, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 50,
    '"' * 5000, "。" * 3000, "a" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_whatever_people_write_is_answered(both: Path, text: str) -> None:
    made = InProcess(both).translate([text, "cat"], "en", "zh-Hans", time.monotonic() + SOON)
    assert made is None or (len(made) == 2 and made[1] == "猫")


def test_a_hundred_thousand_characters_are_cut_in_no_time(both: Path) -> None:
    for text in ("a" * 100_000, "猫" * 100_000, "cat. " * 20_000, "\n" * 100_000, '."' * 50_000):
        began = time.thread_time()
        made = pieces(text, lambda words: len(words) <= LONGEST)
        assert time.thread_time() - began < 6.0
        assert "".join(words + gap for words, gap in made) == text


def test_nothing_of_it_is_imported_before_it_is_asked(both: Path) -> None:
    code = ("import json, sys; from redbridge.translation.engines.inprocess import InProcess; "
            f"InProcess({str(both)!r}).serving('en', 'zh-Hans'); "
            "print(json.dumps(sorted({'ctranslate2', 'sentencepiece', 'numpy'} & set(sys.modules))))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("process", ["redbridge.config.urls", "redbridge.config.up.main", "redbridge.config.hub.serve"])
def test_pages_hub_and_supervisor_are_free_of_it(process: str) -> None:
    code = ("import sys, django; django.setup(); from importlib import import_module; import_module(sys.argv[1]); "
            "print(json.dumps(sorted({'ctranslate2', 'sentencepiece', 'numpy', 'opencc'} & set(sys.modules))))")
    done = subprocess.run([sys.executable, "-c", "import json; " + code, process], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
