"""Screening what is being written, in the writer's own transaction: rules, floods, surges. Nothing is done in secret: what is
found stands in a row of `Screening`, from which moderation tells the author."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from redbridge.accounts import surge
from redbridge.kernel import crowds, events
from redbridge.notes import flood, screening
from redbridge.notes.actions.moderate import restrict_note
from redbridge.notes.models import Note, Screening
from redbridge.notes.screening import Found, Parts, Screened
from redbridge.policy import site
from redbridge.policy.verdicts import Hit

# One who tells the same again: the row that is being written knows it in its own statement.
AGAIN = """
again as (select %(again_most)s::int > 0 and count(*) >= %(again_most)s::int as told
          from {rows} a where {same} and a.deleted is null and a.id > %(since)s::bigint)
"""
SCREENED = """
screened as (insert into notes_screening (kind, subject_id, verdict)
    select '{kind}', {row}.id, v.all_ from {row},
        (select %(verdict)s::jsonb || case when again.told then %(flood)s::jsonb else '[]' end as all_ from again) v
    where v.all_ <> '[]')
"""


def screen(author_id: int, parts: Parts, before: Parts | None = None, *, comment: bool = False) -> Screened:
    """What the rules find, and what is known of floods without asking the database; a link of a new account costs a
    statement, and so does a newcomer of a surge. `before` is what stood there until now."""
    found = screening.look(parts, before, comment=comment)
    if found.standing or not parts:
        return found
    if not before and surge.holds(author_id):
        return with_flood(found, flood.SURGE)
    return with_flood(found, _flood(author_id, _together(parts), _together(before or {})))


def _together(parts: Parts) -> str:
    return "\n".join(said for name, (said, _language) in parts.items() if not name.startswith("alt:"))


def with_flood(found: Screened, fact: str, action: str = "hold") -> Screened:
    """And a flood, under the rule against spam; nothing where the site has none."""
    hit = spam(action) if fact else None
    why = "surge" if fact == flood.SURGE else "flood"
    return replace(found, found=(*found.found, Found(hit, why=why, fact=fact))) if hit else found


def spam(action: str) -> Hit | None:
    """A hit of the rule against spam as a whole."""
    rule = site.rule(flood.RULE)
    return Hit(rule.id, action, rule.category, rule.severity) if rule else None


def values(author_id: int, found: Screened, words: str) -> tuple[dict[str, Any], Screened]:
    """What AGAIN and SCREENED take, and what was found where they say that this was told again.

    Told again by a new account it is held; by another it keeps out of what strangers are shown.
    """
    now = timezone.now()
    told = with_flood(found, flood.AGAIN, "hold" if found.comment or flood.is_new(author_id, now) else "limit")
    most = 0 if told is found or found.standing else flood.again_most(words)
    said = told.as_json()[len(found.found):]
    return {
        "again_most": most, "since": flood.since(now), "verdict": json.dumps(found.as_json()), "flood": json.dumps(said),
        "standing": found.standing, "standing_again": told.standing, "limited": found.limited, "limited_again": told.limited,
        "rule": found.rule, "rule_again": told.rule, "label": found.label,
        "withheld": list(found.withheld), "withheld_rules": list(found.withheld.values()),
    }, told


def _flood(author_id: int, words: str, before: str) -> str:
    """What a new account has too much of, where it was not there before."""
    if not flood.is_new(author_id, timezone.now()) or not any(sign in words for sign in flood.SIGNS):
        return ""
    links, old = (flood.links(text, settings.REDBRIDGE_SITE_URL) for text in (words, before))
    fact = flood.too_many(links, flood.mentions(words))
    if fact and fact != flood.too_many(old, flood.mentions(before)):
        return fact
    # In one order, so that two who link to the same wait for each other and not both.
    keys = sorted(f"link:{flood.key_of(one)}" for one in set(links[: flood.LINKS_COUNTED]) - set(old))
    most = max((crowds.join(key, author_id, flood.CROWD_SECONDS) for key in keys), default=0)
    return flood.CROWD if most > flood.CROWD_MOST else ""


def parts_of(texts: Mapping[str, str], language: str, translations: Mapping[str, Mapping[str, str]]) -> Parts:
    """Texts by name, and the author's own in another language, as `screening.look` takes them."""
    own = {f"{code}.{name}": (text, code) for code, said in translations.items() for name, text in said.items()
           if name not in ("by", "engine")}
    return {name: (text, language) for name, text in texts.items()} | own


def restrain(note: Note, found: Screened) -> None:
    """Let a row that stands already follow what was found in it, in its edit's transaction; what stands on it is not lifted."""
    withheld = dict(zip(note.withheld, note.withheld_rules, strict=True)) | found.withheld
    restrict_note(
        note.pk, None, standing=found.standing if found.standing and not note.standing else None,
        limited=True if found.limited else None, label=found.label or None, withheld=withheld if found.withheld else None,
        rule=None if note.rule else found.rule or None,
    )
    Screening.objects.create(kind="note", subject_id=note.pk, verdict=found.as_json())
    events.emit("note.screened", note_id=note.pk)
