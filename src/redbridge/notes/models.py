"""Notes, comments, topics, likes. A note's translations stand on its own row, so a page of cards is one statement."""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast, Length, Now
from django.db.models.lookups import LessThanOrEqual

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.notes import rules

# Columns hold code points; a grapheme may take several. The forms count graphemes, the database keeps the ceiling.
TITLE_CEILING = 320
WORDS_CEILING = 720
BODY_CEILING = 80_000
COMMENT_CEILING = 12_000
PLACE_CEILING = 320
PLACES_CEILING = 20_000
BOARD_CEILING = 240


def at_most(field: str | Cast, most: int, name: str) -> models.CheckConstraint:
    """A ceiling in the database for a text column."""
    return models.CheckConstraint(condition=LessThanOrEqual(Length(field), most), name=name)


def same_text(field: str, name: str) -> models.Index:
    """An index by which the rows with one text are found: eight bytes each, however long and however many they are."""
    return models.Index(Func(F(field), Value(0), function="hashtextextended"), condition=~models.Q(**{field: ""}), name=name)


class Note(models.Model):
    """Pictures or a text card, a title, a body. Deleted notes keep their row: what was removed can be restored."""

    class Kind(models.TextChoices):
        PICTURES = "pictures"
        CARD = "card"

    class Audience(models.TextChoices):
        """Who may read, and who may comment; the author always may."""

        EVERYONE = "everyone"
        FOLLOWERS = "followers"
        MUTUALS = "mutuals"
        ME = "me"

    id = TimeId()
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes", db_index=False)
    client_key = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    card = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=WORDS_CEILING, blank=True)
    title = models.CharField(max_length=TITLE_CEILING, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=20)
    language_chosen = models.BooleanField(default=False)
    translations = models.JSONField(default=dict)
    cover = models.BigIntegerField(null=True)
    picture_count = models.SmallIntegerField(default=0, db_default=0)
    visibility = models.CharField(max_length=10, choices=Audience.choices, default="everyone", db_default="everyone")
    replies = models.CharField(max_length=10, choices=Audience.choices, default="everyone", db_default="everyone")
    """Who may comment, of those who may read."""
    sensitive = models.BooleanField(default=False, db_default=False)
    """Pictures are blurred until asked for."""
    place = models.CharField(max_length=PLACE_CEILING, blank=True, default="", db_default="")
    """What the author typed; never looked up. `places`: language to `place`, `by` and `engine`."""
    place_language = models.CharField(max_length=20, default="und", db_default="und")
    places = models.JSONField(default=dict, db_default={})
    pinned_comment = models.BigIntegerField(null=True)
    edited = models.DateTimeField(null=True)
    published = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_key"], name="notes_published_once"),
            at_most("body", BODY_CEILING, "notes_body_ceiling"),
            at_most(Cast("places", models.TextField()), PLACES_CEILING, "notes_places_ceiling"),
        ]
        indexes = [
            models.Index(fields=["author", "-id"], condition=models.Q(deleted=None), name="notes_by_author"),
            models.Index(fields=["author", "deleted"], condition=~models.Q(deleted=None), name="notes_deleted"),
            same_text("title", "notes_same_title"),
            same_text("words", "notes_same_words"),
            same_text("body", "notes_same_body"),
        ]


class Tally(models.Model):
    """Counts of a note, on a narrow row of their own: a like then rewrites 40 bytes, not the note."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, primary_key=True)
    likes = models.IntegerField(default=0)
    comments = models.IntegerField(default=0)
    collects = models.IntegerField(default=0, db_default=0)


class Version(models.Model):
    """How a note stood before an edit; anyone who may read the note may read these."""

    id = TimeId()
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=TITLE_CEILING, blank=True)
    words = models.CharField(max_length=WORDS_CEILING, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=20)
    translations = models.JSONField(default=dict, db_default={})
    """Those that the author wrote themselves."""
    at = models.DateTimeField()
    """When these words came to stand."""

    class Meta:
        constraints = [at_most("body", BODY_CEILING, "notes_version_ceiling")]


class Composition(models.Model):
    """A note not published yet: a draft, or scheduled where `due` is set. Its pictures are of kind "draft" in media."""

    id = TimeId()
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    client_key = models.UUIDField()
    fields = models.JSONField(default=dict)
    """The form as it was typed."""
    due = models.DateTimeField(null=True)
    changed = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_key"], name="notes_composed_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(Cast("fields", models.TextField())), 400_000),
                name="notes_composition_ceiling",
            ),
        ]
        indexes = [models.Index(fields=["due"], condition=~models.Q(due=None), name="notes_compositions_due")]


_TOP = models.Q(parent=None, deleted=None)


class Comment(models.Model):
    """Two levels: `parent` is a comment on the note itself, never a reply."""

    id = TimeId()
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="comments", db_index=False)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies", db_index=False)
    client_key = models.UUIDField()
    body = models.TextField()
    language = models.CharField(max_length=20)
    language_chosen = models.BooleanField(default=False)
    translations = models.JSONField(default=dict)
    published = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)
    deleted_by = models.BigIntegerField(null=True)
    """Who took it away, its author or the note's, and may bring it back."""
    picture = models.BigIntegerField(null=True)
    """A picture of kind "comment" in media."""
    likes = models.IntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_key"], name="notes_commented_once"),
            at_most("body", COMMENT_CEILING, "notes_comment_ceiling"),
        ]
        indexes = [
            models.Index(fields=["note", "id"], name="notes_comments_of_note"),
            models.Index(fields=["note", "-id"], condition=_TOP, name="notes_comments_newest"),
            models.Index(fields=["note", "-likes", "-id"], condition=_TOP, name="notes_comments_best"),
            models.Index(fields=["parent", "id"], name="notes_replies"),
            same_text("body", "notes_same_comment"),
        ]


