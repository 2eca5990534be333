"""The form of a remark: shape, and that it keeps to the rules it speaks about."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redbridge.accounts.newcomers import check_links
from redbridge.guidelines.rules import REMARK_LONGEST
from redbridge.guidelines.words import page_language
from redbridge.kernel import text
from redbridge.notes.forms import KeyField, limited
from redbridge.policy import site


class RemarkForm(forms.Form):
    """What somebody has to say, in any language."""

    client_key = KeyField()
    body = forms.CharField(
        label=gettext_lazy("What do you think of it?"), strip=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Write in any language. Others read it in theirs."),
        error_messages={"required": gettext_lazy("Write something first.")},
    )

    def __init__(self, *args: Any, author: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.author = author

    def clean_body(self) -> str:
        """At most 1,000 graphemes, and nothing that a rule keeps back: here nobody looks first, so it is said at once."""
        body = limited(self.cleaned_data["body"], REMARK_LONGEST, REMARK_LONGEST * 8, text.graphemes)
        if not body:
            raise forms.ValidationError(_("Write something first."))
        check_links(self.author, body)
        hit = site.screen(body).first()
        rule = site.rule(hit.rule) if hit and hit.action in ("hold", "withhold", "remove") else None
        if rule:
            said = _("This meets the rule “%(rule)s”. Say it in other words.")
            raise forms.ValidationError(said % {"rule": rule.title[page_language()]})
        return body
