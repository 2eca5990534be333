"""What the desk's forms hold: shape, and the wish that comes of it."""

import re
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from redbridge.kernel import text
from redbridge.kernel.languages import NAMES
from redbridge.moderation.decisions.rules import ABOUT, Wanted
from redbridge.moderation.desk.actions.waves import KINDS
from redbridge.moderation.desk.queries.subject import Subject
from redbridge.moderation.desk.rules import WHY_LONGEST, WORDS_LONGEST
from redbridge.moderation.desk.words import COSTS, DECISIONS
from redbridge.moderation.models import REGIONS_MOST, WORDS_CEILING
from redbridge.notes.forms import limited
from redbridge.policy import site

REGION = re.compile(r"[A-Z]{2}")
CONCERNED_MOST = 10
NEEDS_RULE = gettext_lazy("Choose the rule that this is decided under.")


def kinds_for(kind: str, decided: bool) -> list[str]:
    """What a person can decide about a subject of this kind, the mildest first; `decided`: something stands against it."""
    order = ("no_action", "label", "limit", "withhold", "remove", "warn", "pause", "suspend")
    return [one for one in order if one == "no_action" or one in ABOUT[kind]] + (["restore"] if decided else [])


def rules_of_site() -> list[tuple[str, str]]:
    """Id and title in the language of the page, numbered as the guidelines number them."""
    return [(rule.id, f"{number}. {title(rule)}") for number, rule in enumerate(site.rules(), 1)]


def title(rule: Any) -> str:
    """In the language of the page."""
    names = {code.lower(): words for code, words in rule.title.items()}
    return str(names.get((get_language() or "en").lower()) or names["en"])


