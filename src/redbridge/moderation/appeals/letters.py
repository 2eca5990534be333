"""Mail about appeals, in the person's language. It is owed, so nobody unsubscribes from it."""

from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from redbridge.accounts.models import Person
from redbridge.accounts.young import letters_to


def write(person: Person, about: str, **words: Any) -> None:
    """Send `mail/<about>.txt`, its first line the subject; nothing where there is no address."""
    if not person.email:
        return
    context = {"handle": person.handle, **words}
    with translation.override(person.interface.lower()), letters_to(person.pk):
        text = render_to_string(f"moderation/appeals/mail/{about}.txt", context)
        subject, _empty, body = text.strip().partition("\n")
        send_mail(subject, body.strip(), None, [person.email])
