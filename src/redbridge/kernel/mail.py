"""Mail leaves in a job: a mail server that is slow or away must not hold up a sign-up, nor lose the mail."""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from redbridge.kernel import letter
from redbridge.kernel.jobs import job

log = structlog.get_logger("redbridge.mail")


_not_before: ContextVar[datetime | None] = ContextVar("not_before", default=None)


@contextmanager
def not_before(moment: datetime | None) -> Iterator[None]:
    """Mail that is written meanwhile leaves at `moment` at the earliest; None: at once."""
    before = _not_before.set(moment)
    try:
        yield
    finally:
        _not_before.reset(before)


class LaterBackend(BaseEmailBackend):
    """Django's mail backend that defers each message in the current transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken over: words only, in the language that is active; `send` makes the rest of them."""
        for message in email_messages:
            send.configure(schedule_at=_not_before.get()).defer(
                # A line break in a name must not begin another header.
                subject=" ".join(message.subject.split()), body=str(message.body), sender=message.from_email,
                to=list(message.to), lang=get_language() or "en", mark=make_msgid(domain=_host()))
        return len(email_messages)


def _host() -> str:
    return urlsplit(settings.REDBRIDGE_SITE_URL).hostname or "localhost"


@job(queue="news", priority=5)
def send(subject: str, body: str, sender: str, to: list[str], lang: str = "en", mark: str = "") -> None:
    """Hand one message to the host's mail server. What it cannot take now is tried again, what it never will is not.

    A kill after the server said yes sends it twice, with one `mark` (Message-ID), by which mailboxes join them.
    """
    connection: Any = get_connection(settings.REDBRIDGE_MAIL_BACKEND)
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": lang} | ({"Message-ID": mark} if mark else {})
    message = EmailMultiAlternatives(subject, body, sender, to, connection=connection, headers=headers)
    message.attach_alternative(letter.as_html(subject, body, lang, settings.REDBRIDGE_SITE_URL), "text/html")
    try:
        message.send()
    except smtplib.SMTPException as error:
        if not _for_good(error):
            raise
        log.warning("mail.refused", reason=type(error).__name__, codes=_codes(error))


def _codes(error: smtplib.SMTPException) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _for_good(error: smtplib.SMTPException) -> bool:
    """Whether trying again is of no use (RFC 5321, 4.2.1). A wrong password of the site's own is the host's to mend."""
    codes = _codes(error)
    return bool(codes) and min(codes) >= 500 and not isinstance(error, smtplib.SMTPAuthenticationError)