class Like(models.Model):
    """One person, one note, once."""

    pk = models.CompositePrimaryKey("person_id", "note_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="likes", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="likes")
    at = models.DateTimeField(db_default=Now())


class CommentLike(models.Model):
    """One person, one comment, once."""

    pk = models.CompositePrimaryKey("person_id", "comment_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())


class Board(models.Model):
    """A collection of notes: public, private, or shared with the people in BoardMember, who add to it too."""

    id = TimeId()
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="boards")
    name = models.CharField(max_length=BOARD_CEILING)
    public = models.BooleanField(default=True)
    changed = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)
    """What lay on it is unsorted meanwhile, and for good where it is not brought back."""


class BoardMember(models.Model):
    """Somebody a board is shared with; invited until `accepted`."""

    pk = models.CompositePrimaryKey("board_id", "person_id")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    accepted = models.BooleanField(default=False)


class Collected(models.Model):
    """One person collected one note, once; `board` is where it lies, none for the unsorted."""

    pk = models.CompositePrimaryKey("person_id", "note_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, null=True, on_delete=models.SET_NULL, related_name="collected", db_index=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-note"], name="notes_collected_by"),
            models.Index(fields=["board", "-at", "-note"], name="notes_collected_on"),
        ]


class Topic(models.Model):
    """A `#name` in any script; `key` joins its spellings, `name` is the first one written."""

    id = TimeId()
    key = models.CharField(max_length=rules.TOPIC_LONGEST, unique=True)
    name = models.CharField(max_length=rules.TOPIC_LONGEST)
    language = models.CharField(max_length=20, default="und", db_default="und")
    translations = models.JSONField(default=dict, db_default={})
    joined = models.BigIntegerField(null=True)
    """The same number on all topics that are one thing: what TopicPair says, kept where it is read."""

    class Meta:
        constraints = [at_most(Cast("translations", models.TextField()), PLACES_CEILING, "notes_topic_ceiling")]
        indexes = [models.Index(fields=["joined"], condition=~models.Q(joined=None), name="notes_topics_joined")]


class TopicPair(models.Model):
    """Two topics that are said to be one thing; proposed `by` nobody where the memory knew. Once apart it joins them no more."""

    PROPOSED, JOINED, APART = STATES = ("proposed", "joined", "apart")
    id = TimeId()
    one = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=[(name, name.title()) for name in STATES])
    by = models.BigIntegerField(null=True)
    decided_by = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="notes_paired_once"),
                       models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="notes_pair_in_order")]


class NoteTopic(models.Model):
    """A note stands under a topic; ids sort by time, so the key lists a topic newest first."""

    pk = models.CompositePrimaryKey("topic_id", "note_id")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE)


class Waiting(models.Model):
    """A note or comment that waits for its translation into `target`, "" for all languages of the site."""

    pk = models.CompositePrimaryKey("kind", "row_id", "target")
    kind = models.CharField(max_length=8)
    row_id = models.BigIntegerField()
    target = models.CharField(max_length=35, blank=True)
    note_id = models.BigIntegerField()
    """Whose popularity counts: the note itself, or the one it answers."""
    turn = models.DateTimeField()
    """The earliest comes first; popular and asked for, it is earlier than it came."""
    after = models.DateTimeField(db_default=Now())
    """Not before this: somebody works on it, or an engine was down."""
    tries = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=("note", "comment")), name="notes_waiting_kind")]
        indexes = [models.Index(fields=["turn"], name="notes_waiting_turn")]


class Walk(models.Model):
    """How far a round through all rows of a kind has come: a job goes on where the one before it stopped."""

    kind = models.CharField(max_length=8, primary_key=True)
    at = models.BigIntegerField()
    """The id it goes on below; 0 at the end of a round."""
    begun = models.DateTimeField()
    setting = models.CharField(max_length=32)
    """Under which engines and languages, as a hash."""
