"""Verbs of taking along and of leaving, a file each."""

from redbridge.portability.actions.export import ask, fail, finish, forget, sweep

__all__ = ["ask", "fail", "finish", "forget", "sweep"]
