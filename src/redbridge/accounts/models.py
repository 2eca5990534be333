"""Who: people, their sessions, whom they follow."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Cast, Length, Now
from django.db.models.lookups import LessThanOrEqual
from django.utils.module_loading import import_string

from redbridge.accounts import rules
from redbridge.kernel.fields import TimeId, same_text


class People(BaseUserManager["Person"]):
    """Finds people; handles are lower case in the table, however they are typed."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(handle=(username or "").lower())


class Person(AbstractBaseUser):
    """One person. No phone, no name of state papers, no place but what they type."""

    class State(models.TextChoices):
        ACTIVE = "active"
        SUSPENDED = "suspended"
        LEAVING = "leaving"
        """Asked to end the account: hidden everywhere, may still come back until `leaving`."""
        GONE = "gone"
        """Ended: an empty row, there for what others said to this person, and no handle that anybody could have."""

    id = TimeId()
    handle = models.CharField(max_length=rules.HANDLE_LONGEST, unique=True)
    email = models.EmailField(blank=True, max_length=rules.EMAIL_LONGEST)
    name = models.CharField(max_length=rules.NAME_LONGEST * 8)
    bio = models.CharField(max_length=rules.BIO_LONGEST * 8, blank=True)
    bio_language = models.CharField(max_length=35, default="und", db_default="und")
    bio_translations = models.JSONField(default=dict, db_default={})
    """Language to `bio`, `by` and `engine`."""
    languages = ArrayField(models.CharField(max_length=20), size=rules.LANGUAGES_MOST, default=list)
    untranslated = ArrayField(models.CharField(max_length=20), size=rules.UNTRANSLATED_MOST, default=list, db_default=[])
    """Languages that are left as they were written for this person, read by them or not."""
    notes_untranslated = ArrayField(
        models.BigIntegerField(), size=rules.NOTES_UNTRANSLATED_MOST, default=list, db_default=[]
    )
    """And single notes, the newest last."""
    interface = models.CharField(max_length=10, default="en")
    theme = models.CharField(max_length=5, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    code_accepted = models.DateTimeField(null=True)
    private = models.BooleanField(default=False, db_default=False)
    """Only accepted followers read what this person writes."""
    avatar = models.BigIntegerField(null=True)
    banner = models.BigIntegerField(null=True)
    """Pictures of kinds "avatar" and "banner" in media."""
    links = ArrayField(models.CharField(max_length=rules.LINK_LONGEST), size=rules.LINKS_MOST, default=list, db_default=[])
    interests = ArrayField(
        models.CharField(max_length=rules.INTEREST_LONGEST), size=rules.INTERESTS_MOST, default=list, db_default=[]
    )
    hides = ArrayField(models.CharField(max_length=12), size=3, default=list, db_default=[])
    """Tabs of the profile that others do not see: notes, collections, likes."""
    leaving = models.DateTimeField(null=True)
    """When the account will be gone for good."""
    accepted = models.IntegerField(default=0, db_default=0)
    """Suggestions of this person's that others accepted, as far as they earn trust."""
    paused_until = models.DateTimeField(null=True)
    """Reads and does not write until then."""
    suspended_until = models.DateTimeField(null=True)
    """When a suspension ends by itself; null with state SUSPENDED: not by itself."""
    unproven = models.BooleanField(default=False, db_default=False)
    """Came in a surge without a proof of work: what they write waits for a look, surge or not."""
    looked_at = models.DateTimeField(null=True)
    """When somebody first let through what a newcomer of a surge had written."""
    quiet_nights = models.BooleanField(null=True)
    """Nothing is sent from 22 to 7; null: as their age says."""
    suggested = models.BooleanField(null=True)
    """Whether others are told of this person by the house; null: as their age says."""

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]
    objects: ClassVar[People] = People()

    class Meta:
        constraints = [
            # PostgreSQL takes an array's declared size for a comment.
            models.CheckConstraint(
                condition=models.Q(languages__len__lte=rules.LANGUAGES_MOST), name="accounts_languages_most"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(Cast("bio_translations", models.TextField())), rules.BIOS_LONGEST),
                name="accounts_bios_longest",
            ),
            models.CheckConstraint(
                condition=models.Q(untranslated__len__lte=rules.UNTRANSLATED_MOST), name="accounts_untranslated_most"
            ),
            models.CheckConstraint(
                condition=models.Q(notes_untranslated__len__lte=rules.NOTES_UNTRANSLATED_MOST),
                name="accounts_notes_untranslated_most",
            ),
            models.CheckConstraint(condition=models.Q(links__len__lte=rules.LINKS_MOST), name="accounts_links_most"),
            models.CheckConstraint(
                condition=models.Q(interests__len__lte=rules.INTERESTS_MOST), name="accounts_interests_most"
            ),
            models.CheckConstraint(condition=models.Q(hides__len__lte=3), name="accounts_hides_most"),
        ]
        indexes = [
            models.Index(fields=["paused_until"], condition=~models.Q(paused_until=None), name="accounts_paused"),
            models.Index(fields=["suspended_until"], condition=~models.Q(suspended_until=None), name="accounts_suspended"),
            GinIndex(fields=["interests"], name="accounts_by_interest"),
            models.Index(fields=["email"], condition=~models.Q(email=""), name="accounts_by_given_email"),
            same_text("bio", "accounts_same_bio"),
        ]

    @property
    def is_staff(self) -> bool:
        """allauth asks; our roles are appointments."""
        return False


