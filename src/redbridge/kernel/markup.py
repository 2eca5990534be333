"""Plain text as safe HTML."""

from collections.abc import Callable
from functools import cache
from typing import Protocol, cast
from urllib.parse import quote

import regex
from markupsafe import Markup, escape

from redbridge.kernel.links import link
from redbridge.kernel.spans import Kind, Span, spans, topic_name

__all__ = ["Kind", "Span", "spans", "to_html", "topic_name", "words_html"]

_BLANK_LINE = regex.compile(r"\n[^\S\n]*\n\s*")
_HAN = regex.compile(r"\p{Han}")
# What never begins a line (closing signs, marks) and what never ends one (opening signs, the 2025 of 2025年).
_GLUED_BACK = regex.compile(r"[\p{Pe}\p{Pf}\p{Po}\p{Pd}\p{M}\p{Cf}\p{Z}\p{Cc}]")
_GLUED_ON = regex.compile(r"[\p{Ps}\p{Pi}\p{N}\p{Z}\p{Cc}]")


def to_html(s: str) -> Markup:
    """Paragraphs by blank line, `<br>` by line break, spans as links; everything else escaped."""
    paragraphs = _BLANK_LINE.split(s.strip("\n")) if s.strip() else []
    return Markup().join(Markup('<p dir="auto">{}</p>').format(_inline(p)) for p in paragraphs)


def _inline(s: str) -> Markup:
    html, at = Markup(), 0
    for span in spans(s):
        html += _lines(s[at : span.start]) + _HTML.get(span.kind, _plain)(span)
        at = span.end
    return html + _lines(s[at:])


def _lines(s: str) -> Markup:
    return escape(s).replace("\n", Markup("<br>"))


def _plain(span: Span) -> Markup:
    return escape(span.text)


def _topic(span: Span) -> Markup:
    return Markup('<a class="topic" href="/topics/{}">{}</a>').format(quote(span.name, safe=""), span.label)


def _mention(span: Span) -> Markup:
    return Markup('<a class="mention" href="/@{}">{}</a>').format(span.name, span.label)


def _url(span: Span) -> Markup:
    """Left to right whatever surrounds it, so that no right-to-left path can move in front of the host."""
    if not (to := link(span.text)):
        return escape(span.text)
    html = '<a class="url" dir="ltr" rel="nofollow ugc noopener" href="{}">{}</a>'
    return Markup(html).format(to.href, to.shown)


_HTML: dict[str, Callable[[Span], Markup]] = {"topic": _topic, "mention": _mention, "url": _url}


class _Cutter(Protocol):
    def cut(self, text: str) -> list[str]: ...


@cache
def _cutter() -> _Cutter:
    """Loading the dictionary takes a moment, and not every process shows words."""
    import rjieba

    return cast(_Cutter, rjieba.Jieba())


def words_html(text: str, lang: str) -> Markup:
    """A title or a card's words: `<wbr>` between Chinese words, `<br>` by line break, everything escaped."""
    words = _cutter().cut(text) if lang.startswith("zh") else [text]
    html, before = Markup(), ""
    for word in words:
        html += (Markup("<wbr>") if _may_break(before, word) else Markup()) + _lines(word)
        before = word
    return html


def _may_break(before: str, after: str) -> bool:
    if not before or not (_HAN.match(before[-1]) or _HAN.match(after[0])):
        return False
    return not (_GLUED_ON.match(before[-1]) or _GLUED_BACK.match(after[0]))
