"""A person and what they wrote in the terms of ActivityStreams 2.0 (W3C, 2017); what it has no word for is under `rb:`."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings

from redbridge.accounts.models import Person
from redbridge.kernel import markup
from redbridge.portability.archive.reading import Row

CONTEXT = ["https://www.w3.org/ns/activitystreams",
           {"rb": "urn:redbridge:", "Hashtag": "as:Hashtag", "sensitive": "as:sensitive", "nameMap": "as:nameMap"}]
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
Item = dict[str, Any]


def site(path: str) -> str:
    """An address of this site."""
    return f"{settings.REDBRIDGE_SITE_URL}{path}"


def actor(handle: str) -> str:
    """Somebody's address."""
    return site(f"/@{handle}")


def plain(value: Any) -> Any:
    """What JSON has no word for: a time, as ISO 8601."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(type(value).__name__)


def dumps(item: Any) -> str:
    """As JSON, in letters and not in escapes; no line of it ends a script."""
    return json.dumps(item, ensure_ascii=False, default=plain)


def html(text: str) -> str:
    """Text as HTML whose links lead to this site from wherever they are read."""
    return str(markup.to_html(text)).replace('href="/', f'href="{settings.REDBRIDGE_SITE_URL}/')


def person(me: Person) -> Item:
    """actor.json."""
    files = {"icon": me.avatar, "image": me.banner}
    return {
        "@context": CONTEXT, "type": "Person", "id": actor(me.handle), "url": actor(me.handle),
        "preferredUsername": me.handle, "name": me.name, "summary": html(me.bio),
        "source": {"content": me.bio, "mediaType": "text/plain"},
        "attachment": [{"type": "Link", "href": link} for link in me.links],
        "outbox": "outbox.json", "liked": "likes.json", "following": "following.json", "followers": "followers.json",
        **{name: {"type": "Image", "url": media(id_)} for name, id_ in files.items() if id_},
        "rb:languages": me.languages, "rb:interests": me.interests,
    }


def media(picture_id: int) -> str:
    """A picture's name in the archive."""
    return f"media/{picture_id}.webp"


def _document(picture: Row) -> Item:
    named: Item = {"nameMap": {picture["alt_language"]: picture["alt"]}} if picture["alt"] else {}
    return {"type": "Document", "mediaType": "image/webp", "url": media(picture["id"]), "name": picture["alt"],
            "width": picture["width"], "height": picture["height"], **named}


def _tags(text: str) -> list[Item]:
    found = []
    for span in markup.spans(text):
        if span.kind == "topic":
            found.append({"type": "Hashtag", "name": span.text, "href": site(f"/topics/{span.name}")})
        elif span.kind == "mention":
            found.append({"type": "Mention", "name": span.text, "href": actor(span.name)})
    return found


def _words(row: Row, *names: str) -> Item:
    """A text and what it became in other languages; `by` tells person from engine."""
    said = {row["language"]: {name: row[name] for name in names}} | row["translations"]
    content = {lang: html(words["body"]) for lang, words in said.items() if words.get("body")}
    made = {lang: {"by": words.get("by", ""), "engine": words.get("engine", "")}
            for lang, words in row["translations"].items()}
    return {"content": html(row["body"]), "contentMap": content, "rb:translatedBy": made,
            "source": {"content": row["body"], "mediaType": "text/plain"}, "rb:language": row["language"],
            "rb:translations": row["translations"]}


def _audience(handle: str, visibility: str) -> list[str]:
    return {"everyone": [PUBLIC], "me": []}.get(visibility, [f"{actor(handle)}#{visibility}"])


def note(handle: str, row: Row) -> Item:
    """A note, with `pictures` on its row."""
    titles = {row["language"]: row["title"]} | {
        lang: words["title"] for lang, words in row["translations"].items() if words.get("title")}
    return {
        "type": "Note", "id": site(f"/notes/{row['id']}"), "url": site(f"/notes/{row['id']}"),
        "attributedTo": actor(handle), "published": row["published"],
        **({"updated": row["edited"]} if row["edited"] else {}),
        "to": _audience(handle, row["visibility"]), "name": row["title"], "nameMap": titles if row["title"] else {},
        **_words(row, "title", "words", "body"),
        "sensitive": row["sensitive"], "tag": _tags(f"{row['title']}\n{row['body']}"),
        **({"location": {"type": "Place", "name": row["place"]}} if row["place"] else {}),
        "attachment": [_document(picture) for picture in row["pictures"]],
        "rb:kind": row["kind"], "rb:card": row["card"], "rb:words": row["words"], "rb:visibility": row["visibility"],
        "rb:replies": row["replies"], **({"rb:deleted": row["deleted"]} if row["deleted"] else {}),
    }


def comment(handle: str, row: Row) -> Item:
    """A comment. Where its note can no longer be seen there are the person's own words, and not what they answered."""
    above = row["parent_id"] and site(f"/notes/{row['note_id']}#comment-{row['parent_id']}")
    return {
        "type": "Note", "id": site(f"/comments/{row['id']}"), "attributedTo": actor(handle), "published": row["published"],
        **({"inReplyTo": above or site(f"/notes/{row['note_id']}")} if row["note_id"] else {}),
        **_words(row, "body"), "tag": _tags(row["body"]),
        "attachment": [_document(picture) for picture in row["pictures"]],
    }


def create(handle: str, made: Item) -> Item:
    """The deed by which it came to be."""
    return {"type": "Create", "id": f"{made['id']}#create", "actor": actor(handle), "published": made["published"],
            "object": made}


def other(row: Row) -> Item:
    """Somebody's note, as one who keeps a link to it."""
    return {"type": "Note", "id": site(f"/notes/{row['id']}"), "attributedTo": actor(row["of"]),
            "name": row["title"] or row["words"] or row["body"][:100], "rb:at": row["at"]}
