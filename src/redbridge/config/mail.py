"""The mail part of Django's settings, from one address."""

from typing import Any
from urllib.parse import unquote, urlsplit

LATER = {"EMAIL_BACKEND": "redbridge.kernel.mail.LaterBackend"}


def settings(url: str) -> dict[str, Any]:
    """`file:///folder` writes a file a mail; `smtp://person:password@host:port` sends, `smtps://` over TLS."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            **LATER, "REDBRIDGE_MAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    return {
        **LATER, "REDBRIDGE_MAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
