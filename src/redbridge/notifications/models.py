"""What a person is told."""

from django.db import models
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.notes.models import Comment, Note


class Notice(models.Model):
    """Somebody did something that concerns `person`. One row a deed, however often the job runs."""

    class Kind(models.TextChoices):
        LIKE = "like"
        COMMENT = "comment"
        REPLY = "reply"
        MENTION = "mention"
        FOLLOW = "follow"
        EXPORT = "export"
        """From the house, so the actor is the person themselves."""
        REQUEST = "request"
        ACCEPT = "accept"
        WELCOME = "welcome"
        WELCOMED = "welcomed"
        """Somebody said the first word to me; I said it to somebody."""
        COLLECT = "collect"
        LIKED_WORD = "liked_word"
        """Of a comment."""
        SUGGESTED = "suggested"
        """Somebody knows a better translation of my words; the next three are what came of one that I suggested."""
        ACCEPTED = "accepted"
        DECLINED = "declined"
        UNDONE = "undone"
        TERM_IN = "term_in"
        TERM_OUT = "term_out"
        """What came of a term that I explained."""
        DRAFT = "draft"
        SETTLED = "settled"
        """From the house, to everybody: a change of the rules is proposed, and what came of it."""
        BOARD = "board"
        """Somebody wants to share a board; which ones, the page of boards says."""
        DECISION = "decision"
        RESTORED = "restored"
        """From the house: moderation decided about me, or took that back; which, the page of my standing says."""

        LOOKED = "looked"
        """Staff looked at my data; from the house as well."""
        APPEAL_WON = "appeal_won"
        APPEAL_OUT = "appeal_out"
        """What came of an appeal of one's own."""
        TO_APPEAL = "to_appeal"
        """An appeal waits for somebody of the staff."""
        APPOINTED = "appointed"
        RELEASED = "released"
        """From the house: a role was given to me, or ended; which I hold, the page of my role says."""
        REPORTED = "reported"
        """Something one reported was decided; the page of reports says what."""

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    actor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(Note, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
    seen = models.DateTimeField(null=True)
    rests = models.DateTimeField(null=True)
    """It came at night to somebody whose nights are quiet: until then no badge counts it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "actor", "note", "comment"],
                nulls_distinct=False,
                name="notifications_told_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notifications_of_person"),
            models.Index(fields=["person", "kind", "note", "-id"], name="notifications_of_one_kind"),
            models.Index(fields=["person"], condition=models.Q(seen=None), name="notifications_unseen"),
            models.Index(fields=["rests"], condition=~models.Q(rests=None), name="notifications_resting"),
        ]
