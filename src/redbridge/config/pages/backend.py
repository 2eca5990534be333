"""Django's Jinja2 backend, which keeps the page around the cards of a feed."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.backends import jinja2
from django.utils import translation

from redbridge.config.pages import shell
from redbridge.config.pages.cards import Cards
from redbridge.config.pages.slots import Parts, fill, parts

PAGES = frozenset({"feeds/explore.html", "feeds/following.html", "notes/feed.html"})
KEPT = 512
"""Pages without their cards that a process keeps, some 15 kB each."""
AROUND = "redbridge.around"
"""In a request's `META`: the `Around` of its page."""


@dataclass(frozen=True)
class Around:
    """A page without its cards, and what it was made for."""

    parts: Parts
    context: dict[str, Any]


class Pages(jinja2.Jinja2):
    """The backend named in the settings."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        cards: Any = self.env.globals["cards_kept"]
        self.cards: Cards = cards
        self.shells: dict[str, Any] = {name: Kept(self, name) for name in PAGES}

    def get_template(self, template_name: str) -> Any:
        """A page that is kept, or one of Django's."""
        return self.shells.get(template_name) or super().get_template(template_name)


class Kept:
    """One template. What all readers of a kind share is rendered once; a page that cannot be kept is rendered whole."""

    def __init__(self, backend: Pages, name: str) -> None:
        self.backend, self.name = backend, name
        self.shells: Any = lru_cache(maxsize=KEPT)(self._shell)

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        """As Django's template."""
        if request is None or not shell.is_ordinary(request):
            plain: Any = jinja2.Jinja2.get_template(self.backend, self.name)
            return str(plain.render(context, request))
        whole = shell.context_of(context or {}, request, self.backend.template_context_processors)
        found = self.shells(shell.Key(translation.get_language() or "en", whole))
        if found is None:
            return self.backend.env.get_template(self.name).render(whole)
        request.META[AROUND] = Around(found, whole)
        return fill(found, shell.values(whole, found, self.backend.cards))

    def _shell(self, key: shell.Key) -> Parts | None:
        """The page in parts; None where it does not come out the same as rendered whole, and so cannot be kept."""
        template = self.backend.env.get_template(self.name)
        try:
            made = parts(template.render(key.stand_in()))
            same = fill(made, shell.values(key.context, made, self.backend.cards)) == template.render(key.context)
        except (KeyError, TypeError, ValueError):
            return None
        return made if same else None
