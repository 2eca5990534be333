"""Suggesting a better translation, and taking that back."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from redbridge.corrections import rules
from redbridge.corrections.access import Text
from redbridge.corrections.actions.decide import accept
from redbridge.corrections.models import Suggestion
from redbridge.kernel import audit, events
from redbridge.kernel.errors import Refusal
from redbridge.translation.rules import text_hash

WAITING = Suggestion.State.WAITING


@transaction.atomic
def suggest(person_id: int, text: Text, said: Mapping[str, str]) -> list[int]:
    """Suggest these words for these fields, and return the suggestions' ids; what somebody suggested before is replaced.

    An author's own are taken at once. Raises Refusal where too many of this person's wait already.
    """
    if Suggestion.objects.filter(proposer_id=person_id, state=WAITING).count() >= rules.WAITING_MOST:
        raise Refusal("", _("%(most)s of your suggestions wait for an answer. Let some be decided first.")
                      % {"most": rules.WAITING_MOST})
    made = [_keep(person_id, text, field, words) for field, words in said.items()]
    if text.author_id == person_id:
        for one in made:
            accept(one, person_id)
    elif made:
        events.emit("suggestion.made", person_id=text.author_id, by_id=person_id, note_id=text.note_id,
                    comment_id=text.comment_id)
    return made


def _keep(person_id: int, text: Text, field: str, words: str) -> int:
    place = {"proposer_id": person_id, "kind": text.kind, "subject_id": text.id, "field": field, "target": text.target}
    # The yes of others was to other words.
    Suggestion.objects.filter(**place, state=WAITING).delete()
    made = Suggestion.objects.create(
        **place, author_id=text.author_id, source=text.language, original=text.words[field], text=words,
        hash=text_hash(text.words[field]), shown=text.shown(field), public=text.public,
    )  # fmt: skip
    audit.record(person_id, "suggest", "suggestion", made.pk)
    return int(made.pk)


@transaction.atomic
def withdraw(suggestion: Suggestion) -> None:
    """Take a suggestion back that nobody has decided yet."""
    if Suggestion.objects.filter(pk=suggestion.pk, state=WAITING).delete()[0]:
        audit.record(suggestion.proposer_id, "withdraw", "suggestion", suggestion.pk)
