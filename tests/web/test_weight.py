"""What a page makes a browser fetch and run stays small."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from redbridge.config.jinja import MODULES

JS = Path(__file__).parents[2] / "src/redbridge/web/static/web/js"
TEMPLATES = Path(__file__).parents[2] / "src/redbridge"
MOST = 30_000


def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def _with_imports(name: str, found: set[str]) -> set[str]:
    """The modules that loading this one loads, itself included; those of `data-module` come later and do not count."""
    if name not in found:
        found.add(name)
        for other in re.findall(r'(?:from|^import) "redbridge/(\w+)"', (JS / f"{name}.js").read_text(), re.M):
            _with_imports(other, found)
    return found


def test_scripts_of_every_page_weigh_less_than_30_kilobytes() -> None:
    htmx = Path(str(finders.find("django_htmx/htmx-2.min.js")))
    assert sum(_compressed(path) for path in [htmx, *(JS / f"{name}.js" for name in _with_imports("app", set()))]) < MOST


def test_what_one_page_adds_is_small() -> None:
    assert {path.name for path in JS.glob("*.js") if _compressed(path) > 6_000} == set()


def test_every_module_a_page_asks_for_is_there() -> None:
    asked = {name for path in TEMPLATES.glob("*/templates/**/*.html")
             for words in re.findall(r'data-module="([^"{]+)"', path.read_text()) for name in words.split()}
    assert asked <= set(MODULES)


def test_no_module_is_longer_than_a_page_of_the_house() -> None:
    assert [path.name for path in JS.glob("*.js") if len(path.read_text().splitlines()) > 300] == []
