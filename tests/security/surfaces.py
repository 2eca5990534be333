"""Every page where a person's words can stand, and whether anything in them came alive."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from redbridge.accounts.models import Person
from tests.cast import client
from tests.pages import Node, Page

LIVE_SCHEMES = ("javascript:", "data:", "vbscript:", "blob:", "file:")
LINKS = ("href", "src", "action", "formaction", "srcset", "xlink:href", "poster", "data", "ping")
FETCHED = ("script", "link", "form", "img", "source")
OURS = {"importmap", "module"}
FOREIGN = {"iframe", "object", "embed", "applet", "base", "frame", "math", "style", "marquee", "audio", "video", "foreignobject"}

CORPUS = [
    '<script>x7()</script>', '"><script>x7()</script>', "'><x7 y=z>", '<img src=x7 onerror=x7()>', '"onmouseover="x7()" x7="',
    "' autofocus onfocus=x7() '", '</title><x7>', '</textarea><x7>', '</script><x7>', '--><x7>', ']]><x7>', '<svg/onload=x7()>',
    '<svg><use href="data:image/svg+xml,<x7>#x"/></svg>', '<math><mi//xlink:href="data:x,<x7>">',
    '<a href="javascript:x7()">x7</a>', 'javascript:x7()', 'http://x7"onclick="x7()', 'https://x7.example/"><x7>', 'https://x7.example/<x7>',
    "#x7<x7>", '@x7"><x7>', '&lt;x7&gt;&#60;x7&#62;', '\\u003cx7\\u003e', '{{ 7*7 }}{% x7 %}${x7}', '%3Cx7%3E',
    '<x7/x="', '<x7\n>', '＜x7＞', '<\u200bx7>',
    '[R]<x7>', '<x7 style="position:fixed">', '<style>@import "x7"</style>', '<meta http-equiv=refresh content="0;x7">',
    '<iframe srcdoc="<x7>">', '<base href=//x7>', '<form action=//x7>', '<input name=csrfmiddlewaretoken value=x7>',
    '<template><x7></template>', '<noscript><p title="</noscript><x7>">', '<xmp><p title="</xmp><x7>">', '\r\n\r\n<x7>',
]

POLYGLOTS = ["x7'\"><x7 onx7=x7>", "</textarea></title></script></select><x7>", "javascript:x7()//\"'><x7", "' onx7=1 \"onx7=1 "]
"""A few that break out of whatever they stand in, for places that only show what they were given."""


def surfaces(note_id: int, people: dict[str, Person], topics: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Name and response of each page, as everyone sees it; of some the fragment that a script is given, too."""
    note, boards = f"/notes/{note_id}", ("/boards", "/boards/unsorted")
    pages = ["/", "/following", "/notifications", "/settings/", "/welcome/", "/notes/new", "/guidelines", "/drafts", "/deleted",
             note, f"{note}/history",
             f"{note}?read=both", f"{note}?read=original", f"{note}?original=all", *(f"/@{p.handle}" for p in people.values()),
             "/exchange", "/exchange/cat-tax", "/search?q=x7", "/search?q=%22%3E%3Cx7%3E&in=people", "/search/suggest?q=x7",
             *(f"/topics/{name}" for name in topics), *boards, f"{note}/menu", f"{note}/collect",
             f"{note}/share", f"{note}/embed"]
    for who, person in {**people, "guest": None}.items():
        browser = client(person)
        for address in pages:
            for script in (False, True) if address in ("/", "/notifications", note) else (False,):
                headers = {"HX-Request": "true"} if script else {}
                yield f"{who} {address}{' (script)' * script}", browser.get(address, headers=headers)


def _names_our_own_page(node: Node) -> bool:
    """`<link rel=canonical>` and `alternate` fetch nothing and name a page of this site; the form under a topic goes to it."""
    if node.tag == "form":
        return node.attrs.get("action", "").startswith("/topics/")
    ours = node.attrs.get("href", "").removeprefix(settings.REDBRIDGE_SITE_URL).startswith("/")
    return node.tag == "link" and node.attrs.get("rel") in ("canonical", "alternate") and ours


def alive(response: Any, mark: str = "x7") -> list[str]:
    """What in a page is more than text and carries the mark, or could run at all."""
    found = []
    for node in Page(response).nodes:
        if node.tag in FOREIGN or mark in node.tag or any(mark in name or name.startswith("on") for name in node.attrs):
            found.append(f"<{node.tag} {node.attrs}>")
        if node.tag == "script" and not ("src" in node.attrs or node.attrs.get("type") in OURS):
            found.append(f"script: {node.words}")
        for name in LINKS:
            value = "".join(node.attrs.get(name, "").split()).lower()
            if value.startswith(LIVE_SCHEMES) or (mark in value and node.tag in FETCHED and not _names_our_own_page(node)):
                found.append(f"{name}={value}")
    return found
