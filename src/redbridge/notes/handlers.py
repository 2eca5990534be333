"""What notes do when there is news: wait for their translations into the site's languages."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.utils.translation import gettext as _

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.kernel.events import subscribe
from redbridge.kernel.ids import first_at
from redbridge.kernel.private import Fact, private
from redbridge.media import actions as media
from redbridge.notes import actions, jobs
from redbridge.notes.models import Comment, Note
from redbridge.record.published import published


@private("private_note")
def private_note(person_id: int, note_id: int | None) -> list[Fact]:
    """A note's words as they were written, whoever may read it; one in the bin too, which may have been reported before."""
    note = Note.objects.filter(pk=note_id or 0, author_id=person_id).first()
    if note is None:
        raise Http404
    said = ((_("Title"), note.title), (_("On the card"), note.words), (_("Text"), note.body), (_("Place"), note.place))
    return [Fact(what, words, note.language) for what, words in said if words]


@private("private_comment")
def private_comment(person_id: int, comment_id: int | None) -> list[Fact]:
    """A comment's words as they were written, whoever may read the note above it."""
    comment = Comment.objects.filter(pk=comment_id or 0, author_id=person_id).first()
    if comment is None:
        raise Http404
    return [Fact(_("Text"), comment.body, comment.language)]


@published
def notes_published(first: datetime, after: datetime) -> list[tuple[str, int]]:
    """How many notes of each language began in that time, deleted ones too: the public record tells decisions by them."""
    began = Note.objects.filter(pk__gte=first_at(first), pk__lt=first_at(after)).order_by()
    return list(began.values_list("language").annotate(times=Count("pk")))


@subscribe("note.published", "note.relabelled", "note.edited", "note.shown", priority=5)
def translate_note(note_id: int) -> None:
    """Put a note on the list of what waits for its translations; popular ones are next when there is much on it."""
    actions.want("note", [note_id])
    jobs.cross_soon()


@subscribe("comment.published", "comment.relabelled", "comment.shown", priority=5)
def translate_comment(comment_id: int) -> None:
    """And a comment on the same list."""
    actions.want("comment", [comment_id])
    jobs.cross_soon()


@subscribe("note.described", queue="words")
def translate_around_note(note_id: int) -> None:
    """The name of a note's place, and what its pictures show."""
    actions.retell_place(note_id)
    actions.retell_pictures("note", note_id)


@subscribe("comment.described", queue="words")
def translate_comment_picture(comment_id: int) -> None:
    """What a comment's picture shows."""
    actions.retell_pictures("comment", comment_id)


@subscribe("picture.ready", queue="pictures", priority=-10)
def look_at_picture(picture_id: int, kind: str, subject_id: int) -> None:
    """Read what a picture says, after all that are to be shown."""
    if kind in ("note", "comment"):
        actions.look_at_pictures(kind, subject_id)


@subscribe("note.pictured", queue="pictures", priority=-10)
def look_at_note(note_id: int) -> None:
    """The same for pictures that were ready before their note was published."""
    actions.look_at_pictures("note", note_id)


@subscribe("person.closed", "person.opened", "person.hidden", "person.shown", priority=20)
@transaction.atomic
def reguard_pictures(person_id: int) -> None:
    """Who is private or not there has their pictures asked for, and those under their notes and comments; who is not, not.

    The person is held: of two such jobs the later one is right.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    notes = list(Note.objects.filter(author_id=person_id).exclude(picture_count=0).values_list("pk", flat=True))
    media.reguard("note", notes)
    theirs = Q(note__author_id=person_id) | Q(author_id=person_id) | Q(parent__author_id=person_id)
    under = Comment.objects.filter(theirs).exclude(picture=None)
    media.reguard("comment", list(under.values_list("pk", flat=True)))


@subscribe("note.shown")
def trust_author(note_id: int) -> None:
    """Somebody looked at what a newcomer of a surge wrote and let it through: nothing else of theirs waits."""
    author = Note.objects.filter(pk=note_id, standing="").values_list("author_id", flat=True).first()
    if author:
        accounts.let_through(author)


@subscribe("comment.shown")
def trust_commenter(comment_id: int) -> None:
    """And a comment."""
    author = Comment.objects.filter(pk=comment_id, standing="").values_list("author_id", flat=True).first()
    if author:
        accounts.let_through(author)
