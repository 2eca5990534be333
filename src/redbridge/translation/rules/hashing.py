"""By what the memory knows a text again."""

import hashlib

from redbridge.kernel.text import clean


def text_hash(text: str) -> bytes:
    """SHA-256 of the cleaned text without the space around it (32 bytes)."""
    return hashlib.sha256(clean(text).strip().encode()).digest()
