"""The form of a suggestion: shape only. What a person typed is never cut, only refused with a sentence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from redbridge.accounts.ruled import check_rules
from redbridge.corrections import rules
from redbridge.corrections.access import Text
from redbridge.corrections.models import REASON_CEILING
from redbridge.kernel import text
from redbridge.notes.forms import limited
from redbridge.translation.models import MAX_TEXT

LABELS = {
    "bio": gettext_lazy("About me"),
    "title": gettext_lazy("Title"),
    "words": gettext_lazy("Words on the card"),
    "body": pgettext_lazy("of a note", "Text"),
    "place": gettext_lazy("Place"),
    "alt": gettext_lazy("What the picture shows"),
    "said": gettext_lazy("Text in the picture"),
}


class SuggestionForm(forms.Form):
    """One field for each field of a text, begun with what readers see now; what is left as it is suggests nothing."""

    def __init__(self, *args: Any, about: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        for name in self.names:
            rows = 2 if name == "title" else 6 if name == "body" and about.kind == "note" else 3
            self.fields[name] = forms.CharField(
                label=LABELS[name], required=False, strip=False, initial=about.shown(name),
                widget=forms.Textarea(attrs={"rows": rows, "lang": about.target}),
            )  # fmt: skip

    @property
    def names(self) -> list[str]:
        """The fields that hold any words."""
        return [name for name, words in self.about.words.items() if words]

    def longest(self, name: str) -> int:
        """How many graphemes a field takes."""
        return rules.longest(self.about.words[name])

    def clean(self) -> dict[str, Any]:
        """At least one field says something else than readers see, and each keeps what may not be lost."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.names:
            try:
                cleaned[name] = self._checked(name, cleaned.get(name) or "")
            except forms.ValidationError as error:
                self.add_error(name, error)
        if not self.errors and not self.said():
            self.add_error(None, _("Nothing is changed yet. Write what it should say."))
        return cleaned

    def _checked(self, name: str, typed: str) -> str:
        said = limited(typed, self.longest(name), min(MAX_TEXT, 4 * self.longest(name)), text.graphemes)
        said = said.replace("\n", " ") if name == "title" else said
        if said and said != self.about.shown(name):
            self._check_spans(name, said)
            check_rules(said, self.about.shown(name), about=[self.about.words[name]])
        return said

    def _check_spans(self, name: str, said: str) -> None:
        lost, added = rules.harmed(self.about.words[name], said)
        if lost:
            raise forms.ValidationError(
                _("Keep these as the author wrote them: %(marks)s. Topics, names, addresses and emoji stay in every language.")
                % {"marks": ", ".join(lost)}
            )
        if added:
            sentence = _("The author did not write these: %(marks)s. Take them out.")
            raise forms.ValidationError(sentence % {"marks": ", ".join(added)})

    def said(self) -> dict[str, str]:
        """What is suggested, by field."""
        shown = {name: self.about.shown(name) for name in self.names}
        return {name: said for name in self.names if (said := self.cleaned_data.get(name, "")) and said != shown[name]}


class AnswerForm(forms.Form):
    """Yes or no, and why, where somebody wants to say it."""

    answer = forms.ChoiceField(choices=[("accept", ""), ("decline", "")])
    reason = forms.CharField(label=gettext_lazy("Why, if you like"), required=False, strip=False)

    def clean_reason(self) -> str:
        """At most 300 graphemes."""
        return limited(self.cleaned_data["reason"], rules.REASON_LONGEST, REASON_CEILING, text.graphemes)
