"""Writing down a look, and the orders that delay telling of it (ADR 0152)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from redbridge.accesslog import rules
from redbridge.accesslog.models import Look, Order
from redbridge.accounts.staff import name_of, staff
from redbridge.kernel import audit, events
from redbridge.kernel.errors import Refusal
from redbridge.record import actions as record
from redbridge.record.rules import Kept


@transaction.atomic
def look(by_id: int, role: str, person_id: int, what: str, why: str, under: str = "", *, words: str = "",
         subject_id: int | None = None) -> int:
    """Write down that `by_id` looks, before they do; the line's id. A person looking at their own data leaves none: 0.

    `why` is one of rules.REASONS or words of one's own; raises ValueError where it is empty, or too long for a line.
    """
    if by_id == person_id:
        return 0
    reason, words = (why, words) if why in rules.REASONS else ("words", why)
    if not why.strip() or len(words) > rules.WORDS_CEILING or what not in {*rules.KINDS, *rules.SEEN}:
        raise ValueError("no look without a reason")
    order = Order.objects.filter(person_id=person_id, reference=under, until__gt=timezone.now()).first() if under else None
    made = Look.objects.create(
        person_id=person_id, by_id=by_id, name=name_of(by_id), role=role, what=what, subject_id=subject_id, reason=reason,
        words=words, language=get_language() or "", under=under, delayed_until=order.until if order else None,
    )
    audit.record(by_id, f"look {what}", "person", person_id)
    if order:
        _count_delay(made, order)
    elif what in rules.KINDS:
        tell(made)
    return int(made.pk)


def _count_delay(made: Look, order: Order) -> None:
    seconds = max(0, int((order.until - timezone.now()).total_seconds()))
    record.append(Kept(kind="delayed_notice", rule="", language="", by="person", seconds=seconds, surface="look"))


def tell(made: Look) -> None:
    """Let the person have a notice."""
    Look.objects.filter(pk=made.pk).update(told=timezone.now())
    events.emit("data.looked_at", person_id=made.person_id)


@transaction.atomic
def tell_of_delayed() -> int:
    """Tell of what no order keeps back any more; how many looks."""
    due = Look.objects.select_for_update().filter(told=None, delayed_until__lte=timezone.now())
    for made in list(due):
        tell(made)
    return len(due)


@transaction.atomic
def delay(by_id: int, person_id: int, reference: str, days: int) -> datetime:
    """Record a lawful order: looks under it are told when it ends. Raises Refusal for anybody but an administrator, for no
    reference or one that was used for this person, for too many days."""
    who = staff(by_id)
    if who is None or "administrator" not in who.roles:
        raise Refusal("", _("Only an administrator records an order."))
    if not reference.strip() or len(reference) > rules.UNDER_LONGEST:
        raise Refusal("reference", _("Say the order's reference, as it stands on the paper."))
    if not 1 <= days <= rules.DELAY_LONGEST:
        raise Refusal("days", _("An order holds for 1 to %(n)s days here.") % {"n": rules.DELAY_LONGEST})
    until = timezone.now() + timedelta(days=days)
    said = {"by_id": by_id, "until": until}
    _order, is_new = Order.objects.get_or_create(person_id=person_id, reference=reference, defaults=said)
    if not is_new:
        raise Refusal("reference", _("This order is recorded already. A longer delay needs another order."))
    audit.record(by_id, "delay notice", "person", person_id)
    return until
