"""The site's rules: compiled once a process, read anew when the host changes a file.

YAML, RE2 and the automaton are imported when a first text comes: 5 MB and a tenth of a second that a start does without.
"""

import logging
import threading
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from redbridge.policy.verdicts import Verdict

if TYPE_CHECKING:
    from redbridge.policy.rules.matching import Matcher
    from redbridge.policy.rules.packs import Rule
    from redbridge.policy.rules.shelf import Shelf, Signature

_log = logging.getLogger(__name__)
_lock = threading.Lock()
LOOK_EVERY = 2.0
"""Seconds between two looks at the folder."""


@dataclass
class _Open:
    """A shelf and what it was made of, `named` by the settings; the matcher is made when a first text is screened."""

    named: tuple[str, str]
    signature: "Signature"
    shelf: "Shelf"
    looked: float

    @cached_property
    def matcher(self) -> "Matcher":
        from redbridge.policy.rules.matching import Matcher

        return Matcher(self.shelf.packs, self.shelf.blocklist)

    @cached_property
    def by_id(self) -> "dict[str, Rule]":
        return {rule.id: rule for pack in self.shelf.packs for rule in pack.rules}


_open: _Open | None = None


def screen(text: str, language: str = "") -> Verdict:
    """What the rules say of a text, by themselves: no person, no place. The language says nothing about guilt and is not read."""
    return _now().matcher.screen(text)


def rule(id: str) -> "Rule | None":
    """A rule of today's packs."""
    return _now().by_id.get(id)


def rules() -> "list[Rule]":
    """All of them, in the order of the packs."""
    return list(_now().by_id.values())


def version() -> str:
    """Of the packs that count: baseline-1, or baseline-1+berlin-3."""
    return _now().shelf.version


def shelf() -> "Shelf":
    """Packs, and what is wrong with the host's files."""
    return _now().shelf


def _now() -> _Open:
    """The packs that count. Only one thread reads; others go on with what was there."""
    global _open
    found, named = _open, (settings.REDBRIDGE_POLICY_FOLDER, settings.REDBRIDGE_DATA)
    if found and found.named == named and time.monotonic() - found.looked < LOOK_EVERY:
        return found
    if not _lock.acquire(blocking=found is None or found.named != named):
        return found or _now()
    try:
        _open = _looked(_open, named)
        return _open
    finally:
        _lock.release()


def _looked(found: _Open | None, named: tuple[str, str]) -> _Open:
    from redbridge.policy.rules.shelf import folder_of, open_shelf, signature

    where = folder_of(*named)
    seen = signature(where)
    if found and found.named == named and found.signature == seen:
        found.looked = time.monotonic()
        return found
    shelf = open_shelf(where, Path(settings.REDBRIDGE_DATA) / "policy-kept")
    for fault in shelf.faults:
        _log.error("A pack of rules does not count as it is: %s", fault)
    return _Open(named, seen, shelf, time.monotonic())
