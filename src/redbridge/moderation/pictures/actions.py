"""Looking at pictures: their hashes kept, held against the host's banks, a case for what looks alike."""

from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.cases.queries import owner
from redbridge.moderation.decisions.rules import MINORS
from redbridge.moderation.desk.actions.sealing import hide_more, seal
from redbridge.moderation.models import Case
from redbridge.moderation.pictures import hashing, queries, rules
from redbridge.moderation.pictures.models import BANK_LONGEST, BankedHash, PictureHash
from redbridge.moderation.pictures.queries import Near, Pictured
from redbridge.moderation.screened.actions import hold_by_machine, note_down
from redbridge.policy import site
from redbridge.policy.rules.packs import Rule
from redbridge.policy.rules.shelf import folder_of

log = structlog.get_logger("redbridge.moderation")
FORMAT = "webp"
HELD_FROM = 5
"""Severity of a rule from which a picture is held before a person has looked."""
WHY = "A picture looks like one that the host looks for."
SUBJECTS = {"note": "note", "comment": "comment", "avatar": "person", "banner": "person"}


def folder() -> Path:
    """Where the host keeps rules and banks."""
    return folder_of(settings.REDBRIDGE_POLICY_FOLDER, settings.REDBRIDGE_DATA)


def are_there_banks() -> bool:
    """Whether the host looks for anything; otherwise no picture is looked at."""
    return BankedHash.objects.exists()


def look_at(picture_id: int) -> None:
    """Keep the hash of a picture that is ready, and hold it against the banks."""
    if not are_there_banks() or PictureHash.objects.filter(pk=picture_id).exists():
        return
    picture = Picture.objects.filter(pk=picture_id, state=Picture.State.READY).exclude(widths=[]).first()
    if picture is None:
        return
    bits = _hash(picture)
    values = {"bits": bits, "keys": [] if bits is None else rules.keys(bits)}
    PictureHash.objects.get_or_create(picture_id=picture_id, defaults=values)
    if bits is not None:
        meet(Pictured(picture.pk, picture.kind, picture.subject_id, picture.owner_id), bits)


def _hash(picture: Picture) -> int | None:
    """None for a file that is gone, and for a plain surface."""
    try:
        with storage().open(picture_key(picture.pk, picture.widths[0], FORMAT)) as file:
            bits = hashing.hash_of(file)
    except OSError:
        log.warning("picture.unhashed", picture=picture.pk)
        return None
    return None if rules.is_plain(bits) else bits


def look_again(kind: str, subject_id: int) -> None:
    """Hold the pictures of a note against the banks, those that were looked at while it was a draft."""
    for picture_id, bits in queries.hashes_of(kind, subject_id):
        for one in queries.pictured([picture_id]):
            meet(one, bits)


@transaction.atomic
def meet(picture: Pictured, bits: int) -> None:
    """A case for what looks like a picture of a bank; once a picture and rule, whatever became of the case."""
    kind = SUBJECTS.get(picture.kind, "")
    subject_id = picture.owner_id if kind == "person" else picture.subject_id
    whose = owner(kind, subject_id) if kind else None
    for line in {one.rule: one for one in reversed(queries.banked_near(bits))}.values():
        rule = site.rule(line.rule)
        known = Case.objects.filter(kind=kind, subject_id=subject_id, facts__found__contains=[
            {"picture": picture.id, "rule": line.rule}])
        if rule and whose and not known.exists():
            case_id = open_case(kind, subject_id, author_id=whose.author_id, language=whose.language, category=rule.category,
                                severity=rule.severity, source="pictures")
            note_down(case_id, found=[_found(picture.id, line)])
            _act(case_id, kind, rule)


def _found(picture_id: int, line: Near) -> dict[str, Any]:
    """As the desk shows what machines met."""
    fact = f"{line.word or line.bank} ({line.bank}, {line.apart}/64)"
    return {"rule": line.rule, "part": "picture", "why": "pictures", "fact": fact, "said": "", "marks": [], "picture": picture_id}


def _act(case_id: int, kind: str, rule: Rule) -> None:
    """Abuse of minors is sealed and hidden; what is as grave is held; all else only waits for a person to look."""
    if rule.id == MINORS:
        if Case.objects.get(pk=case_id).sealed:
            hide_more(case_id, WHY)
        else:
            seal(case_id, None, WHY)
    elif kind != "person" and rule.severity >= HELD_FROM:
        hold_by_machine(case_id, rule.id, WHY)


@transaction.atomic
def load_banks() -> list[str]:
    """Bring the table to what the host's files say, and hold the site's pictures against what is new; what was wrong."""
    told, wrong = _read_all()
    kept = {(row.bank, row.bits, row.rule): row for row in BankedHash.objects.select_for_update()}
    BankedHash.objects.filter(pk__in=[row.pk for key, row in kept.items() if key not in told]).delete()
    new = [(bank, line) for key, (bank, line) in told.items() if key not in kept]
    BankedHash.objects.bulk_create(
        [BankedHash(bank=bank, bits=one.bits, keys=rules.keys(one.bits), rule=one.rule, word=one.word) for bank, one in new],
        batch_size=1000, ignore_conflicts=True,
    )
    for bits in dict.fromkeys(line.bits for _bank, line in new) if PictureHash.objects.exists() else ():
        ours = dict(queries.pictures_near(bits))
        for picture in queries.pictured(ours):
            meet(picture, ours[picture.id])
    return wrong


def _read_all() -> tuple[dict[tuple[str, int, str], tuple[str, rules.Line]], list[str]]:
    told, wrong, known = dict[tuple[str, int, str], tuple[str, rules.Line]](), list[str](), [rule.id for rule in site.rules()]
    for path in rules.banks(folder()):
        bank = path.stem[:BANK_LONGEST]
        with path.open(encoding="utf-8", errors="replace") as file:
            for one in rules.read(file, known):
                if isinstance(one, rules.Wrong):
                    wrong.append(f"{path.name}, line {one.number}: {one.reason}")
                else:
                    told[bank, one.bits, one.rule] = (bank, one)
    return told, wrong


def forget_gone() -> None:
    """Drop the hashes of pictures that are no more."""
    PictureHash.objects.exclude(picture_id__in=Picture.objects.values("pk")).delete()
