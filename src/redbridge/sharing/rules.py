"""What places outside ask for, and how an address of ours is told. Plain Python."""

import re
from collections.abc import Sequence

from redbridge.accounts.rules import bcp47, reads
from redbridge.translation.rules.scripts import with_sisters

FEED = 30
"""Entries of a feed."""
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_NOTE = re.compile(r"/notes/(\d{1,19})/?(?:\?[^#]*)?(?:#.*)?")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def asked_for(lang: str) -> Sequence[str]:
    """What `?lang=` reads, best first; nothing where it says nothing, which means the original."""
    return with_sisters(reads(bcp47(lang), ())) if _TAG.fullmatch(lang) else ()


def note_of(address: str, site: str) -> int | None:
    """The note that an address of this site shows; None for any other address."""
    found = _NOTE.fullmatch(address.removeprefix(site)) if address.startswith(f"{site}/") else None
    return int(found[1]) if found else None


def for_xml(text: str) -> str:
    """A text without the few characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
