"""The composer and the comment field: shape only. What a person typed is never cut, only refused with a sentence."""

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from redbridge.accounts.newcomers import check_links
from redbridge.kernel import text
from redbridge.kernel.errors import Refusal
from redbridge.kernel.languages import NAMES
from redbridge.media.rules import check_alts, check_uploads
from redbridge.notes import queries, rules
from redbridge.notes.models import COMMENT_CEILING


class Files(forms.FileInput):
    """A field of several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list["UploadedFile[Any]"]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else list(files.get(name, []))


class FilesField(forms.Field):
    """Several files, checked by content."""

    widget = Files(
        attrs={"multiple": True, "accept": "image/jpeg,image/png,image/webp,image/avif,image/heic,image/gif"}
    )

    def clean(self, value: Any) -> list["UploadedFile[Any]"]:
        """Raises ValidationError with the sentence of the first file that cannot be used."""
        try:
            check_uploads(value or [])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return list(value or [])


def new_key() -> str:
    """The name of one submission: sent again, it publishes nothing new."""
    return str(uuid.uuid4())


class KeyField(forms.UUIDField):
    """A client key; a form without one gets one, since scripts may be off."""

    widget = forms.HiddenInput()

    def __init__(self) -> None:
        super().__init__(required=False, initial=new_key)

    def clean(self, value: Any) -> uuid.UUID:
        """Nobody types a key, so nobody can mend one: a broken one is as good as none."""
        try:
            found: uuid.UUID | None = super().clean(value)
        except forms.ValidationError:
            found = None
        return found or uuid.uuid4()


COUNTED = 20_000
"""Code points past which nobody counts signs: in the two megabytes that a form may have, that takes seconds."""


def limited(value: str, most: int, ceiling: int, measure: Any, unit: str = "graphemes") -> str:
    """`value` cleaned; raises ValidationError past `most` with how much to take out.

    `ceiling` is in code points, what the column holds: a hundred marks stacked on one letter are one grapheme.
    """
    clean = text.clean(value).strip()
    over = (measure(clean) if len(clean) <= max(ceiling, COUNTED) else len(clean)) - most
    if over <= 0:
        most, unit, over = ceiling, "graphemes", len(clean) - ceiling
    if over <= 0:
        return clean
    numbers = {"have": over + most, "most": most, "over": over, "half": (over + 1) // 2}
    if unit == "width":
        raise forms.ValidationError(
            _("%(have)s of %(most)s. Take out %(over)s letters, or %(half)s Chinese characters.") % numbers
        )
    raise forms.ValidationError(
        ngettext(
            "%(have)s of %(most)s. Take out %(over)s character.",
            "%(have)s of %(most)s. Take out %(over)s characters.",
            over,
        )
        % numbers
    )


class CommentForm(forms.Form):
    """A comment, or a reply to one."""

    client_key = KeyField()
    parent = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    body = forms.CharField(
        label=gettext_lazy("Comment"), strip=False, required=False, widget=forms.Textarea(attrs={"rows": 1})
    )
    picture = FilesField(label=gettext_lazy("Picture"), required=False)
    alt = forms.CharField(label=gettext_lazy("What it shows"), required=False, strip=False)

    def __init__(self, *args: Any, note_id: int = 0, viewer_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.note_id, self.viewer_id = note_id, viewer_id

    def clean_parent(self) -> int | None:
        """A comment that can be answered; one that is gone is taken out, so that what was typed can still be sent."""
        parent: int | None = self.cleaned_data["parent"]
        if parent is None or queries.is_answerable(self.viewer_id, self.note_id, parent):
            return parent
        sent: Any = self.data
        typed = sent.copy()
        typed["parent"] = ""
        self.data = typed
        self.add_error("body", _("The comment you answer is gone. Sent again, this becomes a comment of its own."))
        return None

    def clean(self) -> dict[str, Any]:
        """The forms of one page share its key, so that of a reply is made of it and of the comment it answers."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("body") and not cleaned.get("picture") and not self.errors:
            self.add_error("body", _("Write something first."))
        if cleaned.get("parent"):
            cleaned["client_key"] = uuid.uuid5(cleaned["client_key"], str(cleaned["parent"]))
        return cleaned

    def clean_body(self) -> str:
        """At most 1,000 graphemes, without links where there are none yet."""
        body = limited(self.cleaned_data["body"], rules.COMMENT_LONGEST, COMMENT_CEILING, text.graphemes)
        check_links(self.viewer_id, body)
        return body

    def clean_picture(self) -> "UploadedFile[Any] | None":
        """One picture, or none."""
        sent: list[UploadedFile[Any]] = self.cleaned_data["picture"]
        if len(sent) > 1:
            raise forms.ValidationError(_("A comment has room for one picture."))
        return sent[0] if sent else None

    def clean_alt(self) -> str:
        """What the picture shows, as media keeps it."""
        alt = text.clean(self.cleaned_data["alt"]).strip()
        try:
            check_alts([alt])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return alt


class LanguageForm(forms.Form):
    """The author corrects the language we found."""

    language = forms.ChoiceField(choices=list(NAMES.items()))
