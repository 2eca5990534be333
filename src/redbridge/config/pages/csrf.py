"""Django's CSRF token with a mask drawn at once: drawn letter by letter it cost a tenth of a page."""

import secrets

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token

_PLACE = {letter: place for place, letter in enumerate(CSRF_ALLOWED_CHARS)}
_MANY = len(CSRF_ALLOWED_CHARS)
_RING = CSRF_ALLOWED_CHARS * 6
"""Any byte plus any place stays inside."""


def token(request: HttpRequest) -> str:
    """A token that `CsrfViewMiddleware` takes: a mask, then the cookie's secret turned by it. Another one at each call."""
    secret = request.META.get("CSRF_COOKIE")
    if secret is None or len(secret) != CSRF_SECRET_LENGTH:
        return get_token(request)
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    return masked(secret)


def field(token: str) -> str:
    """The hidden field of a form; a token is letters and digits."""
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'


def masked(secret: str) -> str:
    """A mask, then the secret of 32 letters and digits turned by it."""
    mask = secrets.token_bytes(CSRF_SECRET_LENGTH)
    turned = [_RING[turn + _PLACE[letter]] for turn, letter in zip(mask, secret, strict=True)]
    return "".join([_RING[turn] for turn in mask]) + "".join(turned)
