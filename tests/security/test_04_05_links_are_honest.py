"""Rows 4 and 5: what a link shows is where it leads, and one normaliser says what a host is."""

import re
from html import unescape

import pytest

from redbridge.kernel.links import ascii_host, link
from redbridge.kernel.markup import to_html

DRESSED = {
    "https://example.org@evil.example/": "evil.example", "https://example.org:443@evil.example/": "evil.example",
    "https://example.org%2f@evil.example/": "evil.example", "https://еxample.org/": "xn--xample-2of.org",
    "https://example.org.evil.example/": "example.org.evil.example", "https://EXAMPLE.org/": "example.org",
    "https://ｅxample.org/": "example.org", "https://example。org/": "example.org",
    "https://bücher.example/": "xn--bcher-kva.example", "https://example.org\\@evil.example/": "evil.example",
}
REFUSED = ["https://[::1]/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/",
           "https://exa\u200bmple.org\u202e/", "https://a..b/", "https://-/", "javascript://example.org/%0aalert(1)", "https:///x"]


@pytest.mark.parametrize(("typed", "host"), DRESSED.items())
def test_row_4_the_shown_host_is_the_real_one(typed: str, host: str) -> None:
    to = link(typed)
    assert to is not None and to.shown.startswith(host) and to.href.startswith(f"https://{host}")
    html = str(to_html(f"see {typed} now"))
    for href, shown in re.findall(r'<a class="url"[^>]*href="([^"]*)"[^>]*>(.*?)</a>', html):
        assert unescape(shown).split("/")[0] == unescape(href).split("/")[2]


@pytest.mark.parametrize("typed", REFUSED)
def test_row_4_what_browsers_may_read_in_another_way_is_no_link(typed: str) -> None:
    assert link(typed) is None


@pytest.mark.parametrize(("one", "other"), [
    ("EXAMPLE.ORG", "example.org"), ("ex\u00e4mple.org", "exa\u0308mple.org"), ("ｅｘａｍｐｌｅ.org", "example.org"),
    ("例え。jp", "例え.jp"), ("straße.de", "STRASSE.de".replace("SS", "ß")),
])
def test_row_5_spellings_of_one_host_are_one(one: str, other: str) -> None:
    assert ascii_host(one) == ascii_host(other) is not None


@pytest.mark.parametrize(("one", "other"), [("example.org", "еxample.org"), ("paypal.com", "paypa1.com"), ("a.b", "a-b")])
def test_row_5_likenesses_are_not(one: str, other: str) -> None:
    assert ascii_host(one) != ascii_host(other)
