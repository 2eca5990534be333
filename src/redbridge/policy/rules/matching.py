"""A text against the rules of some packs: one automaton over folded terms, one set of patterns, one blocklist."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, Implementation

from redbridge.policy.rules.domains import Blocklist
from redbridge.policy.rules.folding import Folded
from redbridge.policy.rules.packs import Pack, Rule
from redbridge.policy.rules.patterns import Patterns
from redbridge.policy.rules.sounding import Sound, readings
from redbridge.policy.rules.sounding import stands as sounds_meant
from redbridge.policy.rules.standing import Standing, Word, word
from redbridge.policy.verdicts import Hit, Verdict

MOST_SPANS = 100
"""A rule's in one text; more tell nobody anything."""
Span = tuple[int, int]


@dataclass
class Found:
    """Spans of rules by the rule's number; those of harmless phrases apart."""

    met: dict[int, set[Span]] = field(default_factory=dict)
    harmless: dict[int, set[Span]] = field(default_factory=dict)

    def wants(self, rule: int) -> bool:
        """Whether another span of it is worth a look."""
        return len(self.met.get(rule, ())) < MOST_SPANS


class Matcher:
    """Compiled once a process; `screen` may be called from any thread."""

    def __init__(self, packs: Sequence[Pack], blocklist: Blocklist | None = None) -> None:
        self.rules: tuple[Rule, ...] = tuple(rule for pack in packs for rule in pack.rules)
        self._words = _words(self.rules)
        self._sounds = _sounds(self.rules)
        self._by_letter = _automaton([one.dense for _, one, _ in self._words])
        self._by_sound = _automaton([one.whole for _, one in self._sounds])
        self._patterns = Patterns([(number, one) for number, rule in enumerate(self.rules) for one in rule.match.patterns])
        self._blocklist = blocklist or Blocklist(())
        self._blocked = [number for number, rule in enumerate(self.rules) if rule.match.blocklist]

    def screen(self, text: str) -> Verdict:
        """All rules the text meets, in the order of the packs. Never raises, whatever the text."""
        found, folded = Found(), Folded(text)
        self._letters(folded, found)
        if whole := folded.put_together():
            self._letters(whole, found)
        self._syllables(folded, found)
        for number, span in self._patterns.find(folded):
            found.met.setdefault(number, set()).add(span)
        for span in self._blocklist.find(text) if self._blocked else ():
            for number in self._blocked:
                found.met.setdefault(number, set()).add(span)
        return Verdict(tuple(self._hits(found)))

    def _letters(self, folded: Folded, found: Found) -> None:
        standing = Standing(folded)
        for which, start, end in _matches(self._by_letter, folded.dense):
            number, term, harmless = self._words[which]
            spans = found.harmless if harmless else found.met
            if (harmless or found.wants(number)) and (span := standing.stands(term, start, end)):
                spans.setdefault(number, set()).add(span)

    def _syllables(self, folded: Folded, found: Found) -> None:
        standing = Standing(folded)
        for which, start, end in _matches(self._by_sound, folded.sound) if self._by_sound else ():
            number, term = self._sounds[which]
            if found.wants(number) and (span := sounds_meant(standing, term, start, end)):
                found.met.setdefault(number, set()).add(span)

    def _hits(self, found: Found) -> Iterator[Hit]:
        for number, rule in enumerate(self.rules):
            spans = _without(found.met.get(number, ()), found.harmless.get(number, ()))
            if spans:
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
        for sound in readings(term.text)
    ]  # fmt: skip


def _automaton(words: Sequence[str]) -> AhoCorasick | None:
    if not words:
        return None
    return AhoCorasick(words, store_patterns=False, implementation=Implementation.ContiguousNFA)


def _matches(automaton: AhoCorasick | None, text: str) -> list[tuple[int, int, int]]:
    return automaton.find_matches_as_indexes(text, overlapping=True) if automaton else []


def _without(met: set[Span] | tuple[()], harmless: set[Span] | tuple[()]) -> list[Span]:
    """Spans in order that lie in no harmless phrase, those within another left out."""
    kept = list[Span]()
    for start, end in sorted(met, key=lambda span: (span[0], -span[1])):
        inside = any(first <= start and end <= last for first, last in harmless)
        if not inside and not (kept and end <= kept[-1][1]):
            kept.append((start, end))
    return kept
