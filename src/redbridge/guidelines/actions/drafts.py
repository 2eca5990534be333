"""Proposing a change of the rules, and what comes of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.guidelines import files, queries, rules
from redbridge.guidelines.actions.versions import keep_versions
from redbridge.guidelines.models import Draft
from redbridge.kernel import audit, events
from redbridge.kernel.errors import Refusal
from redbridge.translation.rules import language_of

State = Draft.State


@transaction.atomic
def propose(by_id: int | None, source: str, why: str) -> int:
    """Open a draft for two weeks and tell everybody; its number. Raises PackError for a bad pack, Refusal where one is open."""
    pack = files.check(source)
    keep_versions()
    if Draft.objects.filter(pack=pack.name, state=State.OPEN).exists():
        raise Refusal("", _("A change of this pack is open already. It is settled first."))
    now = timezone.now()
    draft = Draft.objects.create(
        pack=pack.name, number=pack.version, source=source, base=queries.latest_versions().get(pack.name), by_id=by_id, why=why,
        language=language_of(why, []), opened=now, closes=now + timedelta(days=rules.OPEN_DAYS),
    )
    audit.record(by_id, "propose", "draft", draft.pk)
    events.emit("draft.opened", draft_id=draft.pk, at=int(now.timestamp()))
    return int(draft.pk)


@transaction.atomic
def settle(draft_id: int, by_id: int | None, state: str, why: str, source: str = "") -> None:
    """Adopt a draft, adopt `source` in its place ("changed"), or drop it. Raises PackError, or Refusal: settled already, still
    open for remarks (dropping may come early), or nothing said of why."""
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None or draft.state != State.OPEN:
        raise Refusal("", _("There is no open draft of this number."))
    now = timezone.now()
    if state != State.DROPPED and now < draft.closes:
        raise Refusal("", _("Members may speak about it until %(day)s.") % {"day": f"{draft.closes:%Y-%m-%d %H:%M} UTC"})
    if not why.strip():
        raise Refusal("", _("Say why, in a few words."))
    if state == State.CHANGED and not source:
        raise Refusal("", _("Give the file that is adopted in place of the draft."))
    draft.state, draft.decided, draft.outcome, draft.outcome_language = state, now, why, language_of(why, [])
    draft.became = source if state == State.CHANGED else ""
    draft.save()
    audit.record(by_id, state, "draft", draft.pk)
    events.emit("draft.settled", draft_id=draft.pk, at=int(now.timestamp()))
    if state != State.DROPPED:
        _bring_into_force(draft)


def _bring_into_force(draft: Draft) -> None:
    """The last step: where the file cannot be written nothing has happened, and where the commit fails nobody but the next
    look at the folder knows, which keeps what it finds as a version."""
    source = draft.became or draft.source
    if files.check(source).name != draft.pack:
        raise Refusal("", _("That is another pack than the one the draft is about."))
    try:
        files.put(draft.pack, source)
    except OSError as error:
        raise Refusal("", _("The folder of packs cannot be written: %(why)s.") % {"why": error.strerror}) from error
