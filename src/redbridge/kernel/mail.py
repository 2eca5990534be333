"""Mail leaves in a job: a mail server that is slow or away must not hold up a sign-up, nor lose the mail."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from redbridge.kernel.jobs import job


class LaterBackend(BaseEmailBackend):
    """Django's mail backend that defers each message in the current transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken over. Plain text only: we write no other."""
        for message in email_messages:
            send.defer(subject=message.subject, body=message.body, sender=message.from_email, to=list(message.to))
        return len(email_messages)


@job(queue="news", priority=5)
def send(subject: str, body: str, sender: str, to: list[str]) -> None:
    """Hand one message to the host's mail server; a refusal is tried again later."""
    connection: Any = get_connection(settings.REDBRIDGE_MAIL_BACKEND)
    EmailMessage(subject, body, sender, to, connection=connection).send()
