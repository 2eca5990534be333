"""Statements by mail, in the person's language. They are owed, so nobody unsubscribes from them."""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from redbridge.accounts.young import letters_to
from redbridge.moderation.decisions.showing import shown
from redbridge.moderation.models import Decision


def write(made: Decision, about: str) -> None:
    """Send `mail/<about>.txt`, its first line the subject; nothing where there is no address."""
    person = made.person
    if person is None or not person.email:
        return
    with translation.override(person.interface.lower()), letters_to(person.pk):
        text = render_to_string(f"moderation/mail/{about}.txt", {"handle": person.handle, "d": shown(made, [person.interface])})
        subject, _empty, body = text.strip().partition("\n")
        send_mail(subject, body.strip(), None, [person.email])
