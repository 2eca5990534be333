"""Sign-up, sign-in, the welcome and settings. Shape only; the verbs are in actions.py."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from redbridge.accounts import actions, proof, queries, rules, surge
from redbridge.accounts.adapter import HANDLE_SHAPE
from redbridge.accounts.models import Person
from redbridge.kernel import text
from redbridge.kernel.languages import NAMES


class SignupForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """Handle, e-mail, password, birth year; the community code stands beside them and is accepted by signing up."""

    birth_year = forms.IntegerField(
        label=_("Birth year"),
        help_text=_("Only to keep children out. Nobody sees it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "bday-year"}),
        error_messages={"invalid": _("Write the year as four digits, like 1994.")},
    )
    field_order = ("username", "birth_year", "email", "password1")
    proved = ""
    """The name of the proof of work, to be spent when the person is made."""

    @cached_property
    def proves(self) -> bool:
        """Whether a surge is on, in which a browser proves its work."""
        return surge.surge() is not None

    @cached_property
    def asked(self) -> str:
        """What the browser has to find, a new one for each page."""
        return proof.challenge() if self.proves else ""

    @property
    def by_hand(self) -> bool:
        """Whether they came without a proof, and somebody looks first."""
        return bool(self.proves and self.cleaned_data.get("by_hand"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.proves:
            self.fields["altcha"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields["by_hand"] = forms.BooleanField(
                required=False, label=_("My browser runs no scripts. Look at what I write before others see it.")
            )
        name(
            self.fields["username"],
            _("Handle"),
            _("2 to 30 of a to z, 0 to 9 and _."),
            maxlength=rules.HANDLE_LONGEST,
            autocapitalize="none",
            spellcheck="false",
            autocomplete="username",
        )
        self.fields["username"].error_messages["min_length"] = HANDLE_SHAPE
        name(
            self.fields["email"], _("Email"), _("To get back in if you forget. We do not ask you to confirm it first.")
        )
        name(self.fields["password1"], _("Password"), _("At least 8 characters."))

    def clean(self) -> Any:
        """And in a surge a proof of work, or the word that there is none."""
        cleaned = super().clean()
        if self.proves and not self.by_hand:
            try:
                self.proved = proof.check(self.cleaned_data.get("altcha", ""))
            except forms.ValidationError as missing:
                self.add_error(None, missing)
        return cleaned

    def clean_birth_year(self) -> int:
        """Old enough, or refused; a refused year is not kept, not even in the form."""
        year = int(self.cleaned_data["birth_year"])
        this_year = timezone.now().year
        if not rules.EARLIEST_BIRTH <= year <= this_year:
            raise forms.ValidationError(_("Write the year as four digits, like 1994."))
        if rules.too_young(year, this_year, settings.REDBRIDGE_MIN_AGE):
            typed: Any = self.data.copy()  # type: ignore[has-type]
            typed["birth_year"] = ""
            self.data = typed
            raise forms.ValidationError(
                _("Redbridge is for people of %(age)s and older. We did not keep the year.")
                % {"age": settings.REDBRIDGE_MIN_AGE}
            )
        return year

    def validate_unique_email(self, value: str) -> str:
        """As allauth's for addresses that need no confirming, in one look."""
        if queries.email_is_taken(value):
            raise get_adapter().validation_error("email_taken")
        return value

    def save(self, request: HttpRequest) -> Person:
        """The new person, already a member. allauth's own way asks the database nine times for it."""
        data = self.cleaned_data
        person = Person(handle=data["username"], email=data["email"])
        person.set_password(data["password1"])
        self.admit(person, request)
        EmailAddress.objects.create(user=person, email=person.email, primary=True).send_confirmation(request, signup=True)
        return person

    def admit(self, person: Person, request: HttpRequest) -> None:
        """Make the person a member, whichever way they came."""
        some: Any = request
        if self.proved:
            proof.spend(self.proved)
        person.unproven = self.by_hand
        actions.arrive(
            person,
            interface=rules.bcp47(some.LANGUAGE_CODE),
            languages=some.reads,
            birth_year=self.cleaned_data["birth_year"],
        )


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail or handle, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name(self.fields["login"], _("Email"), _("Your handle works too."), maxlength=254, autocapitalize="none",
             autocomplete="username webauthn")
        name(self.fields["password"], _("Password"), "", maxlength=256)
        self.fields.pop("remember", None)


class ChangePassword(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_passwords(self)


class SetPassword(allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_passwords(self)


class ResetPassword(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, twice, from the link in a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_passwords(self)


def name_passwords(form: forms.Form) -> None:
    """Our words for the fields of a new password."""
    if "oldpassword" in form.fields:
        name(form.fields["oldpassword"], _("The password you have"), "")
    name(form.fields["password1"], _("New password"), _("At least 8 characters."))
    name(form.fields["password2"], _("The new one again"), "")


def name(field: forms.Field, label: Any, hint: Any, **attributes: Any) -> None:
    """Give a field of allauth's our label and hint, without its placeholder."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def _choices(first: bool) -> list[tuple[str, Any]]:
    return [*([] if first else [("", _("Nothing more"))]), *NAMES.items()]


class LanguagesForm(forms.Form):
    """Up to four languages, best first: four lists, since order matters and scripts may be off."""

    first = forms.ChoiceField(label=_("I read best"))
    second = forms.ChoiceField(label=_("Then"), required=False)
    third = forms.ChoiceField(label=_("And then"), required=False)
    fourth = forms.ChoiceField(label=_("And also"), required=False)
    WHICH = ("first", "second", "third", "fourth")

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        kwargs["initial"] = dict(zip(self.WHICH, languages, strict=False)) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for which in self.WHICH:
            field = self.fields[which]
            assert isinstance(field, forms.ChoiceField)
            field.choices = _choices(which == "first")

    def languages(self) -> list[str]:
        """What was chosen, in order, each once."""
        return rules.tidy_languages([self.cleaned_data[which] for which in self.WHICH], NAMES)


def limited(value: str, most: int) -> str:
    """Clean text of at most `most` graphemes; raises ValidationError that says how many to take out.

    Columns hold eight code points for each, and marks stacked on a letter must not pass them.
    """
    clean = text.clean(value).strip()
    most, count = (most, text.graphemes(clean)) if len(clean) <= most * 8 else (most * 8, len(clean))
    over = count - most
    if over > 0:
        raise forms.ValidationError(
            _("%(have)s of %(most)s. Take out %(over)s characters.") % {"have": over + most, "most": most, "over": over}
        )
    return clean
