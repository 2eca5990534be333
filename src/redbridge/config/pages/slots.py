"""HTML with gaps: rendered once with marks in the place of what differs, then filled by joining strings."""

from collections.abc import Mapping

Parts = tuple[str, ...]
"""Constant, name of a slot, constant, …: always an odd number."""
_MARK = "\x00"
"""In no text of ours: PostgreSQL refuses it."""


def slot(name: str) -> str:
    """The mark that stands for a value while a template is rendered; escaping leaves it alone."""
    return f"{_MARK}{name}{_MARK}"


def parts(html: str) -> Parts:
    """HTML rendered with marks, taken apart."""
    return tuple(html.split(_MARK))


def fill(these: Parts, values: Mapping[str, str]) -> str:
    """The HTML with `values`, safe HTML by slot name, in its gaps; raises KeyError for a mark that was broken."""
    whole = list(these)
    for place in range(1, len(whole), 2):
        whole[place] = values[whole[place]]
    return "".join(whole)
