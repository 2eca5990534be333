"""What a person typed, as a question. Any text is a question; signs of a query language are only gaps between words."""

from dataclasses import dataclass

from redbridge.kernel.text import clean
from redbridge.search.rules.folding import stem
from redbridge.search.rules.words import LONGEST, cut, pairs, parts, runs

LONGEST_QUESTION = 100
"""Code points; the rest is dropped, and the page says what was asked for."""
TERMS_MOST = 12
# Left out where other words stand beside them.
_SMALL = frozenset(["a", "an", "the", "of", "in", "on", "at", "to", "for", "is", "are", "and", "or", "my", "me", "you", "it"])
_SMALL |= frozenset("的了着过地得吗嘛呢吧啊呀是在和与也我你")


@dataclass(frozen=True)
class Asked:
    """`every`, `some` and `names` are tsqueries: all words, any of them (to rank by), all with the last one begun."""

    text: str
    every: str
    some: str
    names: str
    words: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.every)

    @property
    def handle(self) -> str:
        """The question as a handle would be typed."""
        return self.text.lower().removeprefix("@").replace(" ", "_")

    @property
    def joined(self) -> str:
        """The words without gaps, as topics are often written: `cat tax` as cattax."""
        return "".join(self.words)[:LONGEST] if len(self.words) > 1 else ""

    @property
    def topic(self) -> str:
        """The question as a topic's key."""
        return "".join(self.text.lower().removeprefix("#").split())


def ask(text: str) -> Asked:
    """The question in a text; falsy where nothing in it can be looked for."""
    shown = " ".join(clean(text[: LONGEST_QUESTION * 2]).split())[:LONGEST_QUESTION]
    terms = [term for kind, run in runs(shown) for term in _terms(kind, run)]
    kept = ([term for term in terms if term not in _SMALL] or terms)[:TERMS_MOST]
    words = tuple(dict.fromkeys(kept))
    every = [_term(word) for word in words]
    begun = [*every[:-1], f"({every[-1]} | {_quoted(words[-1])}:*)"] if every else []
    return Asked(shown, " & ".join(every), " | ".join(every), " & ".join(begun), words)


def _terms(kind: str, run: str) -> list[str]:
    if kind == "han":
        return _of_han(run)
    return pairs(run) if kind == "unspaced" else [run[:LONGEST] if kind == "word" else run[:1]]


def _of_han(run: str) -> list[str]:
    """Its words; single characters side by side are asked for in pairs, as they are kept."""
    words, terms = [word for word in cut(run) if word not in _SMALL] or [run[:1]], list[str]()
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        if len(word) == len(after) == 1 and word + after in run:
            terms.append(word + after)
        elif len(word) > 1 or not (terms and terms[-1].endswith(word) and len(terms[-1]) == 2):
            terms.append(word[:LONGEST])
    return terms


def _term(word: str) -> str:
    """A word, or what it is without its ending, or all the words in it."""
    alike = dict.fromkeys([word, stem(word)])
    within = parts(word) if len(word) > 2 and word[0] > "\u2e80" else []
    choices = [_quoted(one) for one in alike]
    if within and set("".join(within)) == set(word):
        choices.append("(" + " & ".join(map(_quoted, within)) + ")")
    return choices[0] if len(choices) == 1 else "(" + " | ".join(choices) + ")"


def _quoted(lexeme: str) -> str:
    """Letters, digits and emoji are all a lexeme holds; it is quoted so that none is read as anything else."""
    return "'" + lexeme.replace("\\", "").replace("'", "") + "'"