class Session(AbstractBaseSession):
    """A sign-in. The person and the hash of their password stand beside the data, so one statement answers who it is."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    auth_hash = models.CharField(max_length=128, blank=True)
    made = models.DateTimeField(db_default=Now())
    device = models.CharField(max_length=rules.DEVICE_LONGEST, blank=True, db_default="")
    """Browser and system as rules.device tells them; never an address or a place."""
    seen = models.DateTimeField(db_default=Now())
    """To the hour."""
    zone = models.CharField(max_length=rules.ZONE_LONGEST, blank=True, default="", db_default="")
    """Of the browser's clock, and only for whoever has quiet nights (young.py). Shown to nobody."""

    @classmethod
    def get_session_store_class(cls) -> Any:
        # By name: sessions.py stands on this file.
        return import_string("redbridge.accounts.sessions.SessionStore")


class Surge(models.Model):
    """A time in which very many sign up at once, and newcomers are looked at more closely (surge.py)."""

    id = TimeId()
    began = models.DateTimeField()
    until = models.DateTimeField()
    """When it ends or ended."""
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    by_itself = models.BooleanField()
    """Begun by the number of sign-ups; otherwise by `by`, or on the command line where that is None."""
    stopped = models.DateTimeField(null=True)
    """When somebody ended it before its time."""

    class Meta:
        indexes = [models.Index(fields=["-until"], name="accounts_surges_lately")]


class Follow(models.Model):
    """`follower` reads what `followed` writes."""

    pk = models.CompositePrimaryKey("follower_id", "followed_id")
    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows", db_index=False)
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followers", db_index=False)
    at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(db_default=Now())

    class Meta:
        # Somebody's followers, newest first, for the price of the index their count needs anyway.
        indexes = [models.Index(fields=["followed", "-at", "-follower"], name="accounts_followers_newest")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(follower=models.F("followed")), name="accounts_no_self_follow"),
        ]


class FollowRequest(models.Model):
    """`follower` asked a private person to let them read."""

    pk = models.CompositePrimaryKey("follower_id", "followed_id")
    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())


class Apart(models.Model):
    """A block, one row each way, so that one probe tells whether `person` and `other` see each other.

    `mine`: `person` blocked `other`; the row of the other side stands there with `mine` false, or true where both did.
    """

    pk = models.CompositePrimaryKey("person_id", "other_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    mine = models.BooleanField()
    at = models.DateTimeField(db_default=Now())


class Mute(models.Model):
    """What a person does not want in feeds and notices: somebody, a word, a topic. Nobody is told of it."""

    class Kind(models.TextChoices):
        PERSON = "person"
        WORD = "word"
        TOPIC = "topic"

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    other = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=rules.MUTED_LONGEST, blank=True)
    """A word as it is compared (case folded), or a topic's key."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "other", "word"], nulls_distinct=False, name="accounts_muted_once"
            )
        ]


class OldHandle(models.Model):
    """A handle given up: it leads to the person, and is nobody else's, until `until`."""

    handle = models.CharField(max_length=rules.HANDLE_LONGEST, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()


class Appointment(models.Model):
    """A role someone holds; a moderator's is for one language."""

    class Role(models.TextChoices):
        MODERATOR = "moderator"
        LEAD = "lead"
        ADMINISTRATOR = "administrator"
        TRUSTED = "trusted"
        """Accepts what members suggest, and decides nothing else (trust.py)."""

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role", "language"], name="accounts_appointed_once")]


class StaffNumber(models.Model):
    """What staff is called outside: M-07. Given at the first appointment, kept when it ends, never given again."""

    number = models.AutoField(primary_key=True)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="staff_number")


class LinkCheck(models.Model):
    """A page that a person names as theirs, and whether it links back to them (backlinks.py)."""

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    url = models.CharField(max_length=rules.LINK_LONGEST)
    verified = models.BooleanField(default=False, db_default=False)
    checked = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "url"], name="accounts_link_checked_once")]
        indexes = [models.Index(fields=["checked"], name="accounts_links_by_age")]


class Spared(models.Model):
    """A short text that a rule met by mistake, as people said who looked at it: it may be written, by whomever."""

    text = models.CharField(max_length=64)
    """Its hash, by ruled.mark."""
    rule = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "rule"], name="accounts_spared_once")]
