"""Where the glossary's terms stand in a text: the longest at each place, at the edges of words, never inside a span."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from redbridge.kernel.spans import spans
from redbridge.translation.glossary.entries import Entry, entries
from redbridge.translation.rules.characters import TO_SIMPLIFIED

# One character for one, so that places in the folded text are places in the text.
_FOLD = {**TO_SIMPLIFIED, ord("’"): "'", ord("‘"): "'"}
_MOST_FOUND = 64
"""Terms found in one text: more is a list of words, not talk."""


@dataclass(frozen=True, slots=True)
class Found:
    """`entry` stands at `[start:end]` of the text, as `form` of its forms."""

    start: int
    end: int
    entry: Entry
    form: str


@dataclass(frozen=True, slots=True)
class _Form:
    """A form as it is looked for; `form` as the entry writes it. `avoid`: longer words, each with the form's place in it."""

    folded: str
    form: str
    entry: Entry
    avoid: tuple[tuple[int, str], ...]

    def stands(self, text: str, at: int) -> bool:
        """Whether it stands there: not as a part of another word, nor in one of those that hold it by accident."""
        end = at + len(self.folded)
        return (
            text.startswith(self.folded, at)
            and not (_joins(text, at - 1) and _latin(text[at]))
            and not (_joins(text, end) and _latin(text[end - 1]))
            and not any(at >= back and text.startswith(word, at - back) for back, word in self.avoid)
        )


class Index:
    """The forms of one language's entries by their first two characters, longest first."""

    def __init__(self, known: Iterable[Entry]) -> None:
        self.anywhere: dict[str, list[_Form]] = defaultdict(list)
        self.alone: dict[str, _Form] = {}
        self.forms: dict[str, Entry] = {}
        for entry in known:
            for form in entry.forms:
                folded = fold(form)
                self.anywhere[folded[:2]].append(_Form(folded, form, entry, _avoid(entry, folded)))
            self.forms |= {fold(form): entry for form in entry.variants}
            for form in entry.alone:
                self.alone.setdefault(fold(form), _Form(fold(form), form, entry, ()))
        for forms in self.anywhere.values():
            forms.sort(key=lambda one: -len(one.folded))

    def find(self, text: str) -> list[Found]:
        """In order, none over another. A text that is one term and no more may be one that counts only so."""
        folded = fold(text)
        if found := self._whole(folded):
            return [found]
        return list(self._each(folded, [(span.start, span.end) for span in spans(text)]))

    def _whole(self, folded: str) -> Found | None:
        words = folded.strip(_AROUND)
        one = self.alone.get(words) if words else None
        start = folded.find(words)
        return Found(start, start + len(words), one.entry, one.form) if one else None

    def _each(self, folded: str, taken: list[tuple[int, int]]) -> Iterator[Found]:
        at = many = 0
        while at < len(folded) and many < _MOST_FOUND:
            if taken and at >= taken[0][0]:
                at = max(at, taken.pop(0)[1])
                continue
            one = next((one for one in self._begun(folded, at) if one.stands(folded, at)), None)
            end = at + len(one.folded) if one else at + 1
            if one and not (taken and end > taken[0][0]):
                yield Found(at, end, one.entry, one.form)
                many += 1
            at = end


    def _begun(self, folded: str, at: int) -> Sequence[_Form]:
        """The forms that may stand there; none within a word of letters, which is most places of an English text."""
        if at and folded[at].isascii() and _latin(folded[at]) and _joins(folded, at - 1):
            return ()
        longer, single = self.anywhere.get(folded[at : at + 2], ()), self.anywhere.get(folded[at], ())
        return (*longer, *single) if single and at + 1 < len(folded) else longer


_AROUND = " \t\n.,!?;:~…。，！？；：～、\"'“”()（）"


def find(text: str, language: str) -> list[Found]:
    """The terms of `language` (any Chinese for Chinese ones) in a text, in order."""
    index = _indices().get(language.split("-")[0])
    return list(_found(index, text)) if index else []


@lru_cache(maxsize=128)
def _found(index: Index, text: str) -> tuple[Found, ...]:
    """Kept for a moment: whoever prepares a text asks for its hints, its plain words and its version one after another."""
    return tuple(index.find(text))


def known(language: str) -> dict[str, Entry]:
    """The entries of a language (`zh`, `en`) by their folded terms; the site's own stand before the house's."""
    return {fold(entry.term): entry for entry in _entries() if entry.language.split("-")[0] == language}


def meant(text: str) -> Entry | None:
    """The entry that somebody asks for who types a term, in either language, and nothing else."""
    folded = fold(text).strip(_AROUND)
    whole = (known(language).get(folded) for language in ("zh", "en"))
    forms = (index.forms.get(folded) for index in _indices().values())
    return next((entry for entry in (*whole, *forms) if entry), None)


def also(more: Callable[[], tuple[Entry, ...]]) -> None:
    """Know the entries of a site, too. `more` gives the same tuple as long as nothing changed, and is asked each time."""
    _sources[1:] = [more]


_sources: list[Callable[[], tuple[Entry, ...]]] = [entries]


def _entries() -> tuple[Entry, ...]:
    """All entries; where a site explains a term itself, its own."""
    return _joined(*(source() for source in _sources))


@lru_cache(maxsize=1)
def _joined(house: tuple[Entry, ...], site: tuple[Entry, ...] = ()) -> tuple[Entry, ...]:
    own = {(entry.language.split("-")[0], fold(entry.term)) for entry in site}
    return (*(entry for entry in house if (entry.language.split("-")[0], fold(entry.term)) not in own), *site)


def fold(text: str) -> str:
    """Lower case, simplified characters, plain apostrophes: a character for each of the text's."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text).translate(_FOLD)


def _indices() -> dict[str, Index]:
    return _built(_entries())


@lru_cache(maxsize=1)
def _built(all_: tuple[Entry, ...]) -> dict[str, Index]:
    by: dict[str, list[Entry]] = defaultdict(list)
    for entry in all_:
        by[entry.language.split("-")[0]].append(entry)
    return {stem: Index(known) for stem, known in by.items()}


def _avoid(entry: Entry, folded: str) -> tuple[tuple[int, str], ...]:
    """The longer words, each with where the form begins in it: 打卡了 holds 打卡, and so lies over the end of 上班打卡."""
    forms = [fold(form) for form in entry.forms]
    found = []
    for word in map(fold, entry.not_in):
        least = min((len(form) for form in forms if form in word), default=len(word))
        places = range(least - len(folded), len(word) - least + 1)
        found += [(back, word) for back in places if _overlap(folded, word, back) >= least]
    return tuple(found)


def _overlap(form: str, word: str, back: int) -> int:
    """How many characters they share where the form begins at `back` in the word; 0 where those differ."""
    start, end = max(0, back), min(len(word), back + len(form))
    return end - start if word[start:end] == form[start - back : end - back] else 0


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _joins(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (_latin(text[at]) or text[at] == "_")
