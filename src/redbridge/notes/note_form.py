"""The composer's form: shape only. What a person typed is never cut, only refused with a sentence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redbridge.accounts.newcomers import check_links
from redbridge.kernel import text
from redbridge.kernel.errors import Refusal
from redbridge.kernel.languages import NAMES
from redbridge.media import queries as media
from redbridge.media.drafts import Wanted
from redbridge.media.queries import PictureView
from redbridge.media.rules import MOST_PICTURES, check_alts, check_count, crop_of
from redbridge.notes import rules, second_language
from redbridge.notes.actions import Draft
from redbridge.notes.forms import FilesField, KeyField, limited
from redbridge.notes.models import BODY_CEILING, PLACE_CEILING, TITLE_CEILING, WORDS_CEILING, Note

SECOND_CHOICES = [("", gettext_lazy("No second language")), *NAMES.items()]
LANGUAGE_CHOICES = [("", gettext_lazy("Find it out")), *NAMES.items()]
READERS = [
    ("everyone", gettext_lazy("Everyone")),
    ("followers", gettext_lazy("Followers")),
    ("mutuals", gettext_lazy("People I follow who follow me")),
    ("me", gettext_lazy("Only me")),
]
ANSWERERS = [*READERS[:3], ("me", gettext_lazy("Nobody else"))]
SHAPES = [("", gettext_lazy("As they are")), ("3:4", "3:4"), ("1:1", "1:1")]
CARD_CHOICES = [(card, card) for card in rules.CARDS]
KINDS = [("pictures", gettext_lazy("Pictures")), ("card", gettext_lazy("Text card"))]
RATIOS = {"3:4": 0.75, "1:1": 1.0}


class Shared(dict[str, forms.Field]):
    """Fields that no form of its class changes: a copy of each for every form was a sixth of publishing."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


