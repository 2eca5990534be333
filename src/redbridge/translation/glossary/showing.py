"""How a text with terms in it is shown: terms that can be tapped, and pinyin above Chinese."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from redbridge.kernel.markup import Term, Written, to_html
from redbridge.translation.glossary.entries import Entry
from redbridge.translation.glossary.finding import Found, find

HAN = range(0x3400, 0xA000)
"""The characters that everyday Chinese is written in."""


class Explained:
    """What is explained in one text to one reader: a term where it stands first, and what everyone who grew up with the
    language knows only to those whose own it is not. One object a text, in however many parts that is shown."""

    def __init__(self, reads: Sequence[str]) -> None:
        self.own = reads[0].split("-")[0] if reads else ""
        self._seen: set[tuple[str, Entry]] = set()

    def here(self, text: str, language: str) -> Iterator[Found]:
        """The terms to mark in the next part of the text, in order."""
        for one in find(text, language):
            key = (language, one.entry)
            if key not in self._seen and not (one.entry.culture and self.own == language.split("-")[0]):
                self._seen.add(key)
                yield one


def body_html(text: str, language: str, explained: Explained | None = None, pinyin: bool = False) -> Markup:
    """A body as safe HTML; with `explained`, its terms of the glossary are links to what they mean."""
    read: Written = with_pinyin if pinyin and language.startswith("zh") else escape
    return to_html(text, (lambda words: _terms(words, language, explained)) if explained else None, read)


def terms_in(text: str, language: str, explained: Explained) -> list[Entry]:
    """The terms of a text that cannot carry links itself: a title, a card."""
    return [one.entry for one in explained.here(text, language)]


def with_pinyin(words: str) -> Markup:
    """Chinese with its reading above, everything escaped. The readings are told from the words around."""
    from pypinyin import Style, lazy_pinyin  # loads dictionaries for a moment

    parts: list[Markup] = []
    for run, chinese in _runs(words):
        if not chinese:
            parts.append(escape(run))
            continue
        readings = lazy_pinyin(run, style=Style.TONE)
        ruby = Markup("<ruby>{}<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>")
        parts += [ruby.format(character, reading) for character, reading in zip(run, readings, strict=True)]
    return Markup().join(parts)


def _terms(words: str, language: str, explained: Explained) -> Iterable[Term]:
    return (Term(one.start, one.end, one.entry.href) for one in explained.here(words, language))


def _runs(words: str) -> Iterable[tuple[str, bool]]:
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or (ord(words[at]) in HAN) != (ord(words[start]) in HAN):
            yield words[start:at], ord(words[start]) in HAN
            start = at
