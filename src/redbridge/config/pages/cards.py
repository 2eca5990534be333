"""Cards, rendered by the one template and kept by all that went into them: what changed is another key, and rendered anew."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.utils import translation
from jinja2 import Environment
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from redbridge.config.pages.slots import Parts, parts, slot

TEMPLATE = "web/components/card.html"
CSRF = "csrf_input"
KEPT = 8192
"""Cards a process keeps, some 2 kB each."""


class Anybody:
    """The reader in a kept card: somebody signed in. A card that asks who it is would be somebody else's card."""


class Later(list[None]):
    """In the place of a page's cards while the page around them is rendered."""


class Cards:
    """The template's global `each_card(cards, first)`: the cards of a feed, the first ones loading eagerly."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.module = cache(self._module)
        self.kept = lru_cache(maxsize=KEPT)(self._render)
        self.bytes_kept = lru_cache(maxsize=KEPT)(self._encode)

    def in_template(self) -> Any:
        """As Jinja2 calls it."""

        @pass_context
        def each_card(context: Context, cards: Sequence[Any], first: int) -> Markup:
            if isinstance(cards, Later):
                return Markup(slot(f"cards {first}"))  # noqa: S704 (a mark of ours)
            return Markup(self.html(cards, first, context["person"], context[CSRF]))  # noqa: S704 (made by templates)

        return each_card

    def html(self, cards: Sequence[Any], first: int, person: Any, csrf_input: Any) -> str:
        """The cards one after another. `csrf_input` is asked for only where there is a form."""
        language, signed_in = translation.get_language() or "en", person is not None
        kept = self.kept
        made = [kept(card, place < first, language, signed_in) for place, card in enumerate(cards)]
        if not signed_in:
            return "".join([piece[0] for piece in made])
        token = str(csrf_input)
        return "".join([token.join(piece) for piece in made])

    def encoded(self, cards: Sequence[Any], first: int, language: str, field: bytes) -> bytes:
        """As `html`, in bytes; `field` is "" for somebody who is not signed in."""
        kept, signed_in = self.bytes_kept, bool(field)
        return b"".join([field.join(kept(card, place < first, language, signed_in)) for place, card in enumerate(cards)])

    def _encode(self, card: Any, eager: bool, language: str, signed_in: bool) -> tuple[bytes, ...]:
        with translation.override(language):
            return tuple(part.encode() for part in self.kept(card, eager, language, signed_in))

    def _render(self, card: Any, eager: bool, language: str, signed_in: bool) -> Parts:
        return parts(f"\n  {self.module(language, signed_in).card(card, eager)}")[::2]

    def _module(self, language: str, signed_in: bool) -> Any:
        return self.environment.get_template(TEMPLATE).make_module(
            {"person": Anybody() if signed_in else None, CSRF: Markup(slot(CSRF))})  # noqa: S704 (a mark of ours)
