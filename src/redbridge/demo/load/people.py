"""People and whom they follow."""

import random
from collections.abc import Iterator

from redbridge.demo import content
from redbridge.demo.load import moments
from redbridge.demo.load.copying import copy, text
from redbridge.demo.load.sizes import FOLLOWED_SKEW, Draw, Size, even_follows

TONGUES = ("zh-Hans", "zh-Hans,en", "en", "en,zh-Hans", "zh-Hant,en", "zh-Hant", "es,en", "ja", "fr,en")
SHARES = (42, 10, 30, 6, 4, 4, 2, 1, 1)
READERS = ("en,zh-Hans", "zh-Hans,en")
"""What the first two read: those one signs in as."""
COLUMNS = ("id", "handle", "name", "bio", "email", "password", "languages", "interface", "theme", "birth_year", "state",
           "code_accepted")


def handle(number: int) -> str:
    """The handle of the person of this number."""
    base = content.people()[number % len(content.people())]["handle"]
    return f"{base[:20]}_{number}"


def tongues(luck: random.Random, many: int) -> list[str]:
    """What each of them reads, best first, with commas between."""
    return [*READERS, *luck.choices(TONGUES, SHARES, k=many)][:many]


def load_people(ids: list[int], reads: list[str], password: str, luck: random.Random) -> int:
    """One row each; all have the same password, made by this site."""
    return copy("accounts_person", COLUMNS, _people(ids, reads, password, luck))


def _people(ids: list[int], reads: list[str], password: str, luck: random.Random) -> Iterator[str]:
    seeds, since = content.people(), moments.stamp(moments.now_ms())
    for number, (id_, languages) in enumerate(zip(ids, reads, strict=True)):
        seed = seeds[number % len(seeds)]
        first = languages.split(",")[0]
        interface = first if first in ("en", "zh-Hans", "zh-Hant") else "en"
        yield "\t".join((
            str(id_), handle(number), text(seed["name"]), text(seed.get("bio") or ""), _email(number), password,
            f"{{{languages}}}",
            interface, "", str(luck.randrange(1955, 2007)), "active", since))


def _email(number: int) -> str:
    """Three in ten came with a passkey alone."""
    return f"{handle(number)}@example.org" if number % 10 < 7 else ""


def load_follows(ids: list[int], size: Size, luck: random.Random) -> int:
    """Who reads whom: a few are followed by very many."""
    return copy("accounts_follow", ("follower_id", "followed_id"), _follows(ids, size, luck))


def _follows(ids: list[int], size: Size, luck: random.Random) -> Iterator[str]:
    followed = Draw(luck, size.people, FOLLOWED_SKEW)
    for number, many in enumerate(even_follows(luck, size)):
        me = ids[number]
        for other in followed.different(many):
            if other != number:
                yield f"{me}\t{ids[other]}"
