"""What a bank was wrong about: how far a picture is from the lines that met it, and the list of what they meet no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from redbridge.kernel import events
from redbridge.moderation.models import Case
from redbridge.moderation.pictures import queries
from redbridge.moderation.pictures.models import Cleared
from redbridge.moderation.pictures.queries import Near
from redbridge.moderation.rules import PICTURED


@dataclass(frozen=True)
class Match:
    """A picture of a case and the nearest line of a bank. `met`: other pictures here that the line is near to; `wrong`: cases in
    which two people said that it was."""

    picture_id: int
    near: Near
    met: int
    wrong: int


def matches(case: Case, rule: str) -> list[Match]:
    """The nearest line of this rule for each of the case's pictures, in their order; none where no bank holds any."""
    nearest = dict[int, tuple[int, Near]]()
    for picture_id, bits, near in _met(case, rule):
        nearest.setdefault(picture_id, (bits, near))
    return [Match(picture_id, near, _others(case, near), _wrong(near)) for picture_id, (_bits, near) in nearest.items()]


@transaction.atomic
def clear(case: Case, rule: str, by_id: int | None, second_id: int | None) -> int:
    """Write down that whatever lines of this rule met the case's pictures were wrong about them, and tell of it; how many."""
    made = 0
    for _picture, bits, near in _met(case, rule):
        _kept, new = Cleared.objects.get_or_create(
            bits=bits, line=near.line, rule=rule,
            defaults={"bank": near.bank, "word": near.word, "apart": near.apart, "case": case, "by_id": by_id,
                      "second_id": second_id})
        made += new
    if made:
        events.emit("match.cleared", case_id=case.pk)
    return made


def _met(case: Case, rule: str) -> Iterator[tuple[int, int, Near]]:
    for kind in PICTURED.get(case.kind, ()):
        for picture_id, bits in queries.hashes_of(kind, case.subject_id):
            yield from ((picture_id, bits, near) for near in queries.banked_near(bits) if near.rule == rule)


def _others(case: Case, near: Near) -> int:
    mine = {picture for kind in PICTURED[case.kind] for picture, _bits in queries.hashes_of(kind, case.subject_id)}
    return len({picture for picture, _bits in queries.pictures_near(near.line)} - mine)


def _wrong(near: Near) -> int:
    return Cleared.objects.filter(line=near.line, rule=near.rule).values("case").distinct().count()
