"""The same note in a second language, by its author: what the composer's fields become, and what they begin with."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from redbridge.kernel.languages import language_name
from redbridge.notes.rules import OWN
from redbridge.translation.rules import detect

TEXTS = ("title", "words", "body")


def check(form: forms.Form, cleaned: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What the author wrote in their second language, as a note's translations hold it; {} for none.

    It says all that the first says: readers of that language see nothing else. Sentences stand beside the fields.
    """
    said = {name: cleaned.get(f"second_{name}") or "" for name in TEXTS if name != "words" or cleaned.get("words")}
    if not any(said.values()) or any(name.startswith("second_") for name in form.errors):
        return {}
    code = cleaned.get("second_language") or ""
    if not code:
        form.add_error("second_language", _("Choose the language you wrote this in."))
    elif code.split("-")[0] == _first(cleaned).split("-")[0]:
        form.add_error("second_language", _("Choose another language than that of the note itself."))
    for name in TEXTS:
        if cleaned.get(name) and name in said and not said[name]:
            form.add_error(f"second_{name}", _("Say this in %(language)s too. Readers of it see only what you write here.")
                           % {"language": language_name(code) or code})
    return {code: said | {"by": OWN, "engine": ""}} if code else {}


def _first(cleaned: Mapping[str, Any]) -> str:
    return cleaned.get("language") or detect("\n".join(cleaned.get(name) or "" for name in TEXTS)).language


def initial(translations: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The fields of a note that has a second language."""
    code = next((code for code, said in translations.items() if said.get("by") == OWN), "")
    if not code:
        return {}
    return {"second_language": code} | {f"second_{name}": translations[code].get(name, "") for name in TEXTS}
