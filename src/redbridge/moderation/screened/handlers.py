"""What moderation does when the rules found something, and when something was published: it looks closer."""

from redbridge.kernel.events import subscribe
from redbridge.moderation.coordinated import actions as coordinated
from redbridge.moderation.judge import jobs as judge
from redbridge.moderation.models import Report
from redbridge.moderation.pictures import actions as pictures
from redbridge.moderation.screened.actions import take_up


@subscribe("note.screened", priority=6)
def take_up_note(note_id: int) -> None:
    """A case of it, and a statement for its author."""
    take_up("note", note_id)


@subscribe("comment.screened", priority=6)
def take_up_comment(comment_id: int) -> None:
    """The same."""
    take_up("comment", comment_id)


@subscribe("picture.ready", queue="pictures", priority=-10)
def look_at_picture(picture_id: int, kind: str, subject_id: int) -> None:
    """Hold a picture against the host's banks, after all that are to be shown."""
    pictures.look_at(picture_id)


@subscribe("note.published", "note.edited", priority=1)
def look_closer(note_id: int) -> None:
    """Pictures that were there before the note, waves that it may be part of, a judge where there is one."""
    pictures.look_again("note", note_id)
    coordinated.look("note", note_id)
    judge.ask_soon("note", note_id)


@subscribe("comment.published", priority=1)
def look_closer_at_comment(comment_id: int) -> None:
    """The same for a comment, whose picture comes with it."""
    coordinated.look("comment", comment_id)
    judge.ask_soon("comment", comment_id)


@subscribe("thing.reported")
def look_at_reported(report_id: int) -> None:
    """Ask the judge about what was reported: whoever looks into it finds a draft. A judge who was down is asked again later."""
    report = Report.objects.filter(pk=report_id, kind__in=("note", "comment")).first()
    if report:
        judge.ask_soon(report.kind, report.subject_id)
