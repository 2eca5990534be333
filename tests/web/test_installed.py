"""What a browser needs to install the site, and what a worker may keep."""

import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from redbridge.accounts.models import Person
from redbridge.web import installed
from tests.cast import LANGUAGES, client, write
from tests.pages import Page

pytestmark = pytest.mark.django_db


def manifest(lang: str) -> Any:
    answer = client(None).get(f"/manifest.webmanifest?lang={lang}")
    assert answer["Content-Type"] == "application/manifest+json" and "django_language" not in answer.cookies
    return answer.json()


def test_the_manifest_speaks_the_pages_language(guest: None) -> None:
    said = {lang: manifest(lang) for lang in LANGUAGES}
    assert [m["name"] for m in said.values()] == ["Redbridge", "Redbridge 红桥", "Redbridge 紅橋"]
    assert [m["short_name"] for m in said.values()] == ["Redbridge", "红桥", "紅橋"]
    assert [m["lang"] for m in said.values()] == ["en", "zh-Hans", "zh-Hant"]
    assert len({m["shortcuts"][0]["name"] for m in said.values()}) == 3
    assert all(m["start_url"] == m["scope"] == "/" and m["display"] == "standalone" for m in said.values())


def test_its_icons_are_what_they_say(guest: None) -> None:
    for icon in manifest("en")["icons"]:
        with Image.open(str(finders.find(icon["src"].removeprefix("/static/")))) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"] and image.format == "PNG"
            assert (image.mode == "RGB") == (icon.get("purpose") == "maskable")
    assert any(icon.get("purpose") == "maskable" for icon in manifest("en")["icons"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_names_them(guest: None, lang: str) -> None:
    links = {n.attrs["rel"]: n.attrs["href"] for n in Page(client(None).get(f"/?lang={lang}")).all("link") if "rel" in n.attrs}
    assert links["manifest"] == f"/manifest.webmanifest?lang={lang}" and links["apple-touch-icon"].endswith("touch-180.png")


def test_what_it_leads_to_is_there(lin: Person) -> None:
    said, browser = manifest("en"), client(lin)
    for address in [said["start_url"], *(shortcut["url"] for shortcut in said["shortcuts"])]:
        assert browser.get(address).status_code == 200, address


def test_what_another_app_shares_begins_a_note_whole(lin: Person) -> None:
    taken = manifest("en")["share_target"]
    shared = {"title": "A bridge", "text": "hello there " * 60, "url": "https://example.org/bridge"}
    page = Page(client(lin).get(taken["action"], {taken["params"][name]: said for name, said in shared.items()}))
    assert page.value("title") == shared["title"] and page.value("body") == f"{shared['text']}\n{shared['url']}"


def test_the_worker_keeps_what_everybody_gets_alike(lin: Person) -> None:
    answer = client(lin).get("/sw.js")
    script = answer.content.decode()
    kept = json.loads(re.findall(r"const KEPT = (\{.*?\});", script)[0])
    assert answer["Content-Type"].startswith("text/javascript") and answer["Cache-Control"] == "no-cache"
    assert all(path.startswith("/static/") for path in kept["files"]) and set(kept["pages"]) == {"en", "zh-Hans", "zh-Hant"}
    assert client(None).get("/sw.js").content == answer.content and kept == installed.kept()
    assert "worker-src 'self'" in client(None).get("/")["Content-Security-Policy"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_it_keeps_is_nobodys(lin: Person, lang: str) -> None:
    browser = client(lin)
    write(lin, "x")
    mine, anyones = browser.get(f"/offline/{lang}"), client(None).get(f"/offline/{lang}")
    assert Page(mine).words == Page(anyones).words and str(lin.pk) not in mine.content.decode()
    assert not [n for n in Page(mine).all("body") if "data-person" in n.attrs]
    assert mine["Content-Language"].lower() == lang and client(None).get("/offline/fr").status_code == 404


def test_signing_out_leaves_nothing_on_the_device(lin: Person) -> None:
    answer = client(lin).post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client(lin).get("/accounts/logout/")


def test_the_keys_are_listed_without_a_script(guest: None) -> None:
    keys = [n.words for n in Page(client(None).get("/keyboard")).all("kbd")]
    assert {"j", "k", "l", "c", "n", "/", "?", "o"} <= set(keys)


def test_the_source_is_a_click_away_from_every_page(guest: None, settings: Any) -> None:
    for path in ("/", "/keyboard", "/guidelines"):
        assert len(Page(client(None).get(path)).all("a", href="/source")) == 2, path
    page = Page(client(None).get("/source"))
    [archive] = [n.attrs["href"] for n in page.all("a") if n.attrs.get("href", "").endswith(".tar.gz")]
    assert "Affero" in page.words


def test_the_archive_is_the_code_and_nothing_else(guest: None) -> None:
    import io
    import tarfile

    from redbridge.web import source

    answer = client(None).get(f"/source/{source.NAME}.tar.gz")
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as tar:
        names = tar.getnames()
        here = tar.extractfile(f"{source.NAME}/src/redbridge/web/source.py")
        assert here and here.read().decode().startswith('"""The code of what runs here')
    assert all(name.startswith(f"{source.NAME}/") and ".." not in name for name in names)
    assert f"{source.NAME}/LICENSE" in names and not [n for n in names if n.endswith((".pyc", ".mo", "secret", ".env"))]
