"""The verb: texts in, texts in the reader's language out."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from redbridge.translation import engines
from redbridge.translation.actions.flight import alone
from redbridge.translation.actions.machine import Machine
from redbridge.translation.queries import Remembered, get_remembered
from redbridge.translation.rules import carry, protect, text_hash, translatable

SECONDS = 30.0
"""For all engines together, one after another where one is down."""
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Rendering:
    """Texts under the names they came with; `by` is "human", "memory" or "engine", `engine` who to name."""

    texts: dict[str, str]
    by: str
    engine: str


@dataclass(frozen=True)
class _Made:
    """What came of texts, by the text, with whom to name; `asked`: an engine, not the memory alone. `refused`: nothing
    that can be shown came of them."""

    texts: dict[str, str]
    names: dict[str, str]
    asked: bool
    refused: Sequence[str] = ()

    def and_then(self, other: "_Made") -> "_Made":
        """With what another engine made of the refused ones."""
        return _Made(self.texts | other.texts, self.names | other.names, self.asked or other.asked, other.refused)


def render(
    texts: Texts, source: str, target: str, public: bool, context: str = "", seconds: float = SECONDS,
    but: Collection[str] = (),
) -> Rendering | None:
    """The texts of one note or comment in `target`; see `render_all`."""
    return render_all([texts], source, target, public, context, seconds, but)[0]


def render_all(
    documents: Sequence[Texts], source: str, target: str, public: bool, context: str = "", seconds: float = SECONDS,
    but: Collection[str] = (),
) -> list[Rendering | None]:
    """Many notes or comments in `target` by one call of an engine; None for what gains nothing, or without a pair.

    Text that is not public neither reads nor enters the memory, and goes to local engines only. What holds no words
    comes back as it is. `context` is what they answer. For jobs only: takes up to `seconds`. Raises
    `engines.Unavailable` when no engine could be reached in that time. Engines named in `but` are not asked, nor is
    the memory of engines that are gone: what they made is not wanted.
    """
    if not translatable(source, [target]):
        return [None] * len(documents)
    worded = list(dict.fromkeys(text for texts in documents for text in texts.values() if protect(text).wanted))
    people = _people(worded, source, target) if public else {}
    whole = "\n".join(documents[0].values()) if len(documents) == 1 else ""
    until = time.monotonic() + seconds
    machines = [
        Machine(engine, source, target, public, until, context, whole)
        for engine in (*engines.chosen(source, target, private=not public), *([None] if public and not but else []))
        if engine is None or engine.name not in but
    ]
    made = _made([text for text in worded if text not in people], machines)
    return [_rendering(texts, people, made) for texts in documents]


def _people(texts: Sequence[str], source: str, target: str) -> dict[str, Remembered]:
    hashes = {text: text_hash(text) for text in texts}
    found = get_remembered(hashes.values(), source, target) if hashes else {}
    return {text: found[key] for text, key in hashes.items() if key in found}


def _made(texts: Sequence[str], machines: Sequence[Machine]) -> _Made | None:
    """By the first machine that answers, and what cannot be shown of that by the next; None where none has the pair."""
    made: _Made | None = None if texts else _Made({}, {}, False)
    down: engines.Unavailable | None = None
    for machine in machines:
        left = texts if made is None else made.refused
        try:
            if left and (more := _by(machine, left)):
                made = made.and_then(more) if made else more
        except engines.Unavailable as error:
            down = down or error
    if made is None and down:
        raise down
    return made


def _by(machine: Machine, texts: Sequence[str]) -> _Made | None:
    """Without waiting where the memory holds it all; else alone, after another look: someone may have asked meanwhile."""
    pieces = [piece for text in texts for piece in protect(text).wanted]
    if not machine.public or machine.engine is None or not machine.unknown(pieces):
        return _carried(machine, texts)
    with alone((text_hash("\n".join((*machine.pair, text))) for text in texts), machine.until):
        machine.look_again()
        return _carried(machine, texts)


def _carried(machine: Machine, texts: Sequence[str]) -> _Made | None:
    carried = carry(texts, machine, machine.pair[1])
    if carried is None:
        return None
    machine.keep()
    done = {text: one.text for text, one in zip(texts, carried, strict=True)}
    refused = [text for text, one in zip(texts, carried, strict=True) if not one.whole and one.text == text]
    return _Made(done, dict.fromkeys(texts, machine.name), bool(machine.asked), refused)


def _rendering(texts: Texts, people: Mapping[str, Remembered], made: _Made | None) -> Rendering | None:
    """Of one document. A person is named only where every text of it is a person's."""
    theirs = {text: people[text].text for text in texts.values() if text in people}
    worded = [text for text in texts.values() if text not in people and protect(text).wanted]
    if worded and (made is None or (not theirs and all(made.texts[text] == text for text in worded))):
        return None
    ours = {text: made.texts[text] for text in worded} if made else {}
    said = {name: (theirs | ours).get(text, text) for name, text in texts.items()}
    if made and ours:
        names = dict.fromkeys(made.names[text] for text in [t for t in ours if ours[t] != t] or ours)
        return Rendering(said, "engine" if made.asked else "memory", ", ".join(names))
    credit = next((people[text].name for text in theirs), "")
    return Rendering(said, "human" if theirs else "memory", credit)
