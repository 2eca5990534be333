"""What allauth asks of the site."""

import time
from typing import Any
from urllib.parse import unquote, urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.core import validators
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redbridge.accounts import queries, rules, young
from redbridge.accounts.ruled import check_rules
from redbridge.kernel.limits import client_address
from redbridge.kernel.zones import is_zone

NO_MATCH = gettext_lazy("That password does not go with that email or handle. Look at both once more.")
"""Which of the two is wrong is not told."""
HANDLE_SHAPE = gettext_lazy("Use 2 to 30 of the letters a to z, the digits and _.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Handles by our rules, addresses only from trusted proxies, and the welcome after sign-up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": gettext_lazy("This email is in the list already."),
        "email_taken": gettext_lazy("There is an account with this email. Sign in to it, or use another."),
        "enter_current_password": gettext_lazy("This is not your password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "max_email_addresses": gettext_lazy("%d emails are the most. Remove one first."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait five minutes, then try again."),
        "username_password_mismatch": NO_MATCH,
        "email_password_mismatch": NO_MATCH,
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A handle of ours, in lower case; raises ValidationError with what to do."""
        handle = check_handle(username)
        now, lately = (False, False) if shallow else queries.is_taken(handle)
        if now:
            raise ValidationError(_("Someone has this handle. Choose another."))
        if lately:
            raise ValidationError(_("Someone had this handle until lately, and it still leads to them. Choose another."))
        return handle

    def clean_email(self, email: str) -> str:
        """An address that its column can hold whole; allauth would cut it short and write to somebody else."""
        validators.MaxLengthValidator(rules.EMAIL_LONGEST)(email)
        return str(super().clean_email(email))

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signed in: the session knows its device and its beginning, and lasts its full time from now."""
        super().login(request, user)
        request.session["device"] = rules.device(request.headers.get("User-Agent", "")[:400])
        request.session["began"] = int(time.time())
        zone = unquote(request.COOKIES.get("zone", ""))
        if young.has_quiet_nights(user) and is_zone(zone):
            request.session["zone"] = zone
        request.session.set_expiry(None)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody that their keys were changed, in their language: that alone, not where nor with what."""
        to = email or EmailAddress.objects.get_primary_email(user)
        if to:
            with translation.override(user.interface.lower()):
                self.send_mail(template_prefix, to, {"user": user})

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address limits count by."""
        return client_address(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A passkey first, being one touch; each in our words."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        methods.sort(key=lambda method: method["id"] != "mfa_reauthenticate:webauthn")
        return [method | {"description": words[method["id"]]} for method in methods]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where it was begun."""
        return reverse("security")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """To the welcome screen, and from there to where they were going."""
        return welcome(request)


def check_handle(typed: str, before: str = "") -> str:
    """A handle of ours, in lower case; raises ValidationError with what to do. Whether it is free is another matter.

    `before` is the one that they have, whatever the rules say of it today.
    """
    handle = typed.strip().lower()
    if not rules.is_handle(handle):
        raise ValidationError(HANDLE_SHAPE)
    if handle in rules.RESERVED:
        raise ValidationError(_("This handle is kept for the house. Choose another."))
    return check_rules(handle, before, asks=bool(before))


def welcome(request: Any) -> str:
    """The welcome screen, keeping where the newcomer was going."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return reverse("welcome") + ("?" + urlencode({"next": wanted}) if wanted.startswith("/") else "")
