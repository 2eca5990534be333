"""What the libraries find wrong with a pack, in words of ours: they speak English alone, and often of the line after."""

import re
from typing import Any

import yaml

from redbridge.policy.rules.nodes import N_, PackError

LONGEST = 60
"""Characters that are quoted of what was written."""
_TAB = N_("a tab stands here; YAML takes spaces alone")
_INDENT = N_("the line is not indented like its neighbours, or the line above it is not finished")
_QUOTE = N_("the quotation mark that opens here is not closed")
_BRACKET = N_("a bracket that opens here is not closed, or a comma is missing between two things inside it")
_COMMA = N_("between brackets, a comma, a colon or a bracket stands where words should")
_COLON = N_("a key needs a colon and a space after it, as in severity: 3; a full-width colon is none")
_SECOND_COLON = N_("a second colon stands in the line; put words that hold one in quotes")
_ODD = N_("the line goes on where it should end: look for a bracket or a quotation mark too many, or one left open above")
_SIGN = N_("words cannot begin with %(what)s; put them in quotes")
_ESCAPE = N_("between double quotes YAML does not know this backslash; put patterns in single quotes")
_DOCUMENTS = N_("a file is one pack; take out the line --- and what follows")
_CONTROL = N_("a character that cannot be seen stands here; take it out")
_NOT_YAML = N_("this is not YAML: “%(why)s”")
_BEGAN = (_QUOTE, _BRACKET, _COLON)
"""Told with the line in which it began: the library has read on by the time it minds."""
_YAML = {
    "found a tab character": _TAB, "did not find expected '-' indicator": _INDENT, "found unexpected ": _QUOTE,
    "did not find expected ',' or": _BRACKET, "did not find expected node content": _COMMA,
    "could not find expected ':'": _COLON, "found unknown escape": _ESCAPE, "but found another document": _DOCUMENTS,
    "did not find expected alphabetic": _SIGN,
}  # fmt: skip


def of_yaml(error: yaml.YAMLError, source: str) -> PackError:
    """A fault that the parser met, told with the line to mend."""
    at = getattr(error, "problem_mark", None)
    if at is None:
        unseen = yaml.reader.Reader.NON_PRINTABLE.search(source)
        words = _CONTROL if unseen else _NOT_YAML
        return PackError(_line(source, unseen.start() if unseen else 0), words, **({} if unseen else {"why": _why(error)}))
    before, sign = source[source.rfind("\n", 0, at.index) + 1 : at.index], source[at.index : at.index + 1]
    words, line = _told(_why(error), before, sign), at.line + 1
    began = (getattr(error, "context_mark", None) or at).line + 1
    if words is _ESCAPE and began < line:
        words = _QUOTE  # it swallowed the lines between
    if words is _COMMA and not sign:
        words, began = _BRACKET, _line(source, max(map(source.rfind, "[{")))
    return PackError(began if words in _BEGAN else line, words, **_values(words, _why(error), sign.strip() or before[-1:]))


def _told(why: str, before: str, sign: str) -> str:
    if why.startswith("mapping values are not allowed"):
        return _SECOND_COLON if ":" in before else _INDENT
    if why.startswith("did not find expected key"):
        return _ODD if before.strip() else _INDENT
    if why.startswith("found character that cannot start"):
        return _TAB if sign == "\t" else _SIGN
    return next((words for begin, words in _YAML.items() if why.startswith(begin)), _NOT_YAML)


def _values(words: str, why: str, sign: str) -> dict[str, str]:
    return {"what": sign} if words is _SIGN else {"why": why[:LONGEST]} if words is _NOT_YAML else {}


def _why(error: Any) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or "?")


def _line(source: str, place: int) -> int:
    return source.count("\n", 0, place) + 1


_AROUND = N_("the pattern looks ahead or behind with %(what)s, which RE2 cannot")
_BACK = N_("the pattern refers back to a group, which RE2 cannot")
_GROUP = N_("the pattern has a group of a kind that RE2 does not know: %(what)s")
_REFUSED = N_("the pattern is refused: “%(why)s”")
_RE2 = {
    "missing )": N_("the pattern lacks a closing bracket )"),
    "unexpected )": N_("the pattern has a closing bracket ) too many; write \\) for the sign itself"),
    "missing ]": N_("the pattern lacks a closing bracket ]; write \\[ for the sign itself"),
    "bad repetition operator": N_("the pattern has two repeats in a row: %(what)s"),
    "no argument for repetition operator": N_("the pattern has nothing before %(what)s that could be repeated"),
    "invalid repetition size": N_("the pattern repeats more than 1000 times in all, or to less than from: %(what)s"),
    "trailing \\": N_("the pattern ends with a backslash; write \\\\ for the sign itself"),
    "invalid escape sequence": N_("the pattern has a backslash that RE2 does not know: %(what)s"),
    "invalid named capture group": N_("the name of a group is not closed, or has signs that are no letters: %(what)s"),
    "invalid character class range": N_("the pattern has characters between brackets that RE2 does not know: %(what)s"),
    "pattern too large": N_("the pattern takes too much memory; smaller repeats will do"),
}


def of_re2(reason: str, pattern: str, line: int) -> PackError:
    """Why RE2 refuses a pattern, told with its line."""
    kind, _sign, what = reason.partition(": ")
    words = _group(pattern, what) if kind == "invalid perl operator" else _known(kind, what)
    return PackError(line, words or _REFUSED, what=what[:LONGEST], why=reason[:LONGEST])


def _group(pattern: str, what: str) -> str:
    if re.fullmatch(r"\(\?<?[=!]", what):
        return _AROUND
    return _BACK if what == "(?P" and "(?P=" in pattern else _GROUP


def _known(kind: str, what: str) -> str | None:
    if kind == "invalid escape sequence" and re.match(r"\\[1-9gk]", what):
        return _BACK
    return next((words for begin, words in _RE2.items() if kind.startswith(begin)), None)
