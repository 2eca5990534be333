"""Jinja2 for every page, allauth's included: what templates may use, and what each page knows."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined, select_autoescape
from markupsafe import Markup

from redbridge.accounts import surge
from redbridge.accounts.access import reads
from redbridge.accounts.ruled import rule_title
from redbridge.config.pages import csrf
from redbridge.config.pages.cards import Cards
from redbridge.corrections.queries import CalledWrong
from redbridge.glossary.words import REGISTERS
from redbridge.kernel import languages, markup
from redbridge.kernel.links import link
from redbridge.notes import reasons
from redbridge.notes.changes import changes
from redbridge.translation import vision
from redbridge.translation.engines import private_goes_out, translates
from redbridge.translation.glossary import meant
from redbridge.translation.glossary.showing import Explained, body_html, terms_in
from redbridge.web import words

MODULES = tuple(sorted(path.stem for path in (Path(__file__).parents[1] / "web/static/web/js").glob("*.js")))
"""ES modules named `redbridge/<name>` in the import map."""

CALLED = "redbridge.called_wrong"
"""In a request's `META`."""


def environment(**options: Any) -> Environment:
    """Strict about names, escaping everywhere, text through Django's catalogues."""
    options |= {
        "autoescape": select_autoescape(default=True, default_for_string=True),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    made = Environment(**options)  # noqa: S701 (autoescape is in the options)
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(
        static=cache(static),
        url=lru_cache(maxsize=8192)(url),
        count=words.count,
        ago=words.ago, exactly=words.exactly, at=words.at, day=words.day, month_name=words.month,
        language_name=languages.language_name,
        script_name=languages.script_name,
        pictures_read=vision.can_read,
        language_names=languages.INTERFACE,
        honest_link=link,
        wbr=markup.words_html,
        differ=changes,
        body_html=body_html, terms_in=terms_in, explained_to=explained_to, what_it_means=what_it_means,
        called_wrong=called_wrong,
        all_languages=languages.NAMES,
        body_limit=settings.REDBRIDGE_BODY_LIMIT, site_languages=settings.REDBRIDGE_LANGUAGES,
        site_name=settings.REDBRIDGE_SITE_NAME, site_url=settings.REDBRIDGE_SITE_URL,
        source_url=settings.REDBRIDGE_SOURCE_URL,
        dispute_body=lambda: settings.REDBRIDGE_DISPUTE_BODY,
        hub_url=settings.REDBRIDGE_HUB_URL,
        avatar_colour=words.avatar_colour, newcomers_waiting=newcomers_waiting,
        private_goes_out=private_goes_out, translates=translates,
        surge=surge.surge, surge_over=surge.last,
        rule_title=rule_title, rule_url=reasons.rule_url, region_names=reasons.region_names,
        withheld_line=reasons.withheld_line,
    )
    made.globals["cards_kept"] = cards = Cards(made)
    made.globals["each_card"] = cards.in_template()
    # A default, not a context processor: those come after the view and would overwrite it.
    made.globals["nav"] = ""
    made.filters["language_name"] = languages.language_name
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """An address by its route's name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page knows: language, reader, theme. The badge is asked for only where it is shown."""
    person = getattr(request, "person", None)
    lang = words.html_lang(translation.get_language() or "en")
    return {
        "lang": lang,
        # Between two sentences; a full stop in Chinese is as wide as a character and wants no more.
        "blank": "" if lang.startswith("zh") else " ",
        "importmap": importmap(),
        "person": person,
        # Once a page: a fresh mask for each of twenty cards costs a millisecond and hides nothing more.
        "csrf_input": SimpleLazyObject(lambda: _csrf_input(request)),
        "messages": SimpleLazyObject(lambda: get_messages(request)),
        "theme": theme_of(request.COOKIES, person),
        "badge": SimpleLazyObject(lambda: _badge(person)),
        "invitation": SimpleLazyObject(lambda: _invitation(request, person, lang)),
        "here": request.get_full_path(),
    }


def explained_to(request: HttpRequest | None) -> Explained:
    """What a text explains to the one who reads it, or to anybody outside a request; a new one for each text."""
    return Explained(reads(request) if request else ())


def what_it_means(request: HttpRequest, asked: str) -> Markup:
    """The glossary's note on a term that somebody looks for, or nothing."""
    if not (entry := meant(asked)):
        return Markup()
    context = {"entry": entry, "registers": dict(REGISTERS)}
    return Markup(render_to_string("glossary/found.html", context, request))  # noqa: S704 (ours)


def called_wrong(request: HttpRequest, person_id: int) -> CalledWrong:
    """What the one who reads called wrong; asked for once a page."""
    found: CalledWrong = request.META.setdefault(CALLED, CalledWrong(person_id))
    return found


def _csrf_input(request: HttpRequest) -> Markup:
    return Markup(csrf.field(csrf.token(request)))  # noqa: S704 (ours)


def theme_of(cookies: Mapping[str, str], person: Any) -> str:
    """Light, dark, or "" for what the browser prefers."""
    said = cookies.get("theme", person.theme if person else "")
    return said if said in ("light", "dark") else ""


def _badge(person: Any) -> int:
    from redbridge.notifications.queries import unseen

    return unseen(person.id) if person else 0


def _invitation(request: HttpRequest, person: Any, lang: str) -> Markup:
    """For somebody new without a note: the card that asks for one. Most people cost no statement here."""
    from redbridge.exchange.queries import is_invited
    from redbridge.exchange.rules import tax_topic

    if person is None or person.suspended or not is_invited(person.id):
        return Markup()
    return Markup(render_to_string("exchange/invitation.html", {"tax_topic": tax_topic(lang)}, request))  # noqa: S704 (ours)


def newcomers_waiting(person: Any) -> int:
    """How many first notes wait for a word from somebody who is at home here, counted to a page of them; 0 for others."""
    from redbridge.exchange.queries import waiting_for

    return waiting_for(person.id) if person is not None and not person.suspended else 0


@cache
def _importmap() -> str:
    return json.dumps(
        {"imports": {f"redbridge/{name}": static(f"web/js/{name}.js") for name in MODULES}}, separators=(",", ":")
    )


@cache
def importmap() -> Markup:
    """The one inline script: names of modules to their hashed addresses."""
    return Markup('<script type="importmap">{}</script>').format(Markup(_importmap()))  # noqa: S704 (our own JSON)


def importmap_hash() -> str:
    """The import map as the content policy names it."""
    digest = hashlib.sha256(_importmap().encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
