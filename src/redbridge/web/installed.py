"""What a browser needs to install the site: its manifest, its service worker, what the worker keeps."""

import hashlib
import json
from functools import cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from redbridge import __version__
from redbridge.web.words import html_lang

LANGUAGES = ("en", "zh-hans", "zh-hant")
SHEETS = ("base", "layout", "parts", "cards", "note", "pages")
PAPER, NIGHT = "#F5F2EA", "#14181B"


def manifest() -> dict[str, Any]:
    """The web app manifest in the language of the moment."""
    lang = html_lang(get_language() or "en")
    site = settings.REDBRIDGE_SITE_NAME
    han = {"zh-Hans": "红桥", "zh-Hant": "紅橋"}.get(lang, "") if site == "Redbridge" else ""
    return {
        "id": "/", "start_url": "/", "scope": "/", "lang": lang, "dir": "ltr", "display": "standalone",
        "name": f"{site} {han}".strip(), "short_name": han or site,
        "description": _("Share your day with people who live it in another language"),
        "background_color": PAPER, "theme_color": PAPER, "icons": _icons(),
        "shortcuts": [_shortcut(_("Write a note"), "/notes/new"), _shortcut(_("Search"), "/search"),
                      _shortcut(_("Notices"), "/notifications")],
        "share_target": {
            "action": "/notes/new",
            "method": "GET",
            "enctype": "application/x-www-form-urlencoded",
            "params": {"title": "title", "text": "body", "url": "link"},
        },
    }  # fmt: skip


def _icons() -> list[dict[str, str]]:
    return [
        {"src": static("web/icons/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("web/icons/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": static("web/icons/maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]


def _shortcut(name: str, url: str) -> dict[str, Any]:
    return {"name": name, "url": url, "icons": [{"src": static("web/icons/icon-192.png"), "sizes": "192x192"}]}


@cache
def kept() -> dict[str, Any]:
    """What the worker keeps, and a version that changes with any of it: the offline page and what that page wears."""
    files = [static(f"web/css/{sheet}.css") for sheet in SHEETS] + [
        static("web/icons/sprite.svg"),
        static("web/icons/seal.svg"),
    ]
    pages = {html_lang(code): f"/offline/{code}" for code in LANGUAGES}
    said = json.dumps([files, pages, __version__])
    return {"files": files, "pages": pages, "version": hashlib.sha256(said.encode()).hexdigest()[:12]}
