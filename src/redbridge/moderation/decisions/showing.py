"""A decision as its page and its mail show it, in the language that is active."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.kernel.reading import Read
from redbridge.moderation.decisions import phrases
from redbridge.moderation.decisions.rules import REFUSED, SEALS
from redbridge.moderation.models import Decision
from redbridge.translation.rules import scripts

EXCERPT = 60


@dataclass(frozen=True)
class Shown:
    """Sentences, in one language. `pieces` are the words it is about: text, and whether it is concerned."""

    id: int
    kind: str
    about: str
    number: str
    made: datetime
    pill: str
    icon: str
    stands: bool
    ended: str
    pieces: tuple[tuple[str, bool], ...]
    words_language: str
    whose: str
    rule: str
    rule_title: str
    rule_text: str
    who: str
    said: Read
    costs: str
    mark: str
    where: str
    receipt: str
    names: tuple[str, ...]
    """Of the people in `who`."""
    title: str
    """Of what it is about: its first words."""

    @property
    def who_pieces(self) -> list[tuple[str, bool]]:
        """`who` cut where names stand: text, and whether it is one."""
        cut = re.split("(" + "|".join(map(re.escape, self.names)) + ")", self.who) if self.names else [self.who]
        return [(part, part in self.names) for part in cut if part]

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/settings/standing/{self.id}"


def shown(made: Decision, reads: list[str]) -> Shown:
    """With the case and the strike of the row; `reads` is what the reader reads, best first."""
    said, case = made.statement, made.case
    strike, stands = getattr(made, "strike", None), not (made.undone or made.ended)
    about = "faces" if case.kind == "person" and made.kind == SEALS else "refused" if made.kind == REFUSED else case.kind
    number, title = said["rule"]["number"], _in(said["rule"]["title"], reads)
    return Shown(
        made.pk, made.kind, case.kind, case.number, made.made, phrases.pill(made.kind), phrases.ICONS.get(made.kind, "flag"),
        stands, phrases.ended(made), tuple(pieces(said["words"], said["spans"])),
        said["content_language"], _whose(about, said, made.made), said["rule"]["id"],
        phrases.rule(number, title), _in(said["rule"]["text"], reads), phrases.who(said), _said(said["said"], reads),
        _costs(made, about) if stands else _("Nothing any more."),
        phrases.mark(strike.fades if strike else None, strike.taken_back if strike else None),
        phrases.where(made.regions), made.receipt,
        tuple(name for name in (said["who"]["name"], said["who"]["second"]) if name), excerpt(said["words"]),
    )


def _costs(made: Decision, about: str) -> str:
    """What is sealed comes back by an appeal alone, so no day is promised until when it can."""
    if made.case.sealed and made.kind == SEALS and about != "faces":
        about = "sealed"
    return phrases.costs(made.kind, about, made.until, made.made, made.regions)


def _in(told: dict[str, str], reads: list[str]) -> str:
    return next((told[code] for code in reads if code in told), told.get("en", ""))


def _whose(about: str, said: dict[str, Any], made: datetime) -> str:
    # A day without an hour is the same day in every zone.
    written = timezone.make_aware(datetime.fromisoformat(said["content_date"])) if said["content_date"] else made
    return phrases.yours(about) % {"day": phrases.day(written)}


def _said(said: dict[str, Any], reads: list[str]) -> Read:
    return scripts.read(said["words"], said["language"], said["translations"], "words", reads)


def pieces(words: str, spans: list[list[int]]) -> list[tuple[str, bool]]:
    """The text cut where the words concerned begin and end."""
    found, at = list[tuple[str, bool]](), 0
    for start, end in spans:
        found += [(words[at:start], False), (words[start:end], True)]
        at = end
    return [piece for piece in (*found, (words[at:], False)) if piece[0]]


def excerpt(words: str) -> str:
    """The first line, cut."""
    line = words.strip().partition("\n")[0]
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"
