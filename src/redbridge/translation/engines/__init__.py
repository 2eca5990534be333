"""Who translates: one protocol, engines chosen by the host's settings."""

from redbridge.translation.engines.choosing import chosen, configured, private_goes_out, translates
from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.engines.opening import opened
from redbridge.translation.engines.protocol import NO_HINTS, Engine, Hints

__all__ = [
    "NO_HINTS", "Engine", "Hints", "Unavailable", "chosen", "configured", "opened", "private_goes_out", "translates",
]  # fmt: skip
