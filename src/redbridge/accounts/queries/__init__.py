"""Reads of people: who is asking, and who someone is: named SQL into frozen dataclasses."""

from redbridge.accounts.queries.circles import FIRST, PAGE, MuteLine, PersonLine, circle, mutes
from redbridge.accounts.queries.handles import email_is_taken, handle_is_kept, ids_of, is_taken, new_id, present_handle
from redbridge.accounts.queries.people import (
    PersonInSession,
    ask_session,
    guessed_person,
    is_still,
    live_sessions,
    session_person,
    valid_sessions,
)
from redbridge.accounts.queries.profile import Profile, profile

__all__ = [
    "FIRST",
    "PAGE",
    "MuteLine",
    "PersonInSession",
    "PersonLine",
    "Profile",
    "ask_session",
    "circle",
    "email_is_taken",
    "guessed_person",
    "handle_is_kept",
    "ids_of",
    "is_still",
    "is_taken",
    "live_sessions",
    "mutes",
    "new_id",
    "present_handle",
    "profile",
    "session_person",
    "valid_sessions",
]
