"""The form of a proposal: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from redbridge.accounts.ruled import check_rules
from redbridge.glossary import rules
from redbridge.glossary.words import REGISTERS
from redbridge.kernel.text import clean
from redbridge.translation import glossary
from redbridge.translation.models import MAX_REASON, MAX_TERM

MEANS, LINE = 240, 200
WRITTEN = ("reading", "literal", "means_en", "means_zh", "said", "plain", "origin", "example_text", "example_translation")
"""What is said of a term."""


class Line(forms.CharField):
    """One line of text as it may be kept."""

    def to_python(self, value: Any) -> str:
        """Without line breaks and what cannot be shown."""
        return " ".join(clean(super().to_python(value) or "").split())


class ProposalForm(forms.Form):
    """What somebody would say of a term."""

    language = forms.ChoiceField(
        label=gettext_lazy("A term of"), choices=[("zh-Hans", gettext_lazy("Chinese")), ("en", gettext_lazy("English"))]
    )
    term = Line(label=gettext_lazy("Term"), max_length=MAX_TERM)
    variants = Line(
        label=gettext_lazy("Also written"), required=False, max_length=LINE, help_text=gettext_lazy("With commas between.")
    )
    reading = Line(
        label=gettext_lazy("How it is read"), required=False, max_length=MAX_TERM,
        help_text=gettext_lazy("Pinyin with tones, for Chinese."),
    )
    literal = Line(label=gettext_lazy("Word for word"), required=False, max_length=LINE)
    means_en = Line(label=gettext_lazy("What it means, in English"), max_length=MEANS)
    means_zh = Line(label=gettext_lazy("What it means, in Chinese"), max_length=MEANS)
    said = Line(
        label=gettext_lazy("How the other language says it"), max_length=LINE,
        help_text=gettext_lazy("The best first, with commas between."),
    )
    plain = Line(
        label=gettext_lazy("The same without slang"), required=False, max_length=LINE,
        help_text=gettext_lazy("In its own language, so that it fits where the term stood. Engines are given this."),
    )
    register = forms.ChoiceField(label=gettext_lazy("How it sounds"), choices=REGISTERS)
    culture = forms.BooleanField(
        label=gettext_lazy("Everybody who grew up with this language knows it: mark it in texts only for others"), required=False
    )
    origin = Line(label=gettext_lazy("Where it comes from"), max_length=LINE)
    example_text = Line(label=gettext_lazy("A sentence with it"), max_length=MEANS)
    example_translation = Line(label=gettext_lazy("The same in the other language"), max_length=MEANS)

    def clean_variants(self) -> str:
        """A few, each as long as a term may be."""
        return self._few("variants")

    def clean_said(self) -> str:
        """A few, each as long as a term may be."""
        return self._few("said")

    def clean_means_en(self) -> str:
        """Read in passing."""
        return self._short("means_en", "en")

    def clean_means_zh(self) -> str:
        """Read in passing."""
        return self._short("means_zh", "zh")

    def clean(self) -> dict[str, Any]:
        """The sentence holds the term; the term is of its language."""
        said = super().clean() or {}
        forms_ = [said.get("term", ""), *rules.listed(said.get("variants", ""))]
        sentence = glossary.fold(said.get("example_text", ""))
        if sentence and not any(form and glossary.fold(form) in sentence for form in forms_):
            self.add_error("example_text", _("The term itself should stand in the sentence."))
        self._check_rules(said, forms_)
        return said

    def _check_rules(self, said: dict[str, Any], terms: list[str]) -> None:
        """Whatever rule the term itself meets: to say what a word means is not to use it."""
        for name in WRITTEN:
            try:
                check_rules(said.get(name, ""), about=terms)
            except forms.ValidationError as against:
                self.add_error(name, against)

    def _few(self, name: str) -> str:
        words = rules.listed(self.cleaned_data[name])
        if len(words) > rules.LIST_MOST or any(len(word) > MAX_TERM for word in words):
            raise forms.ValidationError(_("At most eight, each no longer than a term."))
        return ", ".join(words)

    def _short(self, name: str, language: str) -> str:
        meaning: str = self.cleaned_data[name]
        if not rules.fits(meaning, language):
            many = rules.WORDS_MOST if language == "en" else rules.CHARACTERS_MOST
            raise forms.ValidationError(
                ngettext("Say it in %(n)s word.", "Say it in %(n)s words.", many) % {"n": many} if language == "en"
                else ngettext("Say it in %(n)s character.", "Say it in %(n)s characters.", many) % {"n": many}
            )
        return meaning


class DecisionForm(forms.Form):
    """Yes or no, and why not."""

    decision = forms.ChoiceField(choices=[("approve", ""), ("decline", "")])
    reason = Line(label=gettext_lazy("Why not"), required=False, max_length=MAX_REASON)
