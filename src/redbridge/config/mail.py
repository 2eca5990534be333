"""The mail part of Django's settings, from one address."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

LATER = {"EMAIL_BACKEND": "redbridge.kernel.mail.LaterBackend"}


def settings(url: str) -> dict[str, Any]:
    """`console://` prints, `file:///folder` writes a file a mail; `smtp://person:password@host:port` sends.

    `smtp` is port 587 and insists on STARTTLS, but for `?starttls=off`, which is for a relay on the same machine;
    `smtps` is port 465 and TLS from the first byte.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {**LATER, "REDBRIDGE_MAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file":
        return {
            **LATER, "REDBRIDGE_MAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    return {
        **LATER, "REDBRIDGE_MAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parse_qs(parts.query).get("starttls") != ["off"],
        "EMAIL_TIMEOUT": 10,
    }
