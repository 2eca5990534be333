"""What a field says when it is empty, too long or no address: our own words for every form of the house, allauth's included."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

OURS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("This is still empty.")},
    forms.CharField: {
        "required": _("Write something here."),
        "max_length": _("%(show_value)d of %(limit_value)d characters. Make it shorter."),
    },
    forms.EmailField: {
        "required": _("Write an email address here."),
        "invalid": _("An email address looks like name@example.org."),
    },
    forms.IntegerField: {"required": _("Write a number here."), "invalid": _("Write it as a number, like 12.")},
    forms.DateField: {"required": _("Choose a day."), "invalid": _("Write the day like 2026-01-31.")},
    forms.BooleanField: {"required": _("Tick this to go on.")},
    forms.ChoiceField: {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    forms.MultipleChoiceField: {"required": _("Choose at least one of these.")},
    forms.FileField: {"required": _("Choose a file.")},
}
"""By kind of field. A field that names its own words in `error_messages` keeps them."""


def speak() -> None:
    """Once, when the house starts: Django asks each class on the way to `Field` for what it adds."""
    for kind, said in OURS.items():
        kind.default_error_messages = {**vars(kind).get("default_error_messages", {}), **said}
