"""The words in a picture: a vision model by URL, or Debian's tesseract where it is installed. Picture in, text out."""

import time
from functools import lru_cache

import structlog
from django.conf import settings

from redbridge.translation.addresses import addresses
from redbridge.translation.engines.errors import Refused, Unavailable
from redbridge.translation.vision import tesseract
from redbridge.translation.vision.endpoint import Vision
from redbridge.translation.vision.told import tidy

__all__ = ["LONGEST", "can_read", "read", "tesseract"]

log = structlog.get_logger(__name__)
LONGEST = 3000
"""Characters of a text that is kept."""
SECONDS = 30.0


def can_read() -> bool:
    """Whether anything here reads pictures; where nothing does, the alt text asks for what they say."""
    return bool(settings.REDBRIDGE_VISION_URL or tesseract.program())


def read(picture: bytes, public: bool) -> str:
    """The text in a picture (WebP), at most LONGEST characters; "" for none. For jobs only: takes up to a minute.

    A picture that is not for everyone goes only to what is local: tesseract, or an endpoint that is said to be.
    """
    # Here, since what runs tesseract imports this file without Django.
    from redbridge.translation.engines import ledger
    from redbridge.translation.models import MAX_NAME

    for vision, budget in _endpoints(settings.REDBRIDGE_VISION_URL):
        if (vision.local or public) and ledger.reserve(f"vision {vision.key}"[:MAX_NAME], 1, budget):
            try:
                return tidy(vision.read(picture, time.monotonic() + SECONDS), LONGEST)
            except (Unavailable, Refused) as error:
                log.warning("vision failed", engine=vision.name, why=str(error))
    return tidy(tesseract.read(picture), LONGEST)


@lru_cache(maxsize=4)
def _endpoints(value: str) -> tuple[tuple[Vision, int | None], ...]:
    """Each with how many pictures a day it may be sent. Kept for the life of the process: each knows whether it is down."""
    return tuple(
        (Vision(one.url, one.secret, one.model, name=one.name, key=one.key, local=one.local, seconds=SECONDS), one.budget)
        for one in addresses(value)
    )
