"""What the exchange runs on: spellings of the cat tax, who is new, who is at home, and first words to say. Plain Python."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from redbridge.kernel.ids import time_of

TAX_KEYS = ("cattax", "cat_tax", "cattaxes", "猫税", "貓稅", "交猫税", "交貓稅")
"""Keys of the topics that are one and the same here."""
TAX_TOPICS = {"en": "cattax", "zh-Hans": "猫税", "zh-Hant": "貓稅"}
NEW_DAYS = 30
"""So long after arriving one is invited, and so long a first note waits for a welcome."""
WAITING = 6
"""First notes of newcomers on a page."""
REGULAR_NOTES = 3
REGULAR_DAYS = 7
"""Whoever wrote so many notes, or has been here so many days, can welcome others."""


def N_(text: str) -> str:
    """Marks a text for the catalogues; who shows it translates it."""
    return text


_FOR_ALL = (
    N_("Welcome. How did you find your way here?"),
    N_("Glad you came. Ask me anything about this place."),
)
_FOR_CATS = (N_("Welcome. What is your cat called?"), N_("Tax received in full. Make yourself at home."))


def openers(*, tax: bool) -> tuple[str, ...]:
    """First words for a first note, in English; a payment is answered as one."""
    return (*_FOR_CATS, _FOR_ALL[1]) if tax else _FOR_ALL


def is_new(person_id: int, now: datetime) -> bool:
    """Whether somebody arrived within NEW_DAYS; their id tells when."""
    return now - time_of(person_id) < timedelta(days=NEW_DAYS)


def is_regular(person_id: int, notes: int, now: datetime) -> bool:
    """Whether somebody is at home here."""
    return notes >= REGULAR_NOTES or now - time_of(person_id) >= timedelta(days=REGULAR_DAYS)


def tax_topic(language: str) -> str:
    """The topic of the cat tax as somebody who reads pages in this language writes it."""
    return TAX_TOPICS.get(language, TAX_TOPICS["en"])


def is_tax(keys: Sequence[str]) -> bool:
    """Whether a note under these topics pays."""
    return bool(set(keys) & set(TAX_KEYS))
