"""Signing: once a day the last line, by the site's key."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from redbridge.record import keys
from redbridge.record.lines import GENESIS
from redbridge.record.models import Head, Key
from redbridge.record.proof.heads import head_message, key_message

_LAST = "select number, hash from record_entry order by number desc limit 1"


@transaction.atomic
def sign() -> Head | None:
    """Sign the last line for today; None where today has its head. Raises SettingError for a key that is none."""
    today = datetime.now(UTC).date()
    if Head.objects.filter(day=today).exists():
        return None
    private, *before = keys.pair(settings.REDBRIDGE_RECORD_KEY, Path(settings.REDBRIDGE_DATA))
    public = _known(private, before)
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        number, hash_ = cursor.fetchone() or (0, GENESIS)
    signature = private.sign(head_message(today.isoformat(), number, hash_)).hex()
    said = {"number": number, "hash": hash_, "key": public, "signature": signature}
    head, is_new = Head.objects.get_or_create(day=today, defaults=said)
    return head if is_new else None


def _known(private: Any, before: list[Any]) -> str:
    """The public half, written down where it is new, with the word of the key before it."""
    public = keys.public_of(private)
    if not Key.objects.filter(public=public).exists():
        handover = before[0].sign(key_message(public)).hex() if before else ""
        Key.objects.get_or_create(public=public, defaults={"day": datetime.now(UTC).date(), "handover": handover})
    return public
