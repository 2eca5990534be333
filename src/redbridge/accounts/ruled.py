"""Rules by name in the reader's language, and short texts that a rule does not let stand: names, bios, boards, proposals."""

from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urlencode

from django import forms
from django.db import transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from redbridge.accounts.models import Spared
from redbridge.accounts.rules import bcp47
from redbridge.policy import site
from redbridge.policy.verdicts import Hit, Verdict

ASKED_LONGEST = 500
"""Code points of a text that a person can be asked about."""
LEFT = ("label", "limit")
"""What a short text has no place for: it stands, and people may report it."""


def rule_title(rule_id: str) -> str:
    """What a rule is called in the language of the page; its id where the packs have it no more."""
    rule = site.rule(rule_id)
    if rule is None:
        return rule_id
    return rule.title.get(bcp47(get_language() or "en")) or next(iter(rule.title.values()))


def check_rules(text: str, before: str = "", about: Iterable[str] = (), asks: bool = True) -> str:
    """The text, where the site's rules let it stand everywhere; raises ValidationError that names the rule and the words, and
    the way to a person who looks (`asks`: whether the writer has an account to ask from).

    A name cannot be held for a look as a note is: nobody would have one meanwhile. So it is the writer who is asked, and
    nothing is written down; not for what stands already (`before`), which is for others to report, and not under a rule
    that the text is `about`, such as that of an original which is translated or of a word which is explained.
    """
    hits = _against(text) if text and text != before else []
    if hits:
        said = {met for hit in _against(before) for met in _of(hit, before)}
        spoken_of = {hit.rule for one in about for hit in _against(one)}
        hits = [hit for hit in hits if hit.rule not in spoken_of and not _of(hit, text) <= said]
    first = Verdict(tuple(hits)).first()
    if first:
        raise forms.ValidationError(_sentence(first, text, asks), code="rule")
    return text


def refusal(text: str) -> Hit | None:
    """What such a text is refused for now; None for nothing."""
    return Verdict(tuple(_against(text))).first()


@transaction.atomic
def spare(text: str) -> None:
    """Let this very text be written from now on, under whichever rules it is refused now."""
    for rule in {hit.rule for hit in _against(text)}:
        Spared.objects.get_or_create(text=mark(text), rule=rule)


def mark(text: str) -> str:
    """By what a text is known again: its words, however they are spaced."""
    return sha256(" ".join(text.split()).encode()).hexdigest()


def _against(text: str) -> list[Hit]:
    """Hits that count everywhere and that do more than a short text has a place for, but for what people let stand."""
    hits = [hit for hit in site.screen(text).hits if hit.action not in LEFT and hit.applies("")]
    spared = set(Spared.objects.filter(text=mark(text)).values_list("rule", flat=True)) if hits else set()
    return [hit for hit in hits if hit.rule not in spared]


def _of(hit: Hit, text: str) -> set[tuple[str, str]]:
    """Rule and words of a hit."""
    return {(hit.rule, text[start:end].casefold()) for start, end in hit.spans}


def _sentence(hit: Hit, text: str, asks: bool) -> SafeString:
    # Beside the form, where what was typed stays as it is.
    link = format_html('<a href="/guidelines#{}" target="_blank">{}</a>', hit.rule, rule_title(hit.rule))
    met = dict.fromkeys(text[start:end] for start, end in hit.spans[:3])
    words = " ".join(f"“{one}”" for one in met) or f"“{text[:40]}”"
    said = _("This is against the rule “%(rule)s” of this site: %(words)s. Write it another way.")
    told = mark_safe(said % {"rule": link, "words": format_html("{}", words)})  # noqa: S308 (both are escaped)
    if not asks or len(text) > ASKED_LONGEST:
        return told
    way = f"/settings/refused?{urlencode({'text': text})}"
    return format_html('{} <a href="{}" target="_blank">{}</a>', told, way, _("Ask a person to look at it"))
