"""Floods: the same words again and again, links and mentions by the dozen from who has just come. Plain Python.

A heuristic stands under the site's rule `spam`, and a pack without one has no heuristics: nothing is done without a rule.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from redbridge.kernel import ids
from redbridge.kernel.links import link
from redbridge.kernel.markup import spans

RULE = "spam"
SIGNS = ("://", "@", "＠")
"""What a text without links and mentions has none of."""
NEW = timedelta(days=7)
"""For how long an account is a new one."""
LINKS_MOST, MENTIONS_MOST = 3, 5
"""In one text of a new account."""
AGAIN_WITHIN = timedelta(hours=1)
AGAIN_MOST, AGAIN_MOST_PLAIN = 2, 4
"""How often the same words may stand already, where they link or mention, and where they do not."""
WORDS_LEAST = 24
"""Code points of a text that is told again; greetings are everybody's."""
CROWD_MOST, CROWD_SECONDS = 4, 24 * 3600
"""How many new accounts may post one link in that time."""
LINKS_COUNTED = 3

MANY_LINKS, MANY_MENTIONS, AGAIN, CROWD, SURGE = "many_links", "many_mentions", "again", "crowd", "surge"


def is_new(person_id: int, now: datetime) -> bool:
    """Whether the account was made in the last days; ids tell."""
    return now - ids.time_of(person_id) < NEW


def since(now: datetime) -> int:
    """The first id that counts as "a short time ago"."""
    return ids.first_at(now - AGAIN_WITHIN)


def again_most(words: str) -> int:
    """How often these words may stand already; 0 where they are too few to be told again by anybody but chance."""
    if len(words) < WORDS_LEAST:
        return 0
    return AGAIN_MOST if any(span.kind in ("url", "mention") for span in spans(words)) else AGAIN_MOST_PLAIN


def links(words: str, own: str) -> list[str]:
    """The addresses in a text as they really lead, each once, those of the site itself left out."""
    found = (link(span.text) for span in spans(words) if span.kind == "url")
    here = urlsplit(own).netloc
    return list(dict.fromkeys(one.href for one in found if one and urlsplit(one.href).netloc != here))


def mentions(words: str) -> int:
    """How many people are named."""
    return len({span.name for span in spans(words) if span.kind == "mention"})


def too_many(links_: Iterable[str], mentioned: int) -> str:
    """What a new account has too many of in one text."""
    if len(list(links_)) > LINKS_MOST:
        return MANY_LINKS
    return MANY_MENTIONS if mentioned > MENTIONS_MOST else ""


def key_of(address: str) -> str:
    """An address as counts keep it: nobody reads from it where somebody linked to."""
    return hashlib.blake2b(address.encode(), digest_size=16).hexdigest()
