"""People who sign up, many a second."""

import base64
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from altcha.v1 import ChallengeOptions, create_challenge
from django.utils.crypto import salted_hmac

SECRET = "a" * 32
PASSWORD = "walnut-teahouse-7"


def proof(secret: str) -> str:
    """A finished proof of work, as a surge asks for it, by the site's own secret: searching is for the visitors' machines."""
    key = salted_hmac("redbridge.accounts.proof", "", secret=secret, algorithm="sha256").hexdigest()
    until = datetime.now(UTC) + timedelta(hours=1)
    asked = create_challenge(ChallengeOptions(hmac_key=key, number=1000, expires=until))
    said = {"algorithm": asked.algorithm, "challenge": asked.challenge, "number": 1000, "salt": asked.salt,
            "signature": asked.signature}
    return base64.b64encode(json.dumps(said).encode()).decode()


def sign_up(number: int, proved: str = "") -> bytes:
    """The form of one newcomer, each from an address of its own: sixty a minute may come from one."""
    body = urlencode({
        "csrfmiddlewaretoken": SECRET, "username": f"storm_{number}", "email": f"storm_{number}@example.org",
        "password1": PASSWORD, "birth_year": "1990", "altcha": proved,
    })
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return (f"POST /accounts/signup/ HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\nCookie: csrftoken={SECRET}\r\n"
            f"X-Forwarded-For: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}").encode()
