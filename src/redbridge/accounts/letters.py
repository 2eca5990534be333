"""Mail about a role that somebody was given, or that ended; in their language, and part of the transaction that did it."""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from redbridge.accounts.models import Person
from redbridge.accounts.roles import NAMES
from redbridge.accounts.young import letters_to


def write_of_role(person: Person, role: str, language: str, *, ended: bool) -> None:
    """Nothing where there is no address. `language` is the one it is for, empty for all."""
    if not person.email:
        return
    with translation.override(person.interface.lower()), letters_to(person.pk):
        subject = _("Your role here has ended: %(role)s") if ended else _("You have a role here: %(role)s")
        words = {"handle": person.handle, "role": NAMES[role], "language": language, "desk": role != "trusted"}
        body = render_to_string(f"accounts/mail/{'released' if ended else 'appointed'}.txt", words)
        send_mail(subject % {"role": NAMES[role]}, body.strip(), None, [person.email])
