"""Proof of work at sign-up while a surge is on: the browser finds a number, in the form of ALTCHA (https://altcha.org).

What is asked is signed and not kept; an answer is taken once, within an hour. Whoever has no script says so instead, and what
they write waits until somebody has looked.
"""

import base64
import binascii
import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

HARDEST = 600_000
"""Half of it is tried on average: under a second on a laptop, two on a cheap phone."""
SECONDS = 3600
LONGEST = 2_000
"""Characters of an answer; a true one has some 350."""
_PARTS = {"algorithm": str, "challenge": str, "number": int, "salt": str, "signature": str}


def _key() -> str:
    return salted_hmac("redbridge.accounts.proof", "", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def challenge() -> str:
    """What a browser is asked to find, as JSON."""
    from altcha.v1 import ChallengeOptions, create_challenge  # only in a surge

    until = timezone.now() + timedelta(seconds=SECONDS)
    asked = create_challenge(ChallengeOptions(hmac_key=_key(), max_number=HARDEST, expires=until))
    return json.dumps({"algorithm": asked.algorithm, "challenge": asked.challenge, "maxnumber": asked.max_number,
                       "salt": asked.salt, "signature": asked.signature})


def check(answer: str) -> str:
    """The name under which this answer is spent; raises ValidationError for one that is missing, wrong or too old."""
    from altcha.v1 import verify_solution

    said = _read(answer)
    well, why = verify_solution(said, _key()) if said else (False, None)
    if why == "Altcha payload expired":
        raise ValidationError(_("The page was open for long, so your browser has to try again. Send it once more."))
    if not said or not well or said["algorithm"] != "SHA-256":
        raise ValidationError(
            _("Your browser has not finished its proof of work. Wait a moment and send it once more, or tick the box below.")
        )
    return f"proof:{said['signature']}"


def spend(name: str) -> None:
    """Take an answer, once; raises ValidationError the second time. In the transaction of the sign-up."""
    if not cache.add(name, 1, timeout=SECONDS + 60):
        raise ValidationError(_("This proof of work was used before. Send it once more; your browser makes a new one."))


def _read(answer: str) -> Any:
    """The parts of an answer, each of its kind; None for anything else."""
    if not answer or len(answer) > LONGEST:
        return None
    try:
        said = json.loads(base64.b64decode(answer, validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    whole = isinstance(said, dict) and all(type(said.get(name)) is kind for name, kind in _PARTS.items())
    return said if whole else None
