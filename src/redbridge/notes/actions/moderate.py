"""What moderation leaves of a note or comment, and giving it back whole: the row stays, with its likes, comments and place."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from redbridge.kernel import audit, events
from redbridge.notes.actions.crossing import words_of
from redbridge.notes.actions.remove import count_again, settle_all_pictures, settle_pictures
from redbridge.notes.models import Comment, Note
from redbridge.translation import actions as translation

Restraint = Mapping[str, Any]


@transaction.atomic
def restrict_note(
    note_id: int, by_id: int | None, *, standing: str | None = None, limited: bool | None = None, label: str | None = None,
    withheld: Mapping[str, str] | None = None, rule: str | None = None,
) -> bool:
    """Leave this of a note; None leaves a part as it is. False where it is so already, or there is no such note.

    `withheld` is region to rule; `rule` is that under which it is held, removed or limited, and goes with these.
    """
    note = Note.objects.select_for_update().filter(pk=note_id).first()
    wanted = {"standing": standing, "limited": limited, "label": label, "rule": rule} | _columns(withheld)
    if note is None or not (was := _change(note, wanted, note.limited if limited is None else limited)):
        return False
    if was.keys() & {"standing", "withheld"}:
        settle_all_pictures(note_id)
    audit.record(by_id, _verb(note, was), "note", note_id)
    _tell(note, was)
    return True


@transaction.atomic
def restrict_comment(
    comment_id: int, by_id: int | None, *, standing: str | None = None, label: str | None = None,
    withheld: Mapping[str, str] | None = None, rule: str | None = None,
) -> bool:
    """Leave this of a comment; see `restrict_note`. The replies under it go and come with it."""
    comment = Comment.objects.select_for_update().filter(pk=comment_id).first()
    wanted = {"standing": standing, "label": label, "rule": rule} | _columns(withheld)
    if comment is None or not (was := _change(comment, wanted)):
        return False
    if was.keys() & {"standing", "withheld"}:
        settle_pictures(comment.note_id)
    if "standing" in was:
        count_again(comment.note_id)
        _tell_of_comment(comment)
    audit.record(by_id, _verb(comment, was), "comment", comment_id)
    return True


def _columns(withheld: Mapping[str, str] | None) -> dict[str, list[str] | None]:
    if withheld is None:
        return {}
    return {"withheld": sorted(withheld), "withheld_rules": [withheld[region] for region in sorted(withheld)]}


def _change(row: Note | Comment, wanted: Restraint, limited: bool = False) -> Restraint:
    """Write what is wanted and differs; what stood there before, empty where nothing changed."""
    standing = row.standing if wanted["standing"] is None else wanted["standing"]
    wanted = dict(wanted) if standing or limited else {**wanted, "rule": ""}
    was = {name: getattr(row, name) for name, value in wanted.items() if value is not None and getattr(row, name) != value}
    for name in was:
        setattr(row, name, wanted[name])
    if was:
        row.save(update_fields=list(was))
    if was.get("standing") == "":
        # Its words serve no other note's translation any more; given back, they are translated again.
        translation.forget(words_of(row).values())
    return was


def _tell(note: Note, was: Restraint) -> None:
    if "standing" not in was:
        events.emit("note.restrained", note_id=note.pk)
    elif note.standing:
        events.emit("note.hidden", note_id=note.pk)
    else:
        events.emit("note.shown", note_id=note.pk)


def _tell_of_comment(comment: Comment) -> None:
    if comment.standing:
        events.emit("comment.hidden", comment_id=comment.pk)
    else:
        events.emit("comment.shown", comment_id=comment.pk)


def _verb(row: Note | Comment, was: Restraint) -> str:
    """For the audit: what stands there now, by name."""
    if "standing" in was:
        return {"held": "hold", "removed": "remove"}.get(row.standing, "give back")
    return "limit" if "limited" in was else "withhold" if "withheld" in was else "label" if "label" in was else "name rule"
