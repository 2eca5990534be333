"""The page itself: what one wait for the database brings, and the gaps that it fills."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from redbridge.accounts import surge
from redbridge.accounts.queries import ask_session, is_still
from redbridge.config.pages import csrf, shell
from redbridge.config.pages.cards import CSRF, Cards
from redbridge.config.short.asked import FOLLOWING, Asked
from redbridge.exchange import queries as exchange
from redbridge.feeds import queries as feeds
from redbridge.feeds.rules import chips
from redbridge.kernel import reads
from redbridge.notes.queries import Card, shown
from redbridge.notifications import queries as notices

KNOWN = {"cards", "next_url", "nav", "by_time", "chips", "people", "request", "lang", "blank", "importmap", "person", "theme",
         "badge", "surge_hours", "here", CSRF, shell.MESSAGES, shell.INVITATION}
"""What a page of a feed is made of. Whoever gives it more switches the short way off until `Found` knows of it."""
NO = ([(b"f",)], [(False,)])
"""The answer to a question of yes or no, as `reads.together` gives it."""


@dataclass(frozen=True)
class Found:
    """All that a page shows: the cards, the cursor of the next, how much is new to the reader."""

    asked: Asked
    cards: list[Card]
    after: str
    badge: int

    @property
    def next_url(self) -> str:
        """The address of the next page."""
        return f"{self.asked.path}?after={self.after}" if self.after else ""

    def key(self) -> tuple[object, ...]:
        """What the page around the cards depends on."""
        asked, topics = self.asked, chips(feeds.popular_topics(), self.asked.reads) if self.asked.path == "/" else ()
        one = asked.person
        person = one and (one.interface, one.theme, one.state, one.staff, surge.hours_left())  # what stands in no slot
        return asked.kind, asked.theme, self.badge, bool(self.after), bool(self.cards), topics, person

    def values(self, slots: Iterable[str], cards: Cards) -> dict[str, bytes]:
        """Safe HTML by the name of a slot."""
        field = csrf.field(csrf.masked(self.asked.secret)).encode() if self.asked.person else b""
        return {name: self._value(name, cards, field) for name in set(slots)}

    def _value(self, name: str, cards: Cards, field: bytes) -> bytes:
        if name.startswith("cards "):
            return cards.encoded(self.cards, int(name[6:]), self.asked.language, field)
        if name in (CSRF, shell.INVITATION):
            return field if name == CSRF else b""
        return str(escape(self._text(name))).encode()

    def _text(self, name: str) -> Any:
        person: Any = self.asked.person
        if name == "languages":
            return " ".join(person.languages)
        return {"next_url": self.next_url, "here": self.asked.here}.get(name) or getattr(person, name)


def find(asked: Asked) -> Found | None:
    """What one wait brings; None where somebody else asks than was thought, or one for whom there is more to say."""
    person = asked.person
    feed = (feeds.ask_following if asked.path == FOLLOWING else feeds.ask_explore)(asked.after, asked.viewer)
    if person is None:
        return _found(asked, reads.together(feed)[0], 0)
    still, rows, news, *invited = reads.together(
        ask_session(asked.session), feed, notices.ask_any(person.id), *exchange.ask_invited(person.id))
    if not is_still(person, still) or any(answer not in NO for answer in invited):
        return None
    return _found(asked, rows, 0 if news in NO else notices.count(person.id))


def _found(asked: Asked, rows: list[reads.Row], badge: int) -> Found | None:
    page = feeds.page(rows)
    return Found(asked, shown(asked.viewer, asked.reads, page.rows), page.after, badge) if rows else None
