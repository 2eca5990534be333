"""The forms of an appeal and of its answer: shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from redbridge.kernel import text
from redbridge.moderation import rules
from redbridge.moderation.models import WORDS_CEILING
from redbridge.notes.forms import limited


class Words(forms.CharField):
    """A few words of at most 1,000 graphemes, kept as they were typed where they are too many."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **options: object) -> None:
        super().__init__(**{"strip": False, **options})  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        """Raises ValidationError with how many are too many."""
        return limited(super().clean(value), rules.WORDS_LONGEST, WORDS_CEILING, text.graphemes)


class AppealForm(forms.Form):
    """What was missed."""

    words = Words(
        label=_("What did we miss?"),
        help_text=_("Write in any language. The reviewer reads yours and the original."),
        error_messages={"required": _("Say in a few words what we missed. Any language will do.")},
    )

    def clean_words(self) -> str:
        """Spaces alone say nothing."""
        words = str(self.cleaned_data["words"])
        if not words.strip():
            raise forms.ValidationError(self.fields["words"].error_messages["required"])
        return words


class AnswerForm(forms.Form):
    """What becomes of an appeal, and why."""

    answer = forms.ChoiceField(choices=[("grant", ""), ("refuse", "")])
    words = Words(
        label=_("What do you say to the person?"),
        help_text=_("They read it in their language. Needed where the decision stands."),
        required=False,
    )
