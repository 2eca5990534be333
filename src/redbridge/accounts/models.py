"""Who: people, their sessions, whom they follow."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from redbridge.accounts import rules
from redbridge.kernel.fields import TimeId


class People(BaseUserManager["Person"]):
    """Finds people; handles are lower case in the table, however they are typed."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(handle=(username or "").lower())


class Person(AbstractBaseUser):
    """One person. No phone, no name of state papers, no place but what they type."""

    class State(models.TextChoices):
        ACTIVE = "active"
        SUSPENDED = "suspended"

    id = TimeId()
    handle = models.CharField(max_length=rules.HANDLE_LONGEST, unique=True)
    email = models.EmailField(blank=True, max_length=rules.EMAIL_LONGEST)
    name = models.CharField(max_length=rules.NAME_LONGEST * 8)
    bio = models.CharField(max_length=rules.BIO_LONGEST * 8, blank=True)
    languages = ArrayField(models.CharField(max_length=20), size=rules.LANGUAGES_MOST, default=list)
    interface = models.CharField(max_length=10, default="en")
    theme = models.CharField(max_length=5, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    code_accepted = models.DateTimeField(null=True)

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

    @classmethod
    def get_session_store_class(cls) -> Any:
        # By name: sessions.py stands on this file.
        return import_string("redbridge.accounts.sessions.SessionStore")


class Follow(models.Model):
    """`follower` reads what `followed` writes."""

    pk = models.CompositePrimaryKey("follower_id", "followed_id")
    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows", db_index=False)
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followers")
    at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(follower=models.F("followed")), name="accounts_no_self_follow"),
        ]


class Appointment(models.Model):
    """A role someone holds; a moderator's is for one language."""

    class Role(models.TextChoices):
        MODERATOR = "moderator"
        LEAD = "lead"
        ADMINISTRATOR = "administrator"

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role", "language"], name="accounts_appointed_once")]
