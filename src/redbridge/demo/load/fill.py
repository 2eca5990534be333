"""The whole load: one transaction, all or nothing."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.db import transaction

from redbridge.demo.load import answers, defaults, derived, keys, moments, notes, people, pictures
from redbridge.demo.load.copying import run
from redbridge.demo.load.sizes import COMMENTS_A_NOTE, LIKED_SKEW, LIKES_A_NOTE, Draw, Size, shares
from redbridge.kernel import audit

Say = Callable[[str], None]
SEED = 2025
LEAST_PEOPLE = 8
_QUICKLY = ("set local synchronous_commit = off", "set local maintenance_work_mem = '512MB'", "set local work_mem = '128MB'",
            "set local max_parallel_maintenance_workers = 2")
_LOADED = "select exists (select 1 from kernel_audit where kind = 'demo' and subject_id = 2)"


def is_loaded() -> bool:
    """Whether this site was loaded before: its handles would stand twice."""
    return bool(run(_LOADED)[0][0])


def load(size: Size, secret: str, say: Say) -> None:
    """Load people, follows, notes and answers; `secret` is the hash of their password. Raises CommandError.

    Pages wait meanwhile: the tables are locked until all of it is there. If it fails, nothing of it is.
    """
    _check(size)
    with transaction.atomic():
        for setting in _QUICKLY:
            run(setting)
        with defaults.given_by_database():
            _load(size, secret, say)
        audit.record(None, "fill", "demo", 2)
    with _step("  looked over (VACUUM, ANALYZE)", say):
        run("vacuum (analyze)")
    if "reindex" in get_commands():
        with _step("  indexed for search", say):
            call_command("reindex")


def _check(size: Size) -> None:
    if size.people < LEAST_PEOPLE or size.notes < 1:
        raise CommandError(f"Name at least {LEAST_PEOPLE} people and 1 note.")
    if is_loaded():
        raise CommandError("This site was loaded before. Load into a new data folder.")


def _load(size: Size, secret: str, say: Say) -> None:
    luck = random.Random(SEED)
    root = pictures.media_folder()
    with _step(f"  {len(pictures.DRAWN)} pictures drawn", say):
        drawn = pictures.render(root)
    taken_off = keys.take_off()
    made, ids = _people_and_notes(size, secret, luck, say)
    likes = shares(luck, size.notes * LIKES_A_NOTE, size.notes, LIKED_SKEW, size.people // 3)
    comments = shares(luck, size.notes * COMMENTS_A_NOTE, size.notes, LIKED_SKEW, 5000)
    readers = Draw(luck, size.people, answers.READING_SKEW)
    with _step("  tallies", say):
        notes.load_tallies(made, likes, comments)
    with _step(f"  {sum(likes)} likes", say):
        answers.load_likes(ids, made, likes, readers)
    with _step(f"  {sum(comments)} comments", say):
        answers.load_comments(ids, made, comments, readers, luck)
    with _step(f"  {sum(len(note.pictures) for note in made)} pictures", say):
        pictures.load_pictures(ids, made, root, drawn, luck)
    with _step("  topics", say):
        notes.load_topics(made)
    with _step("  feeds", say):
        derived.load_derived(made)
    with _step("  indexes and references", say):
        keys.put_back(taken_off)


def _people_and_notes(size: Size, secret: str, luck: random.Random, say: Say) -> tuple[list[notes.Made], list[int]]:
    now = moments.now_ms()
    ids = [moments.id_at(moment, 3) for moment in moments.spread(size.people, now)]
    reads = people.tongues(luck, size.people)
    with _step(f"  {size.people} people", say):
        people.load_people(ids, reads, secret, luck)
    with _step("  who follows whom", say):
        people.load_follows(ids, size, luck)
    writer = notes.Notes(ids, reads, luck)
    with _step(f"  {size.notes} notes", say):
        writer.load(moments.spread(size.notes, now))
    return writer.made, ids


@contextmanager
def _step(words: str, say: Say) -> Iterator[None]:
    began = time.monotonic()
    yield
    say(f"{words} ({time.monotonic() - began:.1f} s)")
