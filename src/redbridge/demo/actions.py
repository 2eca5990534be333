"""Filling a new site, with the verbs that everybody uses. Run again, it goes on where it was stopped."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.demo import content
from redbridge.demo.jobs import draw_note
from redbridge.feeds import actions as feeds
from redbridge.kernel import audit
from redbridge.notes import actions as notes
from redbridge.notes.actions import Draft

Say = Callable[[str], None]
OTHER = {"en": "zh-Hans", "zh-Hans": "en", "zh-Hant": "en"}
FOLLOWS_EACH = 6


def is_filled() -> bool:
    """Whether the demo was filled to its end."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select 1 from kernel_audit where kind = 'demo' and subject_id = 1)")
        return bool((cursor.fetchone() or (False,))[0])


def fill(password: str, say: Say) -> None:
    """60 people who follow one another, their notes, comments and likes; the pictures are drawn by jobs."""
    ids = _people(password)
    say(f"  {len(ids)} people")
    for number, note in enumerate(content.notes(), start=1):
        with transaction.atomic():
            _note(note, ids)
        if number % 20 == 0:
            say(f"  {number} notes with what people answered")
    audit.record(None, "fill", "demo", 1)


def _people(password: str) -> dict[str, int]:
    secret = make_password(password)
    ids = {}
    for one in content.people():
        found = Person.objects.filter(handle=one["handle"]).first()
        ids[one["handle"]] = found.pk if found else _person(one, secret)
    luck = random.Random(2025)
    with transaction.atomic():
        for follower in ids.values():
            for followed in luck.sample(sorted(ids.values()), FOLLOWS_EACH):
                accounts.follow(follower, followed)
    return ids


@transaction.atomic
def _person(one: dict[str, Any], secret: str) -> int:
    person = Person(handle=one["handle"], name=one["name"], bio=one["bio"], password=secret)
    accounts.arrive(person, interface=one["languages"][0], languages=one["languages"], birth_year=one["birth_year"])
    return int(person.pk)


def _note(one: dict[str, Any], ids: dict[str, int]) -> None:
    said = one["translation"]
    translation = {field: said[field] for field in ("title", "words", "body") if said.get(field)}
    note_id = notes.publish(ids[one["author"]], [], Draft(
        client_key=content.key_of(one["key"]), kind=one["kind"], title=one.get("title") or "", body=one.get("body") or "",
        card=one.get("card") or "", words=one.get("words") or "", language=one["language"],
        translations={OTHER[one["language"]]: {**translation, "by": "author", "engine": ""}}))
    published = timezone.now() - timedelta(hours=float(one["hours_ago"]))
    _run("update notes_note set published = %s where id = %s", [published, note_id])
    _likes(note_id, int(one["likes"]), ids)
    _answers(one, note_id, published, ids)
    feeds.place([note_id])
    if one["kind"] == "pictures":
        draw_note.configure(priority=-1 - int(one["hours_ago"])).defer(key=one["key"])


def _answers(one: dict[str, Any], note_id: int, published: datetime, ids: dict[str, int]) -> None:
    """Comments and replies, spread over the time since the note."""
    step = (timezone.now() - published) / (2 * len(one["comments"]) + 12)
    for number, comment in enumerate(one["comments"], start=1):
        parent = _comment(comment, note_id, ids, None, published + step * (2 * number))
        for reply in comment.get("replies", []):
            _comment(reply, note_id, ids, parent, published + step * (2 * number + 1))


def _comment(one: dict[str, Any], note_id: int, ids: dict[str, int], parent: int | None, when: datetime) -> int:
    translations = {OTHER[one["language"]]: {"body": one["translation"], "by": "author", "engine": ""}}
    id_ = notes.answer(ids[one["author"]], [], note_id, content.key_of(f"{note_id} {one['author']} {one['body']}"), one["body"],
                       parent, translations, one["language"])
    _run("update notes_comment set published = %s where id = %s", [when, id_])
    return id_


def _likes(note_id: int, many: int, ids: dict[str, int]) -> None:
    """Likes by one statement and without news: fifteen hundred notices would tell nobody anything."""
    people = random.Random(note_id).sample(sorted(ids.values()), min(many, len(ids)))
    _run("""with put as (insert into notes_like (person_id, note_id) select unnest(%s::bigint[]), %s on conflict do nothing
            returning 1) update notes_tally set likes = likes + (select count(*) from put) where note_id = %s""",
         [people, note_id, note_id])


def _run(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
