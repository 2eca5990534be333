"""What others see of a person, and whom and what a person keeps away: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from redbridge.accounts import rules, young
from redbridge.accounts.forms import LanguagesForm, limited
from redbridge.accounts.models import Person
from redbridge.accounts.newcomers import check_links
from redbridge.accounts.ruled import check_rules
from redbridge.kernel import text
from redbridge.kernel.errors import Refusal
from redbridge.kernel.languages import INTERFACE, NAMES
from redbridge.kernel.links import link
from redbridge.kernel.markup import topic_name
from redbridge.media.rules import check_uploads


class PictureField(forms.FileField):
    """One picture, checked by content."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/heic,image/gif"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Raises ValidationError with what is wrong with the file; None for none."""
        if data:
            try:
                check_uploads([data])
            except Refusal as refusal:
                raise forms.ValidationError(refusal.message) from refusal
        return data or None


class LinesField(forms.CharField):
    """A line for each thing; `split` makes things of them."""

    def __init__(self, *, most: int, longest: int, **options: Any) -> None:
        self.most, self.longest = most, longest
        super().__init__(required=False, max_length=most * (longest + 2) * 2, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


def _links(typed: str) -> list[str]:
    """Addresses, each once; raises ValidationError for one that cannot be linked honestly."""
    found = list(dict.fromkeys(line.strip() for line in text.clean(typed).split("\n") if line.strip()))
    for address in found:
        to = link(address)
        if to is None or not to.href.startswith("https://") or len(address) > rules.LINK_LONGEST:
            said = _("“%(address)s” cannot be linked. Write whole addresses that begin with https://, a line each.")
            raise forms.ValidationError(said % {"address": address[:60]})
    return _at_most(rules.LINKS_MOST, found)


def _at_most(most: int, found: list[str]) -> list[str]:
    if (over := len(found) - most) > 0:
        raise forms.ValidationError(_("There is room for %(most)s. Take out %(over)s.") % {"most": most, "over": over})
    return found


def _topics(typed: str) -> list[str]:
    """Keys of topics, each once, however they are parted: by space, comma, # or line."""
    for sign in "#＃,，、;；\n\t":
        typed = typed.replace(sign, " ")
    found = list(dict.fromkeys(key for word in text.clean(typed).split() if (key := topic_name(word)[: rules.TOPIC_LONGEST])))
    return _at_most(rules.INTERESTS_MOST, found)


class SettingsForm(LanguagesForm):
    """What others see of me, what I read, how pages look."""

    avatar = PictureField(label=gettext_lazy("Picture of me"), required=False)
    no_avatar = forms.BooleanField(label=gettext_lazy("Take it away"), required=False)
    banner = PictureField(
        label=gettext_lazy("Banner"), required=False, help_text=gettext_lazy("Wide: three times as wide as high.")
    )
    no_banner = forms.BooleanField(label=gettext_lazy("Take it away"), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=rules.NAME_LONGEST * 8)
    bio = forms.CharField(
        label=gettext_lazy("About me"), required=False, max_length=rules.BIO_LONGEST * 8,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    links = LinesField(
        label=gettext_lazy("Links"), most=rules.LINKS_MOST, longest=rules.LINK_LONGEST,
        help_text=gettext_lazy("Up to five, a line each, beginning with https://."), widget=forms.Textarea(attrs={"rows": 2}),
    )
    interests = LinesField(
        label=gettext_lazy("What I like"), most=rules.INTERESTS_MOST, longest=rules.INTEREST_LONGEST,
        help_text=gettext_lazy("Up to twelve topics, like #cats #hotpot."), widget=forms.TextInput,
    )
    interface = forms.ChoiceField(label=gettext_lazy("Language of the pages"), choices=list(INTERFACE.items()))
    theme = forms.ChoiceField(
        label=gettext_lazy("Light or dark"),
        required=False,
        choices=[("", gettext_lazy("As the device says")), ("light", gettext_lazy("Light")), ("dark", gettext_lazy("Dark"))],
    )
    KEPT = ("name", "bio", "links", "interests", "interface", "theme")

    def __init__(self, *args: Any, owner: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.order_fields(["avatar", "no_avatar", "banner", "no_banner", "name", "bio", "links", "interests"])

    def clean_name(self) -> str:
        """One line of at most 20 graphemes."""
        name = limited(self.cleaned_data["name"], rules.NAME_LONGEST).replace("\n", " ")
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"], code="required")
        return check_rules(name, self.initial.get("name", ""))

    def clean_bio(self) -> str:
        """At most 160 graphemes."""
        bio = limited(self.cleaned_data["bio"], rules.BIO_LONGEST)
        check_links(self.owner, bio)
        return check_rules(bio, self.initial.get("bio", ""))

    def clean_links(self) -> list[str]:
        """Addresses that can be linked honestly."""
        check_links(self.owner, self.cleaned_data["links"])
        links = _links(self.cleaned_data["links"])
        check_rules("\n".join(links), "\n".join(self.initial.get("links", ())))
        return links

    def clean_interests(self) -> list[str]:
        """Keys of topics."""
        topics = _topics(self.cleaned_data["interests"])
        check_rules("\n".join(topics), "\n".join(self.initial.get("interests", ())))
        return topics


class PrivacyForm(forms.Form):
    """Who may read me."""

    private = forms.BooleanField(label=gettext_lazy("Only people I accept read my notes"), required=False)
    shows = forms.MultipleChoiceField(
        label=gettext_lazy("Others see on my page"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("notes", gettext_lazy("Notes")), ("collections", gettext_lazy("Collections")),
                 ("likes", pgettext_lazy("tab", "Likes"))],
    )

    quiet_nights = forms.BooleanField(
        label=gettext_lazy("Quiet nights: what happens from 22 to 7 is told in the morning, by mail and here"), required=False
    )
    suggested = forms.BooleanField(label=gettext_lazy("Suggest me to people who do not know me"), required=False)

    def calm(self, me: Person) -> dict[str, bool | None]:
        """What was chosen of nights and suggestions; None for what is as their age says, so that it goes with it."""
        as_it_is = {"quiet_nights": young.is_young(me), "suggested": not young.is_young(me)}
        return {name: None if self.cleaned_data[name] == usual else not usual for name, usual in as_it_is.items()}

    def hides(self) -> list[str]:
        """The tabs that were left unmarked."""
        return [tab for tab in rules.TABS if tab not in self.cleaned_data["shows"]]


class MuteForm(forms.Form):
    """A word or a topic not to see."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What"), choices=[("word", gettext_lazy("A word")), ("topic", gettext_lazy("A topic"))], initial="word"
    )
    word = forms.CharField(label=gettext_lazy("Not to see"), max_length=rules.MUTED_LONGEST * 4)

    def clean(self) -> dict[str, Any]:
        """The word as mutes compare it; a topic by its key."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = cleaned.get("word", "")
        topic = cleaned.get("kind") == "topic"
        cleaned["word"] = topic_name(typed)[: rules.TOPIC_LONGEST] if topic else rules.muted_word(typed)
        if typed and not cleaned["word"]:
            self.add_error("word", _("Write a word or the name of a topic."))
        elif len(typed) > rules.MUTED_LONGEST:
            said = _("That is too long to look for. Use at most %(most)s characters.")
            self.add_error("word", said % {"most": rules.MUTED_LONGEST})
        return cleaned


class UntranslatedForm(forms.Form):
    """One language that is left as it was written."""

    code = forms.ChoiceField(label=gettext_lazy("Language"), choices=[("", gettext_lazy("Choose a language")), *NAMES.items()])
