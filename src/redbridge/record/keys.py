"""The key that signs heads: from the environment, or made once and kept in the data folder, for the site alone to read."""

import base64
import os
import re
import secrets
from pathlib import Path
from typing import Any

from redbridge.kernel.errors import SettingError

HEAD = b"redbridge record head\n"
KEY = b"redbridge record key\n"
"""What a signature is for stands before what is signed."""
_WRITTEN = re.compile(r"[0-9a-f]{128}")


def pair(said: str, data: Path) -> list[Any]:
    """The private key, and after it the one before it, where a host keeps both to hand over; raises SettingError.

    `said` is REDBRIDGE_RECORD_KEY: 32 bytes in base64, or two such with a comma between, the new one first.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    seeds = [_seed(word) for word in (said or _kept(data / "record.key")).replace(",", " ").split()]
    if not seeds:
        raise SettingError(f"{data / 'record.key'} is empty. Put the key of the public record back, or delete the file "
                           "for a new one.")
    return [Ed25519PrivateKey.from_private_bytes(seed) for seed in seeds[:2]]


def public_of(private: Any) -> str:
    """The public half, in hexadecimal."""
    return str(private.public_key().public_bytes_raw().hex())


def is_signed(public: str, signature: str, message: bytes) -> bool:
    """Whether the holder of the key signed this; a signature has one way of being written."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not _WRITTEN.fullmatch(signature):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _seed(word: str) -> bytes:
    try:
        seed = base64.b64decode(word, validate=True)
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise SettingError("REDBRIDGE_RECORD_KEY should be 32 random bytes in base64: `openssl rand -base64 32`.")
    return seed


def _kept(path: Path) -> str:
    """What the file says; made where there is none. Two processes at once: the first one's stays."""
    if not path.exists():
        new = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(32)) + b"\n")
            file.flush()
            os.fsync(handle)
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return path.read_text()
