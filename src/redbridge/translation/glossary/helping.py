"""How the glossary helps an engine: a term it knows by heart, a term in plain words, a term to be told."""

from collections.abc import Iterable
from zlib import crc32

from redbridge.translation.glossary.entries import Entry
from redbridge.translation.glossary.finding import Found, find

_WIDE, _NARROW = "！？。，～：", "!?.,~:"
_TO_NARROW, _TO_WIDE = str.maketrans(_WIDE, _NARROW), str.maketrans(_NARROW, _WIDE)


def version(text: str, source: str) -> int:
    """Of the entries that help with a text, 0 where none does: what they helped to make is made anew when one changes.

    31 bits. The rest of the memory stays, however often terms are added.
    """
    found = find(text, source)
    return crc32(repr([(one.entry.said, one.entry.plain) for one in found]).encode()) & 0x7FFFFFFF or 1 if found else 0


def exact(text: str, source: str, target: str) -> str | None:
    """How `target` says a text that is one term and nothing more; None where the glossary does not know."""
    found = find(text, source)
    # Words with a gap in them are for a sentence.
    words = [one for one in said(found[0].entry, target) if "…" not in one] if len(found) == 1 else []
    if not words or any(c.isalnum() for c in text[: found[0].start] + text[found[0].end :]):
        return None
    signs = _TO_WIDE if target.startswith(("zh", "yue", "ja")) else _TO_NARROW
    return text[: found[0].start] + words[0] + text[found[0].end :].translate(signs)


def hints(text: str, source: str, target: str) -> dict[str, str]:
    """The terms in a text, as they stand there, with how `target` says them."""
    return {text[one.start : one.end]: words[0] for one in find(text, source) if (words := said(one.entry, target))}


def plain(text: str, source: str) -> str:
    """The text with its terms in plain words of the same language, for an engine that knows no slang."""
    return _replaced(text, ((one, one.entry.plain.get(one.form, "")) for one in find(text, source)))


def said(entry: Entry, target: str) -> tuple[str, ...]:
    """How a language says it, best first: its own script, else another of the same language."""
    stem = target.split("-")[0]
    same = (words for language, words in entry.said.items() if language.split("-")[0] == stem)
    return entry.said.get(target) or next(same, ())


def _replaced(text: str, changes: Iterable[tuple[Found, str]]) -> str:
    parts, at = [], 0
    for one, words in changes:
        if words:
            parts += [text[at : one.start], words[0].upper() + words[1:] if _begins(text, one.start) else words]
            at = one.end
    return "".join([*parts, text[at:]])


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins there, with a capital."""
    return text[at].isupper() and text[:at].rstrip(" \"“‘(")[-1:] in ("", ".", "!", "?", ":", "\n")
