"""Writing to whoever keeps a bank: a question before a seal is lifted, and afterwards that a line was wrong. No picture goes
there, and nothing of anybody: the line as the bank has it, and how far the two are apart."""

from collections.abc import Sequence

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from redbridge.moderation.pictures import rules
from redbridge.moderation.pictures.actions import folder
from redbridge.moderation.pictures.models import BANK_LONGEST
from redbridge.moderation.pictures.queries import Near


def keeper_of(bank: str) -> str:
    """The address that the bank's own file names; empty where it names none, or is there no more."""
    path = next((path for path in rules.banks(folder()) if path.stem[:BANK_LONGEST] == bank), None)
    if path is None:
        return ""
    with path.open(encoding="utf-8", errors="replace") as file:
        return rules.keeper(file)


def write(to: str, about: str, number: str, lines: Sequence[Near]) -> None:
    """Send `mail/<about>.txt`, its first line the subject, in English: nobody knows what a keeper reads."""
    told = [(rules.written(one.line), one) for one in lines]
    with translation.override("en"):
        context = {"number": number, "lines": told, "near": rules.NEAR, "strangers": rules.STRANGERS}
        text = render_to_string(f"moderation/pictures/mail/{about}.txt", context)
        subject, _empty, body = text.strip().partition("\n")
        send_mail(subject, body.strip(), None, [to])