class NoteForm(forms.Form):
    """Pictures or a text card, title, body, language, and for whom.

    Pictures that are with us already come as `picture` (ids in order), each with its `alt` and `crop`; those of a
    browser without script as files after them. `owner` is whose they must be, `note` the one that is edited.
    """

    client_key = KeyField()
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=KINDS,
        widget=forms.RadioSelect,
    )
    pictures = FilesField(label=gettext_lazy("Pictures"), required=False)
    shape = forms.ChoiceField(label=gettext_lazy("Shape"), required=False, choices=SHAPES)
    words = forms.CharField(
        label=gettext_lazy("Words on the card"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    card = forms.ChoiceField(
        label=gettext_lazy("Background"),
        required=False,
        widget=forms.RadioSelect,
        choices=CARD_CHOICES,
    )
    title = forms.CharField(label=gettext_lazy("Title"), required=False, strip=False)
    language = forms.ChoiceField(label=gettext_lazy("I wrote this in"), required=False, choices=LANGUAGE_CHOICES)
    body = forms.CharField(
        label=gettext_lazy("Body"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    second_language = forms.ChoiceField(
        label=gettext_lazy("The second language"), required=False, choices=SECOND_CHOICES
    )
    second_title = forms.CharField(label=gettext_lazy("Title in the second language"), required=False, strip=False)
    second_words = forms.CharField(
        label=gettext_lazy("Words on the card in the second language"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    second_body = forms.CharField(
        label=gettext_lazy("Body in the second language"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    place = forms.CharField(label=gettext_lazy("Place"), required=False, strip=False)
    visibility = forms.ChoiceField(label=gettext_lazy("Who can see it"), required=False, choices=READERS)
    replies = forms.ChoiceField(label=gettext_lazy("Who can comment"), required=False, choices=ANSWERERS)
    sensitive = forms.BooleanField(label=gettext_lazy("Blur the pictures until they are tapped"), required=False)
    due = forms.CharField(
        label=gettext_lazy("Publish at"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    zone = forms.CharField(required=False, max_length=rules.ZONE_LONGEST, widget=forms.HiddenInput())

    def __init__(self, *args: Any, owner: int = 0, note: Note | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.note = owner, note
        self._found: dict[int, PictureView] | None = None
        self.second: dict[str, dict[str, str]] = {}

    def clean_title(self) -> str:
        """One line of at most 40 units."""
        return self._title("title", rules.TITLE_WIDTH)

    def clean_words(self) -> str:
        """At most 90 units."""
        return self._words("words", rules.WORDS_WIDTH)

    def clean_body(self) -> str:
        """At most what the host allows."""
        return self._body("body", settings.REDBRIDGE_BODY_LIMIT)

    def clean_second_title(self) -> str:
        """One line of twice as many units, since Chinese says in 20 characters what takes 80 letters."""
        return self._title("second_title", 2 * rules.TITLE_WIDTH)

    def clean_second_words(self) -> str:
        """Twice as many units as well."""
        return self._words("second_words", 2 * rules.WORDS_WIDTH)

    def clean_second_body(self) -> str:
        """A body in letters is three times as long as one in characters."""
        return self._body("second_body", 3 * settings.REDBRIDGE_BODY_LIMIT)

    def _title(self, name: str, most: int) -> str:
        return self._without_links(limited(self.cleaned_data[name], most, TITLE_CEILING, text.width, "width")).replace("\n", " ")

    def _words(self, name: str, most: int) -> str:
        return self._without_links(limited(self.cleaned_data[name], most, WORDS_CEILING, text.width, "width"))

    def _body(self, name: str, most: int) -> str:
        return self._without_links(limited(self.cleaned_data[name], most, BODY_CEILING, text.graphemes))

    def _without_links(self, typed: str) -> str:
        check_links(self.owner, typed)
        return typed

    def clean_place(self) -> str:
        """One line of at most 60 signs, as it was typed."""
        place = limited(self.cleaned_data["place"], rules.PLACE_LONGEST, PLACE_CEILING, text.graphemes)
        return place.replace("\n", " ")

    def clean(self) -> dict[str, Any]:
        """A note has pictures or a card with words on it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("visibility", "replies"):
            cleaned[name] = cleaned.get(name) or "everyone"
        has = cleaned.get("pictures") or self.wanted()
        cleaned["kind"] = (self.note and self.note.kind) or cleaned.get("kind") or (
            Note.Kind.PICTURES if has else Note.Kind.CARD)
        (self._check_pictures if cleaned["kind"] == Note.Kind.PICTURES else self._check_card)(cleaned)
        self.second = second_language.check(self, cleaned)
        return cleaned

    def _check_pictures(self, cleaned: dict[str, Any]) -> None:
        wanted = self.wanted()
        if not (wanted or cleaned.get("pictures") or "pictures" in self.errors):
            self.add_error("pictures", _("Choose at least one picture, or make a text card."))
        try:
            check_count(len(wanted) + len(cleaned.get("pictures") or []))
            check_alts(self.alts())
        except Refusal as refusal:
            self.add_error("pictures", refusal.message)
        # Of somebody who has been signed out nobody knows which pictures are theirs; those of the form stay in it.
        known = [self._known().get(one.id) for one in wanted] if self.owner else []
        if None in known:
            self.add_error("pictures", _("A picture is gone. Take it out, or choose it again."))
        elif any(one.state == "failed" for one in known if one):
            self.add_error("pictures", _("One picture cannot be opened. Take it out, or choose the original."))
        cleaned["words"] = cleaned["card"] = ""

    def _check_card(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("words") and "words" not in self.errors:
            cleaned["words"] = cleaned.get("title", "")
            if not cleaned["words"]:
                self.add_error("words", _("Write a few words for the card, or choose a picture."))
        cleaned["card"] = cleaned.get("card") or rules.CARDS[0]
        cleaned["pictures"] = []

    def alts(self) -> list[str]:
        """What each picture shows, in the pictures' order, those of files last; script gives the fields."""
        return [text.clean(alt).strip() for alt in self._list("alt")]

    def wanted(self) -> list[Wanted]:
        """The pictures that are with us, in order."""
        ids = [int(said) for said in self._list("picture") if said.isdecimal() and len(said) < 20][: 2 * MOST_PICTURES]
        alts, crops = self.alts(), self._list("crop")
        return [
            Wanted(id_, alts[n] if n < len(alts) else "", crop_of(crops[n]) if n < len(crops) else None)
            for n, id_ in enumerate(dict.fromkeys(ids))
        ]

    def chosen(self) -> list[tuple[PictureView | None, Wanted]]:
        """The pictures that are with us as the composer shows them; none of them for somebody who has been signed out."""
        known = self._known()
        return [(known.get(one.id), one) for one in self.wanted() if one.id in known or not self.owner]

    def _known(self) -> dict[int, PictureView]:
        if self._found is None:
            self._found = media.own(self.owner, "note", self.note.pk if self.note else 0, [w.id for w in self.wanted()])
        return self._found

    def _list(self, name: str) -> list[str]:
        source: Any = self.data if self.is_bound else self.initial
        if hasattr(source, "getlist"):
            return list(source.getlist(name))
        said = source.get(name, [])
        return [str(one) for one in said] if isinstance(said, list) else []

    def draft(self) -> Draft:
        """What the person wrote, as `publish` takes it."""
        data, wanted = self.cleaned_data, self.wanted()
        pictured = data["kind"] == Note.Kind.PICTURES
        return Draft(
            client_key=data["client_key"],
            kind=data["kind"],
            title=data["title"],
            body=data["body"],
            card=data["card"],
            words=data["words"],
            language=data["language"],
            pictures=wanted if pictured else [],
            uploads=data["pictures"],
            alts=self.alts()[len(wanted):],
            ratio=RATIOS.get(data.get("shape", ""), 0),
            visibility=data["visibility"],
            replies=data["replies"],
            sensitive=pictured and data["sensitive"],
            place=data["place"],
            translations=self.second,
        )

    def when(self, now: datetime) -> datetime | None:
        """When to publish, or None with the sentence beside the field."""
        due = rules.moment(self.data.get("due", ""), self.data.get("zone", ""))
        if due is None:
            self.add_error("due", _("Choose a day and a time."))
        elif not now < due < now + rules.FURTHEST:
            self.add_error("due", _("Choose a time from now to a year ahead."))
            due = None
        return due


NoteForm.base_fields = Shared(NoteForm.base_fields)


def typed(data: Any) -> dict[str, Any]:
    """The form as it was typed, for a draft: names we know, lists where there may be several. Raises Refusal."""
    kept: dict[str, Any] = {name: data.get(name, "").replace("\x00", "") for name in rules.DRAFTED if data.get(name)}
    kept |= {name: data.getlist(name)[:MOST_PICTURES] for name in ("picture", "alt", "crop") if data.getlist(name)}
    if len(str(kept)) > rules.DRAFT_LONGEST:
        raise Refusal("body", _("This is too long to be kept as a draft. Take some of it out."))
    return kept


def initial(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A draft as the form begins with it."""
    return {"kind": "pictures", "card": rules.CARDS[0], "visibility": "everyone", "replies": "everyone"} | dict(fields)


def initial_of(note: Note, pictures: list[PictureView]) -> dict[str, Any]:
    """A note as its author begins to edit it."""
    same = ("kind", "card", "words", "title", "body", "place", "visibility", "replies", "sensitive")
    return {name: getattr(note, name) for name in same} | {
        "language": note.language if note.language_chosen else "",
        "picture": [picture.id for picture in pictures],
        "alt": [picture.alt for picture in pictures],
        "crop": ["" for _picture in pictures],
    } | second_language.initial(note.translations)
