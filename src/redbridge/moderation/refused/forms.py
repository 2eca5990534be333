"""The form: what was refused, and what was missed."""

from django import forms

from redbridge.accounts.ruled import ASKED_LONGEST
from redbridge.moderation.appeals.forms import AppealForm


class AskForm(AppealForm):
    """As an appeal; the text comes with it."""

    text = forms.CharField(max_length=ASKED_LONGEST, strip=False, widget=forms.HiddenInput)
