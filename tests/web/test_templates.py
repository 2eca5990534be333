"""Templates hold what the content policy and the sprite allow, and say what the README says."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment

SRC = Path(__file__).parents[2] / "src" / "redbridge"
TEMPLATES = sorted(SRC.glob("*/templates/**/*.html"))
WEB = SRC / "web"
SPRITE = set(re.findall(r'<symbol id="([a-z]+)"', (WEB / "static/web/icons/sprite.svg").read_text()))


def _name(path: Path) -> str:
    return str(path).split("/templates/")[1]


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_template_compiles(path: Path, jinja: Environment) -> None:
    assert jinja.get_template(_name(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_nothing_is_inline(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=\s*[\"']", re.sub(r"{%.*?%}", "", text))
    assert not re.search(r"<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_icon_named_is_drawn(path: Path) -> None:
    text = path.read_text()
    named = set(re.findall(r'\bicon\("([a-z]+)"', text)) | set(re.findall(r'icon_name="([a-z]+)"', text))
    assert named <= SPRITE


def test_the_readme_lists_every_macro_with_its_own_signature() -> None:
    readme = (WEB / "README.md").read_text()
    missing = [
        signature
        for path in sorted((WEB / "templates/web/components").glob("*.html"))
        for signature in re.findall(r"{% macro ([a-z]\w*\(.*?\)) -?%}", path.read_text())
        if signature not in readme
    ]
    assert missing == []


def test_everything_shown_to_people_is_in_the_catalogues() -> None:
    """Words between tags that are not handed to gettext: a brand's name and languages' own names aside."""
    allowed = {"Redbridge", "红桥", "紅橋", "EN", "简", "繁"}
    for path in (WEB / "templates").rglob("*.html"):
        bare = path.read_text()
        for code in (r"{% trans.*?endtrans %}", r"{#.*?#}|{%.*?%}|{{.*?}}"):
            bare = re.sub(code, " ", bare, flags=re.S)
        words = {part.strip() for part in re.findall(r">([^<>]+)<", bare)}
        loose = {w for w in words if re.search(r"[A-Za-z\u4e00-\u9fff]{2,}", w)} - allowed
        assert loose == set(), path.name
