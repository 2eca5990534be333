"""Muting a person, a word, a topic. Nobody is told, so there is no news."""

from django.db import transaction
from django.utils.translation import gettext as _

from redbridge.accounts import rules
from redbridge.accounts.models import Mute
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal


def check_may_mute(person_id: int) -> None:
    """Raises Refusal("word", …) where somebody has muted as much as there is room for."""
    if Mute.objects.filter(person_id=person_id).count() >= rules.MUTES_MOST:
        said = _("There is room for %(most)s. Take one out first.")
        raise Refusal("word", said % {"most": rules.MUTES_MOST})


@transaction.atomic
def mute(person_id: int, kind: Mute.Kind, word: str = "", other_id: int | None = None) -> None:
    """Keep somebody, a word (`rules.muted_word`) or a topic's key from one's feeds and notices; twice is once."""
    if other_id != person_id:
        Mute.objects.get_or_create(person_id=person_id, kind=kind, word=word, other_id=other_id)
        audit.record(person_id, f"mute {kind.value}", "person", other_id or person_id)


@transaction.atomic
def unmute(person_id: int, **which: int | str) -> None:
    """Take back those of a person's mutes that fit `which` (`pk`, or `kind` and `other_id`)."""
    if Mute.objects.filter(person_id=person_id, **which).delete()[0]:
        audit.record(person_id, "unmute", "person", person_id)
