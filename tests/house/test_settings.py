"""Settings: documented, with defaults that work, and one clear sentence for what is wrong."""

import re
from pathlib import Path

import pytest

from redbridge.config import env
from redbridge.kernel.errors import SettingError

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs" / "settings.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `(REDBRIDGE_\w+)` \| (.*?) \|", PAGE, re.MULTILINE))
NAMES = [setting.name for setting in env.SETTINGS]


def test_the_page_lists_every_setting_and_no_other() -> None:
    assert set(ROWS) == set(NAMES)


@pytest.mark.parametrize("setting", env.SETTINGS, ids=NAMES)
def test_the_page_tells_the_default(setting: env.Setting) -> None:
    told = ROWS[setting.name]
    assert f"`{setting.default}`" in told if setting.default else told.startswith("empty")


def test_a_site_on_one_machine_needs_no_setting() -> None:
    assert set(env.load({})) == set(NAMES)


@pytest.mark.parametrize("setting", env.SETTINGS, ids=NAMES)
def test_an_empty_value_counts_as_not_set(setting: env.Setting) -> None:
    assert env.load({setting.name: " "}) == env.load({})


WRONG = {
    "REDBRIDGE_DATABASE_URL": "mysql://localhost/x", "REDBRIDGE_SECRET_KEY": "short", "REDBRIDGE_SITE_URL": "example.org",
    "REDBRIDGE_HUB_URL": "ftp://example.org", "REDBRIDGE_CACHE_URL": "memcached://x", "REDBRIDGE_MEDIA_URL": "http://x",
    "REDBRIDGE_MAIL_URL": "mailto:x", "REDBRIDGE_TRANSLATION_URL": "localhost:5000", "REDBRIDGE_MIN_AGE": "thirteen",
    "REDBRIDGE_BODY_LIMIT": "0", "REDBRIDGE_LOG": "xml",
    "REDBRIDGE_TRANSLATION_KEY": "two words",
    "REDBRIDGE_ENGINE_INDEX_URL": "http://example.org/i", "REDBRIDGE_TRANSLATE_PRIVATE": "maybe",
}


@pytest.mark.parametrize(("name", "value"), WRONG.items(), ids=list(WRONG))
def test_a_wrong_value_is_named_with_how_to_mend_it(name: str, value: str) -> None:
    with pytest.raises(SettingError) as wrong:
        env.load({name: value})
    said = str(wrong.value)
    assert said.startswith(name) and "should be" in said and "\n" not in said
    assert (value in said) != name.endswith("_KEY")


@pytest.mark.parametrize(("name", "value"), [
    ("REDBRIDGE_SECRET_KEY", "hunter2"), ("REDBRIDGE_DATABASE_URL", "mysql://site:hunter2@db.example.org/x"),
    ("REDBRIDGE_MAIL_URL", "mail://site:hunter2@mail.example.org"), ("REDBRIDGE_CACHE_URL", "memcached://:hun/ter2@x"),
    ("REDBRIDGE_TRANSLATION_URL", "http://hunter2@a?x=1"), ("REDBRIDGE_TRANSLATION_URL", "https://k@a,gopher://b hunter2@c"),
    ("REDBRIDGE_TRANSLATION_URL", "deepl:hunter2:fx"),
    ("REDBRIDGE_TRANSLATION_URL", "deepl://hunter2:fx"), ("REDBRIDGE_TRANSLATION_URL", "deepl://hunter2"),
    ("REDBRIDGE_TRANSLATION_URL", "openai://sk-hunter2?model=m"), ("REDBRIDGE_TRANSLATION_URL", "openai:hunter2@a?model=m"),
    ("REDBRIDGE_TRANSLATION_KEY", "hunter2 hunter2"),
])
def test_a_secret_is_not_printed(name: str, value: str) -> None:
    with pytest.raises(SettingError) as wrong:
        env.load({name: value})
    assert "hunter2" not in str(wrong.value)


def test_a_misspelt_name_is_told() -> None:
    with pytest.raises(SettingError, match="REDBRIDGE_BODY_LIMT is not a setting"):
        env.load({"REDBRIDGE_BODY_LIMT": "5"})
