"""The three catalogues: `update` finds every string and merges it in, `compile` makes them readable, `check` refuses gaps."""

import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "redbridge"
LOCALES = ("en", "zh_Hans", "zh_Hant")
KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
METHODS = [("**/migrations/**", "ignore"), ("**.py", "python"), ("**/templates/**.*", "jinja2")]
OPTIONS = {"**/templates/**.*": {"trimmed": "true", "newstyle_gettext": "true"}}


def path_of(locale: str) -> Path:
    """Where a catalogue stands."""
    return SOURCE / "locale" / locale / "LC_MESSAGES" / "django.po"


def read(locale: str) -> Catalog:
    """A catalogue as it is on disk; an empty one where there is none."""
    if not path_of(locale).exists():
        return Catalog(locale=locale, project="Redbridge")
    with path_of(locale).open("rb") as file:
        return read_po(file, locale=locale)


def extract() -> Catalog:
    """Every string that a person can see, from Python and from templates."""
    found = Catalog(project="Redbridge", charset="utf-8")
    rows = extract_from_dir(SOURCE, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",))
    for name, _line, message, comments, context in rows:
        found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def merged(locale: str, template: Catalog) -> Catalog:
    """The catalogue with the template's strings: old translations kept, none guessed."""
    catalogue = read(locale)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    if locale == "en":
        for message in catalogue:
            if message.id and not filled(message.string):
                message.string = message.id
    return catalogue


def filled(string: object) -> bool:
    """Whether a translation says something, in every plural form."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def update() -> int:
    """Write all three anew; returns how many strings wait for a translation."""
    waiting = 0
    for locale in LOCALES:
        # Anew for each: `update` takes the template's own messages in, and `en` fills them.
        catalogue = merged(locale, extract())
        catalogue.header_comment = f"# Redbridge, {locale}. AGPL-3.0-or-later."
        path_of(locale).parent.mkdir(parents=True, exist_ok=True)
        with path_of(locale).open("wb") as file:
            write_po(
                file, catalogue, width=110, sort_by_file=False, omit_header=False, no_location=True, sort_output=True
            )
        gaps = [message for message in catalogue if message.id and not filled(message.string)]
        waiting += len(gaps)
        print(f"{locale}: {len(catalogue)} strings, {len(gaps)} to translate")
    return waiting


def compile_() -> int:
    """Make the .mo files that Django reads."""
    for locale in LOCALES:
        if path_of(locale).exists():
            with path_of(locale).with_suffix(".mo").open("wb") as file:
                write_mo(file, read(locale))
    return 0


def check() -> int:
    """Print every gap: missing, untranslated, fuzzy, or with other placeholders than the source. Returns their number."""
    template, gaps = extract(), []
    for locale in LOCALES:
        catalogue = read(locale)
        known = {
            (message.id if isinstance(message.id, str) else message.id[0], message.context) for message in catalogue
        }
        gaps += [
            f"{locale}: not in the catalogue: {m.id!r}"
            for m in template
            if m.id and (m.id if isinstance(m.id, str) else m.id[0], m.context) not in known
        ]
        gaps += [f"{locale}: no translation: {m.id!r}" for m in catalogue if m.id and not filled(m.string)]
        gaps += [f"{locale}: fuzzy: {m.id!r}" for m in catalogue if m.id and m.fuzzy]
        gaps += [f"{locale}: {error}: {m.id!r}" for m, errors in catalogue.check() for error in errors]
    print("\n".join(gaps) or "catalogues: complete")
    return len(gaps)


if __name__ == "__main__":
    sys.exit(min({"update": update, "compile": compile_, "check": check}[sys.argv[1]](), 1))
