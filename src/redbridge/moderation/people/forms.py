"""The form of the door: what, why, under which case."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redbridge.accesslog import rules, words
from redbridge.kernel import text
from redbridge.notes.forms import limited

CHOOSE, WHY = _("Choose what you need to see."), _("Say why you look. The person will read it.")
_NUMBER = re.compile(r"(?:.*/)?([0-9]{1,18})/?")


class DoorForm(forms.Form):
    """`kinds` are those that this member of the staff may ask for."""

    kind = forms.ChoiceField(label=_("What do you need to see?"), widget=forms.RadioSelect,
                             error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})
    subject = forms.CharField(label=_("Which one"), required=False, max_length=200,
                              help_text=_("The address or number of the note or message, where there are many."))
    why = forms.ChoiceField(label=_("Why"), choices=[("", "—"), *words.ASKED.items()],
                            error_messages={"required": WHY, "invalid_choice": WHY})
    words = forms.CharField(label=_("In your words"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=_("The person reads this, with your number and not your name."))
    under = forms.CharField(label=_("Case or order"), required=False, max_length=rules.UNDER_LONGEST)

    def __init__(self, kinds: list[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind, words.KINDS[kind]) for kind in kinds]  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        """At most 300 graphemes."""
        return limited(self.cleaned_data["words"], rules.WORDS_LONGEST, rules.WORDS_CEILING, text.graphemes)

    def clean_subject(self) -> int | None:
        """Its number, out of an address too."""
        said = self.cleaned_data["subject"].strip()
        found = _NUMBER.fullmatch(said.partition("?")[0].partition("#")[0])
        if said and not found:
            raise forms.ValidationError(_("That is not the address of a note or a message."))
        return int(found[1]) if found else None

    def clean(self) -> dict[str, Any]:
        """One of many is named."""
        said = super().clean() or {}
        if said.get("kind") in rules.OF_ONE and said.get("subject") is None and "subject" not in self.errors:
            self.add_error("subject", _("Say which one."))
        return said
