"""Verbs of taking along and of leaving, a file each."""

from redbridge.portability.actions.erasing import erase
from redbridge.portability.actions.export import ask, finish, sweep
from redbridge.portability.actions.leave import leave, stay

__all__ = ["ask", "erase", "finish", "leave", "stay", "sweep"]
