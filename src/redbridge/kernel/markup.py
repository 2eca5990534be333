"""Plain text as safe HTML."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

import regex
from markupsafe import Markup, escape

from redbridge.kernel.links import link
from redbridge.kernel.spans import Kind, Span, spans, topic_name

__all__ = ["Kind", "Span", "Term", "breaks", "spans", "to_html", "topic_name", "words_html"]

_BLANK_LINE = regex.compile(r"\n[^\S\n]*\n\s*")
# A Chinese character on either side, no sign or mark that never begins a line after the break, and before it
# none that never ends one: opening signs, and the 2025 of 2025年.
_BREAK = regex.compile(
    r"(?=\p{Han}|.\p{Han})[^\p{Ps}\p{Pi}\p{N}\p{Z}\p{C}][^\p{Pe}\p{Pf}\p{Po}\p{Pd}\p{M}\p{Z}\p{C}]",
    regex.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Term:
    """`[start:end]` of a paragraph is explained at `href`."""

    start: int
    end: int
    href: str


Terms = Callable[[str], Iterable[Term]]
Written = Callable[[str], Markup]


def to_html(s: str, terms: Terms | None = None, written: Written = escape) -> Markup:
    """Paragraphs by blank line, `<br>` by line break, spans as links; everything else escaped.

    `terms` finds what is explained elsewhere in a paragraph, outside spans and in order. `written` turns the words
    between all these into HTML: it escapes them, and may put a reading above them.
    """
    paragraphs = _BLANK_LINE.split(s.strip("\n")) if s.strip() else []
    return Markup().join(Markup('<p dir="auto">{}</p>').format(_inline(p, terms, written)) for p in paragraphs)


def _inline(s: str, terms: Terms | None, written: Written) -> Markup:
    marked = [(span.start, span.end, _HTML.get(span.kind, _plain)(span)) for span in spans(s)]
    if terms:
        marked += [(one.start, one.end, _term(one, s, written)) for one in terms(s)]
        marked.sort(key=lambda one: one[0])
    html, at = Markup(), 0
    for start, end, made in marked:
        html += _lines(s[at:start], written) + made
        at = end
    return html + _lines(s[at:], written)


def _term(one: Term, s: str, written: Written) -> Markup:
    shown = written(s[one.start : one.end])
    return Markup('<a class="term" data-module="term" href="{}">{}</a>').format(one.href, shown)


def _lines(s: str, written: Written = escape) -> Markup:
    html = written(s)
    return html.replace("\n", Markup("<br>")) if "\n" in html else html


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
    return Markup('<a class="url" dir="ltr" rel="nofollow ugc noopener" href="{}">{}</a>').format(
        to.href, to.shown
    )


_HTML: dict[str, Callable[[Span], Markup]] = {"topic": _topic, "mention": _mention, "url": _url}


# The same titles stand on everyone's first pages.
@lru_cache(maxsize=4096)
def words_html(text: str, lang: str) -> Markup:
    """A title or a card's words: `<wbr>` between Chinese words, `<br>` by line break, everything escaped."""
    return Markup("<wbr>").join(_lines(chunk) for chunk in breaks(text, lang))


def breaks(text: str, lang: str) -> list[str]:
    """A text in pieces between which a line may break besides at its spaces: Chinese between words, others nowhere."""
    return _chunks(_cut(text, lang)) if lang.startswith("zh") else [text]


def _cut(text: str, lang: str) -> list[str]:
    """Words as Chinese is read; imported late, since the dictionary takes a moment to load. It knows Simplified words, so
    Traditional ones are found by theirs: character for character, or not at all."""
    import rjieba

    folded = str(_simplified().convert(text)) if lang.lower() == "zh-hant" else text
    if len(folded) != len(text):
        return list(rjieba.cut(text))
    words, at = [], 0
    for word in rjieba.cut(folded):
        words.append(text[at : at + len(word)])
        at += len(word)
    return words


@cache
def _simplified() -> Any:
    """Imported late: its tables take 20 ms."""
    from opencc import OpenCC

    return OpenCC("t2s")


def _chunks(words: list[str]) -> list[str]:
    """Words with the punctuation that clings to them, so that a line may break between any two."""
    chunks = [""]
    for word in words:
        if _may_break(chunks[-1], word):
            chunks.append(word)
        else:
            chunks[-1] += word
    return chunks


# A particle belongs to the word before it and never begins a line.
_PARTICLES = frozenset("了着著过過的地得吗嗎吧呢啊呀嘛")


def _may_break(before: str, after: str) -> bool:
    return bool(before) and after not in _PARTICLES and bool(_BREAK.fullmatch(before[-1] + after[0]))
