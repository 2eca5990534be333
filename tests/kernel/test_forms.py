"""A form that is wrong says so in the words of the house, in the reader's language."""

import gettext
from pathlib import Path

import django
import pytest
from django import forms
from django.utils import translation

from redbridge.kernel.forms import OURS
from tests.cast import LANGUAGES, client
from tests.pages import Page

STOCK = ("This field is required.", "Enter a valid email address.", "Enter a whole number.", "Enter a valid date.")


class Every(forms.Form):
    """A field of each kind that we have words for."""

    field = forms.Field()
    words = forms.CharField(max_length=3)
    email = forms.EmailField()
    number = forms.IntegerField()
    day = forms.DateField()
    sure = forms.BooleanField()
    one = forms.ChoiceField(choices=[("a", "A")])
    many = forms.MultipleChoiceField(choices=[("a", "A")])
    file = forms.FileField()
    mine = forms.CharField(error_messages={"required": "Its own words."})


def _djangos(lang: str) -> set[str]:
    """The sentences that would stand there without ours."""
    if lang == "en":
        return set(STOCK)
    folder = Path(django.__file__).parent / "conf/locale"
    told = gettext.translation("django", folder, [translation.to_locale(lang)])
    return {told.gettext(sentence) for sentence in STOCK}


def _said(data: dict[str, object], lang: str) -> dict[str, str]:
    with translation.override(lang):
        return {name: str(errors[0]) for name, errors in Every(data).errors.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_empty_or_wrong_is_told_in_our_words(lang: str) -> None:
    empty = _said({}, lang)
    wrong = _said({"words": "four", "email": "nobody", "number": "x", "day": "x", "one": "b"}, lang)
    assert set(empty) == set(Every.base_fields)
    assert empty.pop("mine") == "Its own words."
    assert not _djangos(lang) & {*empty.values(), *wrong.values()}
    assert len(set(empty.values())) == len(OURS), "each kind says its own"
    assert "4" in wrong["words"]
    assert "3" in wrong["words"]


def test_each_language_has_its_own() -> None:
    told = [_said({}, lang)["words"] for lang in LANGUAGES]
    assert len(set(told)) == len(LANGUAGES)


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "said"),
                         list(zip(LANGUAGES, ("Write something here.", "这里还没写。", "這裡還沒寫。"), strict=True)))
@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/login/"])
def test_the_doors_that_are_not_ours_say_it_too(path: str, lang: str, said: str) -> None:
    answer = client(None, lang).post(path, {})
    assert answer.status_code == 422
    assert said in Page(answer).words
