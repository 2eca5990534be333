"""The site's rules, as far as pages of notes name them."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

_site: Any = import_module("redbridge.policy.site") if find_spec("redbridge.policy.site") else None


def find(rule_id: str) -> Any | None:
    """A rule of today's guidelines."""
    return _site.rule(rule_id) if _site else None


def version() -> str:
    """Which guidelines these are."""
    return str(_site.version()) if _site else ""
