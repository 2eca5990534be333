"""The forms of a remark, of a proposed change, and of what comes of it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redbridge.accounts.newcomers import check_links
from redbridge.accounts.ruled import check_rules
from redbridge.guidelines import files, rules
from redbridge.guidelines.models import Draft
from redbridge.guidelines.rules import REMARK_LONGEST, SOURCE_MOST, WHY_LONGEST
from redbridge.guidelines.words import fault
from redbridge.kernel import text
from redbridge.notes.forms import KeyField, limited
from redbridge.policy.rules.packs import Pack, PackError


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
        return check_rules(body)


TOO_LARGE = gettext_lazy("This is larger than 1 MB. The commands propose_policy and settle_policy take it.")


class PackForm(forms.Form):
    """A pack as it is typed, or as a file: what was in the file stands in the field when the form comes back."""

    source = forms.CharField(
        label=gettext_lazy("The pack"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off",
                                     "wrap": "off", "translate": "no"}))
    file = forms.FileField(
        label=gettext_lazy("Or a file"), required=False, widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        help_text=gettext_lazy("YAML, at most 1 MB. It takes the place of what stands above."))
    why = forms.CharField(label=gettext_lazy("Why"), required=False, strip=True, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, sent: Any = None, **options: Any) -> None:
        self.unread, self.taken = "", ""
        self.wrong: PackError | None = None
        self.pack: Pack | None = None
        if data is not None and sent and sent.get("file"):
            data = data.copy()
            self.unread, data["source"] = _read(sent["file"], data.get("source", ""))
        super().__init__(data, sent, **options)

    def clean_source(self) -> str:
        """As a file has it: lines end with a line feed alone."""
        self.taken = str(self.cleaned_data["source"]).replace("\r\n", "\n").lstrip("\ufeff")
        return self.taken

    def clean_file(self) -> None:
        """What was wrong with it was found when it was read."""
        if self.unread:
            raise forms.ValidationError(self.unread)

    def clean_why(self) -> str:
        """At most 2,000 graphemes."""
        return limited(self.cleaned_data["why"], WHY_LONGEST, WHY_LONGEST * 8, text.graphemes)

    def check(self) -> None:
        """Read the pack; its first fault is an error of the field."""
        if len(self.taken.encode()) > SOURCE_MOST:
            return self.add_error("source", str(TOO_LARGE))
        try:
            self.pack = files.check(self.taken)
        except PackError as wrong:
            self.wrong = wrong
            self.add_error("source", fault(wrong))

    @property
    def around(self) -> list[tuple[int, str]]:
        """The lines around the fault."""
        return rules.excerpt(self.taken, self.wrong.line) if self.wrong else []

    @property
    def said_why(self) -> bool:
        """Whether anything is said of why; else that is an error."""
        if not self.cleaned_data.get("why") and "why" not in self.errors:
            self.add_error("why", _("Say why, in a few words."))
        return "why" not in self.errors


def _read(file: "UploadedFile[Any]", typed: str) -> tuple[str, str]:
    """What is wrong with a file, and what stands in it; what was typed where it cannot be read."""
    raw = file.read(SOURCE_MOST + 1)
    if len(raw) > SOURCE_MOST:
        return str(TOO_LARGE), typed
    try:
        return "", raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _("Line %(line)s: this is not UTF-8.") % {"line": raw[: error.start].count(b"\n") + 1}, typed


class ProposeForm(PackForm):
    """A change of the rules, and why."""

    def clean(self) -> dict[str, Any]:
        """The pack could come into force now."""
        if not self.unread:
            self.check()
        return self.cleaned_data


class SettleForm(PackForm):
    """What comes of a draft, and why; another pack where it is adopted otherwise."""

    state = forms.ChoiceField(label=gettext_lazy("What comes of it?"), widget=forms.RadioSelect, choices=[
        (Draft.State.ADOPTED, gettext_lazy("Adopt it as it was proposed")),
        (Draft.State.CHANGED, gettext_lazy("Adopt it with the changes below")),
        (Draft.State.DROPPED, gettext_lazy("Drop it; the rules stay as they are")),
    ], error_messages={"required": gettext_lazy("Choose what comes of it.")})

    field_order = ("state", "why", "source", "file")

    def __init__(self, data: Any = None, sent: Any = None, **options: Any) -> None:
        if data is not None and "preview" in data:
            data = data.copy()
            data["state"] = Draft.State.CHANGED
        super().__init__(data, sent, **options)

    def clean(self) -> dict[str, Any]:
        """The pack that is adopted otherwise could come into force now."""
        if self.cleaned_data.get("state") == Draft.State.CHANGED and not self.unread:
            self.check()
        return self.cleaned_data
