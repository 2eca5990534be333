"""Forms about passkeys and codes: allauth's, with our words, and an end to everything that is sent."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as keys
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.utils.translation import gettext_lazy as _

from redbridge.accounts import rules
from redbridge.accounts.adapter import check_handle
from redbridge.accounts.forms import SignupForm, name

CREDENTIAL_LONGEST = 16_000
CODE_LONGEST = 40
PLAIN = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "username"}
"""Of a field for a handle."""
# What a crafted answer of a "browser" makes the parsers raise.
BROKEN = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, struct.error, RecursionError)
NOT_MATCHED = _("That did not match. Try once more.")


@contextmanager
def refused_if_broken() -> Iterator[None]:
    """What cannot be read is refused as what does not match."""
    try:
        yield
    except forms.ValidationError:
        raise
    except BROKEN as broken:
        raise forms.ValidationError(NOT_MATCHED) from broken


class CredentialField(forms.JSONField):
    """A browser's answer to a passkey ceremony, as JSON."""

    widget = forms.HiddenInput
    default_error_messages = {"required": NOT_MATCHED}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > CREDENTIAL_LONGEST:
            raise forms.ValidationError(NOT_MATCHED)
        with refused_if_broken():
            return super().to_python(value)


def kept(credential: dict[str, Any]) -> dict[str, Any]:
    """Of what a browser sent, what signing in needs later; the rest would be a place to write anything."""
    response, extensions = credential["response"], credential.get("clientExtensionResults") or {}
    return {
        **{part: credential[part] for part in ("id", "rawId", "type") if part in credential},
        "response": {part: response[part] for part in ("clientDataJSON", "attestationObject")},
        "clientExtensionResults": {"credProps": {"rk": bool((extensions.get("credProps") or {}).get("rk"))}},
    }


def registered(credential: Any) -> dict[str, Any]:
    """The credential, proven to answer the challenge of this session, its owner verified; else ValidationError."""
    with refused_if_broken():
        auth.parse_registration_response(credential)
        if not auth.complete_registration(credential).is_user_verified():
            raise forms.ValidationError(NOT_MATCHED)
        return kept(credential)


class PasskeySignup(SignupForm):
    """Sign-up by passkey: the same form, its e-mail and password left alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("email", "password1"):
            theirs = self.fields[field]
            self.fields[field] = forms.CharField(
                required=False, widget=theirs.widget, label=theirs.label, help_text=theirs.help_text
            )

    def clean_email(self) -> str:
        return ""

    def clean_password1(self) -> str:
        return ""


class PasskeyArrival(PasskeySignup):
    """The same with the browser's answer: the last step."""

    credential = CredentialField()

    def clean_credential(self) -> dict[str, Any]:
        return registered(self.cleaned_data["credential"])

    def clean(self) -> Any:
        """What is wrong in the fields is said alone: no passkey was asked for yet."""
        if "credential" in self.errors and len(self.errors) > 1:
            del self.errors["credential"]
        return super().clean()


class _Key(forms.Form):
    credential = CredentialField()

    def clean_credential(self) -> Any:
        with refused_if_broken():
            return super().clean_credential()  # type: ignore[misc]


class SignInByKey(_Key, keys.LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in."""


class ConfirmByKey(_Key, keys.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Showing once more that it is oneself."""


class SecondKey(_Key, keys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey in place of a code, after the password."""


class AddKey(forms.Form):
    """Another passkey for somebody signed in."""

    name = forms.CharField(label=_("Name"), max_length=rules.KEY_NAME_LONGEST, help_text=_("So that you know it again."))
    credential = CredentialField()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_credential(self) -> dict[str, Any]:
        return registered(self.cleaned_data["credential"])


class RenameKey(keys.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name"), max_length=rules.KEY_NAME_LONGEST)


class _Code:
    """A code as it is typed: spaces and dashes do not count."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.max_length = CODE_LONGEST
        field.validators.append(forms.CharField(max_length=CODE_LONGEST).validators[0])
        name(field, _("Code"), self.hint, maxlength=CODE_LONGEST, inputmode="numeric", autocapitalize="none")

    hint: Any = _("From your authenticator app, or one of your recovery codes.")


class SecondCode(_Code, codes.AuthenticateForm):  # type: ignore[misc]
    """After the password."""


class ConfirmByCode(_Code, codes.ReauthenticateForm):  # type: ignore[misc]
    """Showing once more that it is oneself."""


class ActivateApp(_Code, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    hint = _("The six digits the app shows now.")


class RecoverForm(forms.Form):
    """Back in by handle and recovery code."""

    handle = forms.CharField(label=_("Handle"), max_length=rules.HANDLE_LONGEST + 1, widget=forms.TextInput(attrs=PLAIN))
    code = forms.CharField(
        label=_("Recovery code"),
        max_length=CODE_LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_handle(self) -> str:
        return str(self.cleaned_data["handle"]).strip().removeprefix("@").lower()


class HandleForm(forms.Form):
    """Another handle; whether it is free is for the verb to say."""

    handle = forms.CharField(
        label=_("Handle"),
        help_text=_("2 to 30 of a to z, 0 to 9 and _."),
        max_length=rules.HANDLE_LONGEST,
        widget=forms.TextInput(attrs=PLAIN),
    )

    def clean_handle(self) -> str:
        return check_handle(self.cleaned_data["handle"], self.initial.get("handle", ""))
