"""Reads of people: who is asking, and who someone is: named SQL into frozen dataclasses."""

from redbridge.accounts.queries.people import PersonInSession, ids_of, live_sessions, session_person, valid_sessions
from redbridge.accounts.queries.profile import Profile, profile

__all__ = ["PersonInSession", "Profile", "ids_of", "live_sessions", "profile", "session_person", "valid_sessions"]
