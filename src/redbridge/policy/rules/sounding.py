"""Terms by their sound: 代写论文 as daixielunwen, dài xiě lùn wén, 代xie论wen, 带写轮文."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from redbridge.policy.rules.folding import Folded
from redbridge.policy.rules.letters import sounds
from redbridge.policy.rules.standing import _HAN, _STOP, Standing

MOST_READINGS = 8


@dataclass(frozen=True)
class Sound:
    """A term in one of its readings."""

    characters: str
    syllables: tuple[str, ...]

    @property
    def whole(self) -> str:
        """As it is met."""
        return "".join(self.syllables)


def sounds_of(term: str) -> list[Sound]:
    """Each way a term of Chinese may be read, eight at most; none where a character has no known sound."""
    characters = Folded(term).dense
    if not characters or any(one not in sounds() for one in characters):
        return []
    ways = islice(product(*(sounds()[one][:2] for one in characters)), MOST_READINGS)
    return [Sound(characters, way) for way in ways]


def stands(standing: Standing, sound: Sound, start: int, end: int) -> tuple[int, int] | None:
    """The span in the text, if the term stands at `sound[start:end]` in other letters than its own."""
    folded = standing.folded
    if folded.dense.startswith(sound.characters, folded.sound_at[start]) or not (_edge(folded, start) and _edge(folded, end)):
        return None
    typed = homophones = 0
    for (first, last), own in zip(_bounds(sound, start), sound.characters, strict=True):
        at = folded.sound_at[first], folded.sound_at[last - 1]
        one = folded.dense[at[0]]
        if _HAN.match(one):
            if at[0] != at[1] or not (_edge(folded, first) and _edge(folded, last)):
                return None
            homophones += one != own
        elif any(_HAN.match(folded.dense[number]) for number in range(at[0], at[1] + 1)):
            return None
        else:
            typed += 1
    if not _enough(len(sound.syllables), typed, homophones):
        return None
    first, last = folded.sound_at[start], folded.sound_at[end - 1]
    return standing.span(first, last + 1) if _together(standing, sound, start) else None


def _enough(syllables: int, typed: int, homophones: int) -> bool:
    """Written in its own characters it is not ours to tell; one in other characters has to be long."""
    if not typed and not homophones:
        return False
    return homophones <= (syllables // 2 if syllables > 3 else syllables - 2)


def _bounds(sound: Sound, start: int) -> Iterator[tuple[int, int]]:
    for syllable in sound.syllables:
        yield start, start + len(syllable)
        start += len(syllable)


def _edge(folded: Folded, place: int) -> bool:
    """Whether a character or a typed word may begin at this place of `sound`."""
    if place in (0, len(folded.sound)):
        return True
    before, after = folded.sound_at[place - 1], folded.sound_at[place]
    if _HAN.match(folded.dense[before]) or _HAN.match(folded.dense[after]):
        return before != after
    return folded.at[after] > folded.till[before]


def _together(standing: Standing, sound: Sound, start: int) -> bool:
    """No sentence ends inside, and no typed syllable is broken unless all are to the letter."""
    folded, broken, letters = standing.folded, 0, 0
    for first, last in _bounds(sound, start):
        for place in range(first, last):
            if place + 1 >= start + len(sound.whole):
                break
            here, next_one = folded.sound_at[place], folded.sound_at[place + 1]
            gap = folded.between(here) if here != next_one and folded.at[here + 1] > folded.till[here] else ""
            if len(gap) > 8 or _STOP.search(gap):
                return False
            broken += bool(gap) and place + 1 < last
            letters += place + 1 < last
    return broken in (0, letters)
