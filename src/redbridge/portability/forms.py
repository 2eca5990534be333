"""The form that ends an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redbridge.accounts.rules import HANDLE_LONGEST


class LeaveForm(forms.Form):
    """One's own handle, typed: nobody ends an account by a slip of the hand."""

    handle = forms.CharField(
        label=_("Type your handle"), max_length=HANDLE_LONGEST + 1,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, own: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own

    def clean_handle(self) -> str:
        """The handle, with or without its @."""
        typed = str(self.cleaned_data["handle"]).strip().removeprefix("@").lower()
        if typed != self.own:
            raise forms.ValidationError(_("This is not your handle. It is @%(handle)s.") % {"handle": self.own})
        return typed
