"""What is kept of a text, as PostgreSQL reads a tsvector: every lexeme once, with the weight of its best place."""

from collections.abc import Iterable

import regex

from redbridge.search.rules.spellings import siblings
from redbridge.search.rules.windows import spans_of
from redbridge.search.rules.words import lexemes, pairs

VERSION = 2
"""Raise it when the same text gives other lexemes; `redbridge reindex` then makes those rows anew."""
MOST = 6000
"""Lexemes of a row: a note of twenty thousand different words is not worth a megabyte."""
_CAMEL = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})")


def _vector(heavy: Iterable[str], light: Iterable[str], light_place: str = ":1") -> str:
    kept = dict.fromkeys(light, light_place) | dict.fromkeys(heavy, ":1A")
    # Lexemes hold letters, digits and emoji alone, so quoting them is all there is to do.
    return " ".join(f"'{lexeme}'{weight}" for lexeme, weight in list(kept.items())[-MOST:])


def note_vector(note_id: int, heads: Iterable[str], bodies: Iterable[str]) -> str:
    """A note by its titles and card words (heavy) and its bodies, in all languages it is in."""
    head = {lexeme for text in heads for lexeme in lexemes(text)}
    body = {lexeme for text in bodies for lexeme in lexemes(text)}
    # Without places a row is a third shorter and stays in the table itself: reading 2,000 to rank them takes half as long.
    return _vector([*head, *spans_of(note_id)], body - head, "")


def name_vector(handle: str, name: str, bio: str) -> str:
    """A person by handle and name (heavy, every pair of characters), and by what they say of themselves."""
    heavy = {handle, *lexemes(handle.replace("_", " ")), *lexemes(name), *_pairs(name)}
    return _vector(heavy, lexemes(bio) - heavy)


def topic_vector(key: str, name: str, joined: Iterable[str] = ()) -> str:
    """A topic by its names (those of topics that are one with it, too) whole and in words, and by what it is called in
    other languages."""
    names = [name, *joined]
    heavy = {key, *(word for one in names for word in (*lexemes(_CAMEL.sub(" ", one).replace("_", " ")), *_pairs(one)))}
    heavy |= {one.lower() for one in joined if one.isalnum()}
    others = {lexeme for text in siblings(key) for lexeme in (text, *lexemes(text))}
    return _vector(heavy, {lexeme[:60] for lexeme in others if lexeme.isalnum()} - heavy)


def _pairs(name: str) -> set[str]:
    from redbridge.search.rules.words import runs

    return {pair for kind, run in runs(name) if kind == "han" for pair in pairs(run)}
