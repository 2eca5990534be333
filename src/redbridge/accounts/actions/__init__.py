"""Verbs about people, a file each: one write = one transaction = row + audit + news."""

from redbridge.accounts.actions.follow import follow, unfollow
from redbridge.accounts.actions.people import appoint, arrive, settle
from redbridge.accounts.actions.rename import rename

__all__ = ["appoint", "arrive", "follow", "rename", "settle", "unfollow"]
