"""What an engine's answer other than 200 means: refused, or to be tried again and when."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from redbridge.translation.engines.errors import Failed, Refused

KEY_PAUSE, SLOW_DOWN_PAUSE, LONGEST_PAUSE = 300.0, 5.0, 3600.0
_TRY_AGAIN = (408, 409, 425)
QUOTA_USED_UP = 456
"""DeepL's own: nothing more until the month ends."""


def complaint(response: httpx.Response, said: str) -> Failed | Refused:
    """The error for a response, with the server's words about it."""
    status = response.status_code
    if status == QUOTA_USED_UP:
        return Failed("456, all of the month is used up", _until_next_month(), said=said)
    if status in (404, 405) and response.request.method == "POST":
        return Failed(f"{status}, look at its address and model", KEY_PAUSE, said=said)
    if status in (401, 402, 403):
        return Failed(f"{status}, look at its key", KEY_PAUSE, said=said)
    if status == 429 and "insufficient_quota" in said:
        return Failed("429, nothing left to pay with", LONGEST_PAUSE, said=said)
    if status == 429:
        return Failed("429, too many requests", _retry_after(response), said=said)
    if response.is_client_error and status not in _TRY_AGAIN:
        return Refused(str(status), status, said)
    return Failed(str(status), said=said)


def _retry_after(response: httpx.Response) -> float:
    """Seconds or a date, as RFC 9110 has it; what is absurd is cut to an hour."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(min(int(asked[:9]), LONGEST_PAUSE))
    try:
        wait = (parsedate_to_datetime(asked).astimezone(UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, OverflowError):
        return SLOW_DOWN_PAUSE
    return min(max(wait, 0.0), LONGEST_PAUSE)


def _until_next_month() -> float:
    now = datetime.now(UTC)
    year, month = divmod(now.year * 12 + now.month, 12)
    return (datetime(year, month + 1, 1, tzinfo=UTC) - now).total_seconds()
