"""Rules by name in the reader's language, and short texts about oneself that a rule does not let stand."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from redbridge.accounts.rules import bcp47
from redbridge.policy import site
from redbridge.policy.verdicts import Hit

LEFT = ("label", "limit")
"""What a name has no place for: it stands, and people may report it."""


def rule_title(rule_id: str) -> str:
    """What a rule is called in the language of the page; its id where the packs have it no more."""
    rule = site.rule(rule_id)
    if rule is None:
        return rule_id
    return rule.title.get(bcp47(get_language() or "en")) or next(iter(rule.title.values()))


def check_rules(text: str, before: str = "") -> str:
    """The text, where the site's rules let it stand everywhere; raises ValidationError that names the rule and the words.

    A name cannot be held for a look as a note is: nobody would have one meanwhile. So it is the writer who is asked; not
    for what stands already (`before`), which is for others to report.
    """
    first = site.screen(text).first() if text and text != before else None
    if first is None or first.action in LEFT:
        return text
    said = _("This is against the rule “%(rule)s” of this site: %(words)s. Write it another way.")
    raise forms.ValidationError(said % {"rule": rule_title(first.rule), "words": _words(first, text)}, code="rule")


def _words(hit: Hit, text: str) -> str:
    met = list(dict.fromkeys(text[start:end] for start, end in hit.spans[:3]))
    return " ".join(f"“{words}”" for words in met) or f"“{text[:40]}”"
