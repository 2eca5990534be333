"""Verbs about corrections, a file each: one write = one transaction = row + audit + news."""

from redbridge.corrections.actions.again import try_another
from redbridge.corrections.actions.decide import Outcome, accept, decline
from redbridge.corrections.actions.doubt import clear_doubts, doubt
from redbridge.corrections.actions.forget import forget_person, forget_vanished
from redbridge.corrections.actions.spread import apply_known, spread_on, take_back_on
from redbridge.corrections.actions.suggest import suggest, withdraw
from redbridge.corrections.actions.undo import undo

__all__ = [
    "Outcome",
    "accept",
    "apply_known",
    "clear_doubts",
    "decline",
    "doubt",
    "forget_person",
    "forget_vanished",
    "spread_on",
    "suggest",
    "take_back_on",
    "try_another",
    "undo",
    "withdraw",
]