class DecideForm(forms.Form):
    """What is decided, under which rule, what the author is told."""

    kind = forms.ChoiceField(label=gettext_lazy("What is decided?"), widget=forms.RadioSelect,
                             error_messages={"required": gettext_lazy("Choose what is decided.")})
    rule = forms.ChoiceField(label=gettext_lazy("Under which rule?"), required=False)
    concerned = forms.CharField(
        label=gettext_lazy("Which words?"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("As they stand in the original, a line for each place. The author sees them marked."))
    words = forms.CharField(
        label=gettext_lazy("To the author"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In your language: it is translated into theirs. They read the rule in full anyway."))
    facts = forms.CharField(
        label=gettext_lazy("What it rests on"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Facts and circumstances, in a sentence or two. They stand in the statement of reasons."))
    until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
                            help_text=gettext_lazy("Empty: for good. Posting is paused at most until a day you name."),
                            error_messages={"invalid": gettext_lazy("Write the day as 2027-01-31.")})
    regions = forms.CharField(label=gettext_lazy("Regions"), required=False, max_length=3 * REGIONS_MOST,
                              help_text=gettext_lazy("Two letters each, such as DE, FR. Only for withholding."))

    def __init__(self, subject: Subject | None, kind: str, decided: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.fields["kind"].choices = [(one, DECISIONS[one]) for one in kinds_for(kind, decided)]  # type: ignore[attr-defined]
        self.fields["rule"].choices = [("", _("Choose a rule")), *rules_of_site()]  # type: ignore[attr-defined]
        self.costs = COSTS

    def clean_words(self) -> str:
        """At most 2,000 graphemes."""
        return limited(self.cleaned_data["words"], WORDS_LONGEST, WORDS_CEILING, text.graphemes)

    def clean_facts(self) -> str:
        """As `words`."""
        return limited(self.cleaned_data["facts"], WORDS_LONGEST, WORDS_CEILING, text.graphemes)

    def clean_regions(self) -> tuple[str, ...]:
        """Codes of ISO 3166."""
        found = tuple(dict.fromkeys(code for code in re.split(r"[,，、\s]+", self.cleaned_data["regions"].upper()) if code))
        if any(not REGION.fullmatch(code) for code in found) or len(found) > REGIONS_MOST:
            raise forms.ValidationError(_("Write regions as two letters each, such as DE, FR."))
        return found

    def clean_until(self) -> datetime | None:
        """The end of that day."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        end = timezone.make_aware(datetime.combine(day, time(23, 59)))
        if end <= timezone.now() or end > timezone.now() + timedelta(days=3650):
            raise forms.ValidationError(_("Choose a day in the future, within ten years."))
        return end

    def clean_concerned(self) -> tuple[tuple[int, int], ...]:
        """Where the lines stand in the original."""
        whole = self.subject.whole if self.subject else ""
        lines = [line.strip() for line in self.cleaned_data["concerned"].splitlines() if line.strip()]
        if len(lines) > CONCERNED_MOST:
            raise forms.ValidationError(_("Name at most %(n)s places.") % {"n": CONCERNED_MOST})
        places = [(whole.find(line), len(line)) for line in lines]
        for line, (at, _length) in zip(lines, places, strict=True):
            if at < 0:
                raise forms.ValidationError(_("“%(words)s” does not stand in the original.") % {"words": line[:80]})
        return tuple(sorted((at, at + length) for at, length in places))

    def clean(self) -> dict[str, Any]:
        """A rule for all that has one; regions for withholding alone; a day for a pause."""
        said = self.cleaned_data
        kind = said.get("kind")
        if kind and kind not in ("no_action", "restore") and not said.get("rule") and "rule" not in self.errors:
            self.add_error("rule", NEEDS_RULE)
        if kind == "withhold" and not said.get("regions") and "regions" not in self.errors:
            self.add_error("regions", _("Say in which regions it is withheld."))
        if kind == "pause" and said.get("until") is None and "until" not in self.errors:
            self.add_error("until", _("Say until when posting is paused."))
        return said

    def wanted(self) -> Wanted:
        """The wish, in the decider's language."""
        said = self.cleaned_data
        return Wanted(
            kind=said["kind"], rule=said["rule"], words=said["words"], facts=said["facts"], until=said["until"],
            regions=said["regions"] if said["kind"] == "withhold" else (), spans=said["concerned"], language=my_language())


def my_language() -> str:
    """Of the page, as languages are written here."""
    return {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get((get_language() or "en").lower(), "en")


class LookForm(forms.Form):
    """Asking for, and giving, a second look."""

    language = forms.ChoiceField(label=gettext_lazy("Of which language?"), choices=list(NAMES.items()))
    words = forms.CharField(label=gettext_lazy("What should they look at?"), required=False, strip=True,
                            widget=forms.Textarea(attrs={"rows": 2}))

    def clean_words(self) -> str:
        """At most 2,000 graphemes."""
        return limited(self.cleaned_data["words"], WORDS_LONGEST, WORDS_CEILING, text.graphemes)


class SaidForm(forms.Form):
    """A few words to a colleague."""

    words = forms.CharField(label=gettext_lazy("In your words"), widget=forms.Textarea(attrs={"rows": 2}),
                            error_messages={"required": gettext_lazy("Say it in a few words.")})

    def clean_words(self) -> str:
        """At most 2,000 graphemes."""
        return limited(self.cleaned_data["words"], WORDS_LONGEST, WORDS_CEILING, text.graphemes)


class LiftForm(SaidForm):
    """Why a seal is to go or to stay: to a colleague, and where it goes to the author."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "lift-%s"
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Why is it to go, or to stay?")
        self.fields["words"].help_text = _("Where the seal goes, its author reads what the second person writes.")


class WhyForm(forms.Form):
    """The reason for a look, or for sealing."""

    why = forms.CharField(label=gettext_lazy("Why?"), max_length=WHY_LONGEST,
                          error_messages={"required": gettext_lazy("Say why.")})


class ToldForm(forms.Form):
    """Which authority was told, with its number."""

    to = forms.CharField(label=gettext_lazy("To whom, with their number for it"), max_length=200,
                         error_messages={"required": gettext_lazy("Say to whom.")})


class WaveForm(forms.Form):
    """One decision for all cases of a wave."""

    kind = forms.ChoiceField(label=gettext_lazy("What is decided?"), widget=forms.RadioSelect,
                             error_messages={"required": gettext_lazy("Choose what is decided.")})
    rule = forms.ChoiceField(label=gettext_lazy("Under which rule?"), required=False)
    words = forms.CharField(label=gettext_lazy("To the authors"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    facts = forms.CharField(label=gettext_lazy("What it rests on"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one, DECISIONS[one]) for one in KINDS]  # type: ignore[attr-defined]
        self.fields["rule"].choices = [("", _("Choose a rule")), *rules_of_site()]  # type: ignore[attr-defined]

    clean_words, clean_facts = DecideForm.clean_words, DecideForm.clean_facts

    def clean(self) -> dict[str, Any]:
        """A rule for all that has one."""
        said = self.cleaned_data
        if said.get("kind") not in (None, "no_action") and not said.get("rule") and "rule" not in self.errors:
            self.add_error("rule", NEEDS_RULE)
        return said
