"""Keys are made by us from ids and chance alone; no person's word is in one.

`incoming/<hex>` holds what was sent until it is re-made and is never served; `pictures/<shard>/<id>/<width>.<format>`
what we made; `exports/<hex>.zip` what a person asked to take along.
"""

import re
import secrets

INCOMING = "incoming/"
EXPORTS = "exports/"
PRIVATE = (INCOMING, EXPORTS)
"""Others on the machine have no business there."""
_SHARDS = 1000
_KEY = re.compile(
    r"incoming/[0-9a-f]{32}(?:\.part)?"
    r"|pictures/[0-9]{3}/[0-9]{1,19}/[0-9]{2,5}\.(?:avif|webp)"
    r"|exports/[0-9a-f]{32}\.zip"
)


def spool_key() -> str:
    """A new key for what somebody sent; nobody can guess it."""
    return INCOMING + secrets.token_hex(16)


def export_key() -> str:
    """A new key for what somebody takes along."""
    return f"{EXPORTS}{secrets.token_hex(16)}.zip"


def picture_key(picture_id: int, width: int, fmt: str) -> str:
    """The key of one rendition."""
    return f"pictures/{picture_id % _SHARDS:03d}/{picture_id}/{width}.{fmt}"


def is_spool(key: str) -> bool:
    """Whether this is a key of the spool."""
    return key.startswith(INCOMING) and bool(_KEY.fullmatch(key))


def checked(key: str) -> str:
    """The key; raises ValueError for one that is not ours."""
    if not _KEY.fullmatch(key):
        raise ValueError("not a key of ours")
    return key
