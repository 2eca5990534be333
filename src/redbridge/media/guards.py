"""Pictures that are not for everyone. The room that owns a subject says who may see it; media knows no rooms above it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """What a room answers for its kind of subject.

    `closed`: those of these subjects that are not for everyone. `opens`: whether this viewer (None for nobody) may see
    the subject's pictures.
    """

    closed: Callable[[Iterable[int]], set[int]]
    opens: Callable[[int | None, int], bool]


_guards: dict[str, Guard] = {}


def register(kind: str, guard: Guard) -> None:
    """Let a room answer for its kind of subject; called once, at start."""
    _guards[kind] = guard


def closed(kind: str, subject_ids: Iterable[int]) -> set[int]:
    """Those of the subjects whose pictures must be asked for; all of a kind that nobody answers for."""
    guard = _guards.get(kind)
    return guard.closed(subject_ids) if guard else set(subject_ids)


def opens(kind: str, viewer_id: int | None, subject_id: int) -> bool:
    """Whether the viewer may see a closed subject's pictures; nobody but its owner, where no room answers."""
    guard = _guards.get(kind)
    return guard is not None and guard.opens(viewer_id, subject_id)
