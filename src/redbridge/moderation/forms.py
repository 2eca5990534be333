"""The form of a report: shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from redbridge.kernel import text
from redbridge.moderation import rules
from redbridge.moderation.models import WORDS_CEILING, Report
from redbridge.notes.forms import limited

Category = Report.Category
# What each covers, in one line.
CATEGORIES = [
    (Category.SPAM, _("Spam"), _("The same thing again and again, or advertising that does not say so.")),
    (Category.SCAM, _("Fraud"), _("Somebody is after money, accounts or secrets by a lie.")),
    (Category.HARASSMENT, _("Harassment"), _("Insults, threats, or following somebody around.")),
    (Category.HATE, _("Hate"), _("Against people for where they are from, what they believe or who they are.")),
    (Category.SEXUAL, _("Sexual content"), _("Nudity or sex, or unwanted advances.")),
    (Category.VIOLENCE, _("Violence or self-harm"), _("Cruelty, calls to hurt somebody, or somebody in danger.")),
    (Category.PRIVATE, _("Private matters"), _("Addresses, numbers, documents or pictures shown without consent.")),
    (Category.MINORS, _("A child is at risk"), _("Anything that endangers a child. We look at these first.")),
    (Category.ILLEGAL, _("Against the law"), _("Weapons, drugs, stolen work, or anything else that is forbidden.")),
    (Category.IMPERSONATION, _("Pretends to be somebody"), _("Another person's name, face or work as one's own.")),
    (Category.OTHER, _("Something else"), _("Say in a few words what is wrong.")),
]


class ReportForm(forms.Form):
    """Why, and in a few words."""

    category = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[(value, label) for value, label, _explained in CATEGORIES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose what is wrong.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("Write in any language. Nobody but those who look into it reads this."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_words(self) -> str:
        """At most 1,000 graphemes."""
        return limited(self.cleaned_data["words"], rules.WORDS_LONGEST, WORDS_CEILING, text.graphemes)
