"""Engines by address: what a host writes, and which engine is asked for what."""

from pathlib import Path

import pytest
from pytest_django import Settings

from redbridge.translation import engines
from redbridge.translation.addresses import Address, addresses, with_key
from redbridge.translation.options import NAME_SIZE
from tests.translation.tiny_models import make_pair


def only(value: str) -> Address:
    (one,) = addresses(value)
    return one


def names(source: str, target: str, private: bool = False) -> list[str]:
    return [engine.name for engine in engines.chosen(source, target, private)]


def test_a_list_is_read_in_order_with_spaces_lines_or_commas_between() -> None:
    value = "http://a:5000?pairs=zh>en,en>zh, https://b.example/api/\n\thttps://c.example?budget=7,local:/srv/p"
    assert [one.url for one in addresses(value)] == ["http://a:5000", "https://b.example/api", "https://c.example", "/srv/p"]
    assert addresses("") == addresses(" \n") == ()


def test_options_are_read() -> None:
    one = only("https://k%40y:fx@e.example?local=yes&pairs=zh-Hans%3Een,en>*&budget=500000&price=0.15&seconds=30&name=Our%20own")
    assert one == Address(
        "libretranslate", "https://e.example", "k@y:fx", True, (("zh-Hans", "en"), ("en", "*")), 500_000, 0.15, 30.0,
        name="Our own",
    )


def test_an_engine_is_local_by_setting_alone() -> None:
    assert not only("http://localhost:5000").local
    assert only("http://localhost:5000?local=yes").local
    assert only("local:/srv/packages").local and only("file:///srv/packages").local


@pytest.mark.parametrize(("written", "folder"), [
    ("local:", ""), ("local:packages", "packages"), ("local:/srv/a%20b", "/srv/a b"), ("file:///srv/p", "/srv/p"),
])
def test_in_process_a_folder_is_named(written: str, folder: str) -> None:
    assert (only(written).kind, only(written).url) == ("inprocess", folder)


@pytest.mark.parametrize(("pairs", "source", "target", "taken"), [
    ("zh>en", "zh-Hans", "en", True), ("zh>en", "zh-Hant", "en-GB", True), ("zh-Hans>en", "zh-Hant", "en", False),
    ("zh>en", "en", "zh-Hans", False), ("*>en", "ja", "en", True), ("en>*", "en", "fr", True), ("z>en", "zh-Hans", "en", None),
    ("zh>en,en>zh", "en", "zh-Hans", True), ("ZH-hans>EN", "zh-Hans", "en", True), ("en>zh", "eng", "zh", False),
])
def test_pairs_take_their_own_and_nothing_else(pairs: str, source: str, target: str, taken: bool | None) -> None:
    if taken is None:
        with pytest.raises(ValueError, match="should say pairs"):
            only(f"http://a?pairs={pairs}")
    else:
        assert only(f"http://a?pairs={pairs}").takes(source, target) is taken


@pytest.mark.parametrize("wrong", [
    "localhost:5000", "ftp://a", "http://", "http://a?speed=5", "http://a?local=maybe", "http://a?budget=-5",
    "http://a?budget=1e9", "http://a?price=free", "http://a?seconds=61", "http://a?seconds=0",
    "http://a?pairs=zh-en", "http://a?name=", "http://a#b", "http://a:port",
    "http://[a", "http://k%0ay@a", "http://a http://a?pairs=zh>en", "local://srv/p", "deepl:k",
    "deepl://k", "openai://k?model=m", "openai://k@?model=m", "openai://h.example", "http://a?local=yes&local=no&x",
    f"http://a?name={'x' * (NAME_SIZE + 1)}",
])
def test_what_is_wrong_is_said_in_one_sentence(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"^(should|names)[^\n]+$"):
        addresses(wrong)


def test_a_key_is_in_no_word_about_an_address() -> None:
    one = only("https://hunter2@a.example")
    assert one.secret == "hunter2"
    assert "hunter2" not in f"{one!r}{one}{one.key}{one.url}"


def test_the_key_that_stands_apart_goes_to_one_engine_only() -> None:
    told = with_key(addresses("local:/p http://own@a http://b http://c"), "apart")
    assert [one.secret for one in told] == ["", "own", "apart", ""]
    assert [one.secret for one in with_key(addresses("http://b"), "")] == [""]


def test_engines_are_known_apart_and_by_short_keys() -> None:
    long = "http://" + "a" * 80
    keys = [one.key for one in addresses(f"http://a http://a:5000 https://b/x {long}/1 {long}/2 local:/p")]
    assert len(set(keys)) == len(keys) and all(len(key) <= NAME_SIZE for key in keys)


def test_chosen_keeps_order_pairs_and_privacy(settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = "http://a?name=A&pairs=zh>en http://b?name=B&local=yes http://c?name=C"
    assert names("zh-Hans", "en") == ["A", "B", "C"]
    assert names("en", "zh-Hans") == ["B", "C"]
    assert names("zh-Hans", "en", private=True) == ["B"]
    assert not engines.private_goes_out()


def test_the_host_may_let_private_text_out_after_asking_at_home(settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = "http://a?name=A http://b?name=B&local=yes"
    settings.REDBRIDGE_TRANSLATE_PRIVATE = "yes"
    assert names("zh-Hans", "en", private=True) == ["B", "A"]
    assert engines.private_goes_out()
    settings.REDBRIDGE_TRANSLATION_URL = "http://b?local=yes"
    assert not engines.private_goes_out()


def test_without_a_setting_packages_in_the_data_folder_are_an_engine(settings: Settings, tmp_path: Path) -> None:
    settings.REDBRIDGE_TRANSLATION_URL, settings.REDBRIDGE_DATA = "", str(tmp_path)
    engines.opened.cache_clear()
    assert names("en", "zh-Hans") == [] and not engines.translates()
    make_pair(tmp_path / "engines", "en", "zh")
    assert names("en", "zh-Hans", private=True) == ["OPUS-MT"] and names("zh-Hans", "en") == []
    assert engines.translates()
    engines.opened.cache_clear()


def test_without_engines_nobody_is_chosen(settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = ""
    settings.REDBRIDGE_TRANSLATE_PRIVATE = "yes"
    assert names("zh-Hans", "en") == [] and not engines.private_goes_out()
