"""What allauth asks of the site about passkeys, codes and authenticator apps, and what these are to a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redbridge.accounts import rules
from redbridge.accounts.models import Person

Type = Authenticator.Type


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Our names and sentences; a passkey is a way in of its own, so it never makes a password half a way."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("That did not match. Try once more."),
        "cannot_generate_recovery_codes": gettext_lazy("Make a passkey or turn on an authenticator app first."),
    }

    def is_mfa_enabled(self, user: Any, types: Iterable[str] | None = None) -> bool:
        """As allauth's, but signing in by password asks for more only where an authenticator app is on."""
        if types is not None and set(types) == {Type.TOTP, Type.WEBAUTHN}:
            types = [Type.TOTP]
        return bool(super().is_mfa_enabled(user, types))

    def get_totp_issuer(self) -> str:
        """The site, as an authenticator app lists it."""
        return str(settings.REDBRIDGE_SITE_NAME)

    def _get_user_identifier(self, user: Person) -> str:
        return user.handle

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        """Where the passkey was made, since that is how people tell theirs apart."""
        return device_name(self.request)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site's own address, whatever a request calls it: a passkey belongs to one."""
        return {"id": urlsplit(settings.REDBRIDGE_SITE_URL).hostname or "localhost", "name": settings.REDBRIDGE_SITE_NAME}


def device_name(request: Any) -> str:
    """A passkey's first name, such as "Chrome, macOS"."""
    found = rules.device(request.headers.get("User-Agent", "")[:400]).replace("|", ", ").strip(", ")
    return found or _("Passkey")


@dataclass(frozen=True)
class Passkey:
    """One passkey as its owner sees it."""

    id: int
    name: str
    made: datetime
    used: datetime | None


@dataclass(frozen=True)
class WaysIn:
    """Every way into an account. `codes` is how many recovery codes are left, None where there are none at all."""

    passkeys: list[Passkey]
    password: bool
    app: int | None
    codes: int | None
    email: str

    @property
    def fragile(self) -> bool:
        """Whether losing one device would close the account for good."""
        return not self.email and not self.codes and len(self.passkeys) < 2


def ways_in(person: Person) -> WaysIn:
    """What opens this person's account."""
    rows = list(Authenticator.objects.filter(user_id=person.pk).order_by("created_at"))
    codes = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    return WaysIn(
        [Passkey(row.pk, row.data["name"], row.created_at, row.last_used_at) for row in rows if row.type == Type.WEBAUTHN],
        person.has_usable_password(),
        next((row.pk for row in rows if row.type == Type.TOTP), None),
        len(codes.wrap().get_unused_codes()) if codes else None,
        person.email or str(EmailAddress.objects.filter(user=person).values_list("email", flat=True).first() or ""),
    )


def check_may_remove(person: Person) -> None:
    """Raises ValidationError where a passkey is the last way in: codes run out, so they are none."""
    passkeys = Authenticator.objects.filter(user_id=person.pk, type=Type.WEBAUTHN).count()
    if passkeys < 2 and not person.has_usable_password():
        raise ValidationError(_("This passkey is your only way in. Make another or choose a password first."))
