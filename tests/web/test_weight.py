"""What a page makes a browser fetch and run stays small."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders

from redbridge.config.jinja import MODULES

JS = Path(__file__).parents[2] / "src/redbridge/web/static/web/js"
MOST = 30_000


def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_scripts_weigh_less_than_30_kilobytes() -> None:
    htmx = Path(str(finders.find("django_htmx/htmx-2.min.js")))
    assert sum(_compressed(path) for path in [htmx, *JS.glob("*.js")]) < MOST


def test_the_import_map_names_every_module() -> None:
    assert sorted(path.stem for path in JS.glob("*.js")) == sorted(MODULES)


def test_no_module_is_longer_than_a_page_of_the_house() -> None:
    assert [path.name for path in JS.glob("*.js") if len(path.read_text().splitlines()) > 300] == []
