"""A text against the rules of some packs: one automaton over folded terms, one set of patterns, one blocklist."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, Implementation

from redbridge.policy.rules.domains import Blocklist
from redbridge.policy.rules.folding import Folded
from redbridge.policy.rules.masks import Vocabulary
from redbridge.policy.rules.packs import Pack, Rule
from redbridge.policy.rules.patterns import Patterns
from redbridge.policy.rules.respelling import bare, readings
from redbridge.policy.rules.sounding import Sound, sounds_of
from redbridge.policy.rules.sounding import stands as sounds_meant
from redbridge.policy.rules.standing import Standing, Word, word
from redbridge.policy.rules.stretching import Place, Stretched, stretched
from redbridge.policy.rules.swapping import Swaps, spelt_out
from redbridge.policy.verdicts import Hit, Verdict

MOST_SPANS = 100
"""A rule's in one text; more tell nobody anything."""
MOST_GUESSED = 10
"""With so many of them, no other spelling is looked for."""
Span = tuple[int, int]


class Harmless:
    """Where phrases stand in which a term is harmless, for one rule; asked in the logarithm of their number."""

    def __init__(self, spans: set[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, span: Span) -> bool:
        last = bisect_right(self._starts, span[0]) - 1
        return last >= 0 and self._ends[last] >= span[1]


@dataclass
class Found:
    """Spans of rules by the rule's number, those of harmless phrases left out."""

    met: dict[int, set[Span]] = field(default_factory=dict)
    phrases: dict[int, set[Span]] = field(default_factory=dict)
    harmless: dict[int, Harmless] = field(default_factory=dict)

    def wants(self, rule: int, most: int = MOST_SPANS) -> bool:
        """Whether another span of it is worth a look."""
        return rule not in self.met or len(self.met[rule]) < most

    def add(self, rule: int, span: Span) -> None:
        """Unless it lies in a harmless phrase."""
        if not (rule in self.harmless and span in self.harmless[rule]):
            self.met.setdefault(rule, set()).add(span)


class Matcher:
    """Compiled once a process; `screen` may be called from any thread."""

    def __init__(self, packs: Sequence[Pack], blocklist: Blocklist | None = None) -> None:
        self.rules: tuple[Rule, ...] = tuple(rule for pack in packs for rule in pack.rules)
        self._words = _words(self.rules)
        self._terms = [one for _, one, _ in self._words]
        self._sounds = _sounds(self.rules)
        self._by_letter = _automaton([one.dense for one in self._terms])
        self._by_sound = _automaton([one.whole for _, one in self._sounds])
        self._patterns = Patterns([(number, one) for number, rule in enumerate(self.rules) for one in rule.match.patterns])
        self._vocabulary = Vocabulary(lambda: (one for _, one, harmless in self._words if not harmless))
        self._swaps = Swaps((one for _, one, harmless in self._words if not harmless), self._vocabulary)
        self._blocklist = blocklist or Blocklist(())
        self._blocked = [number for number, rule in enumerate(self.rules) if rule.match.blocklist]

    def screen(self, text: str) -> Verdict:
        """All rules the text meets, in the order of the packs. Never raises, whatever the text."""
        found, folded = Found(), Folded(text)
        self._letters(folded, found)
        long = stretched(folded)
        for other in self._readings(folded):
            self._letters(other, found, MOST_GUESSED)
            if long:
                self._runs(other, found)
        self._syllables(folded, found)
        if without := bare(folded):
            self._letters(without, found, MOST_GUESSED)
            self._syllables(without, found)
            if long:
                self._runs(without, found)
        if long:
            self._runs(folded, found)
        for number, span in self._patterns.find(folded):
            found.add(number, span)
        for span in self._blocklist.find(text) if self._blocked else ():
            for number in self._blocked:
                found.add(number, span)
        return Verdict(tuple(self._hits(found)))

    def _readings(self, folded: Folded) -> Iterator[Folded]:
        yield from readings(folded, self._vocabulary)
        if swapped := self._swaps.read(folded):
            yield swapped
        yield from spelt_out(folded)

    def _letters(self, folded: Folded, found: Found, most: int = MOST_SPANS) -> None:
        """Harmless phrases first."""
        standing, terms = Standing(folded), list[tuple[int, int, int]]()
        matches = _matches(self._by_letter, folded.dense)
        for match in standing.worth(self._terms, matches) if matches else ():
            number, term, harmless = self._words[match[0]]
            if not harmless:
                terms.append(match)
            elif span := standing.stands(term, *match[1:]):
                found.phrases.setdefault(number, set()).add(span)
        found.harmless = {number: Harmless(spans) for number, spans in found.phrases.items()}
        for which, start, end in terms:
            number, term, _ = self._words[which]
            if found.wants(number, most) and (span := standing.stands(term, start, end)):
                found.add(number, span)

    @cached_property
    def _stretched(self) -> Stretched:
        return Stretched(self._terms)

    def _runs(self, folded: Folded, found: Found) -> None:
        """Harmless phrases first, here too."""
        terms = list[Place]()
        for place in self._stretched.places(folded):
            number, _, harmless = self._words[place[0]]
            if not harmless:
                terms.append(place)
            elif span := self._stretched.stands(folded, place):
                found.phrases.setdefault(number, set()).add(span)
        found.harmless = {number: Harmless(spans) for number, spans in found.phrases.items()}
        for place in terms:
            number = self._words[place[0]][0]
            if found.wants(number, MOST_GUESSED) and (span := self._stretched.stands(folded, place)):
                found.add(number, span)

    def _syllables(self, folded: Folded, found: Found) -> None:
        if not self._by_sound:
            return
        standing = Standing(folded)
        for which, start, end in _matches(self._by_sound, folded.sound):
            number, term = self._sounds[which]
            if found.wants(number) and (span := sounds_meant(standing, term, start, end)):
                found.add(number, span)

    def _hits(self, found: Found) -> Iterator[Hit]:
        for number in sorted(found.met):
            rule, spans = self.rules[number], _outermost(found.met[number])
            action = "hold" if rule.action == "suspend" else rule.action
            yield Hit(rule.id, action, rule.category, rule.severity, rule.regions, tuple(spans[:MOST_SPANS]))


def _words(rules: Sequence[Rule]) -> list[tuple[int, Word, bool]]:
    """Number of the rule, the term folded, whether it is a harmless phrase."""
    return [
        (number, word(text), harmless)
        for number, rule in enumerate(rules)
        for harmless, texts in ((False, [term.text for term in rule.match.terms]), (True, rule.match.allow))
        for text in texts
    ]


def _sounds(rules: Sequence[Rule]) -> list[tuple[int, Sound]]:
    return [
        (number, sound)
        for number, rule in enumerate(rules)
        for term in rule.match.terms if term.pinyin
        for sound in sounds_of(term.text)
    ]  # fmt: skip


def _automaton(words: Sequence[str]) -> AhoCorasick | None:
    if not words:
        return None
    return AhoCorasick(words, store_patterns=False, implementation=Implementation.ContiguousNFA)


def _matches(automaton: AhoCorasick | None, text: str) -> list[tuple[int, int, int]]:
    return automaton.find_matches_as_indexes(text, overlapping=True) if automaton else []


def _outermost(met: Iterable[Span]) -> list[Span]:
    """In order, those within another left out."""
    kept = list[Span]()
    for start, end in sorted(met, key=lambda span: (span[0], -span[1])):
        if not (kept and end <= kept[-1][1]):
            kept.append((start, end))
    return kept
