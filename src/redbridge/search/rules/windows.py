"""Time as lexemes. A common word is in hundreds of thousands of notes, and GIN gives them oldest first.

So each note also carries a lexeme for each of five spans of time its id falls in, from 2.3 hours to 398 days, and a
question is put to one window of time after another, newest first, until there are enough notes to rank. A rare word
costs some thirty probes of a few microseconds.
"""

from redbridge.kernel.ids import TIME_SHIFT

_LEVELS = (23, 26, 29, 32, 35)
"""Bits of milliseconds: 2.3 h, 18.6 h, 6.2 days, 49.7 days, 398 days."""


def _lexeme(level: int, number: int) -> str:
    # No text can hold this lexeme: words have neither @ nor : in them.
    return f"@{level}:{number}"


def spans_of(id_: int) -> list[str]:
    """The lexemes of the spans that a row of this id falls in."""
    return [_lexeme(level, id_ >> TIME_SHIFT >> level) for level in _LEVELS]


def windows(newest: int) -> list[str]:
    """Lexemes of spans that do not overlap, newest first, from the one of the id `newest` back to the first id."""
    moment, found = newest >> TIME_SHIFT, list[str]()
    for level, above in zip(_LEVELS, (*_LEVELS[1:], 0), strict=True):
        last = moment >> level
        first = moment >> above << (above - level) if above else 0
        # The span that `last` stands in was told in finer ones already, but for the finest.
        start = last if level == _LEVELS[0] else last - 1
        found += [_lexeme(level, number) for number in range(start, first - 1, -1)]
    return found
