"""Packs as tests need them."""

import json
from collections.abc import Sequence
from typing import Any

SPOKEN = "{en: A title, zh-Hans: 标题, zh-Hant: 標題}"


def rule(
    id: str = "scams", *, regions: str = "all", action: str = "hold", terms: Sequence[Any] = (), patterns: Sequence[str] = (),
    allow: Sequence[str] = (), blocklist: bool = False, severity: int = 3,
) -> str:  # fmt: skip
    """One rule in YAML, whose flow style is JSON."""
    match = json.dumps({"terms": list(terms), "patterns": list(patterns), "allow": list(allow), "blocklist": blocklist})
    return (
        f"  - id: {id}\n    title: {SPOKEN}\n    text: {SPOKEN}\n    category: scams\n    severity: {severity}\n"
        f"    regions: {regions}\n    action: {action}\n    match: {match}\n"
    )


def pack(*rules: str, name: str = "test", version: int = 1) -> str:
    """A file."""
    return f"pack: {name}\nversion: {version}\nrules:\n{''.join(rules)}"
