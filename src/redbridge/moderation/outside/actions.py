"""Writing down orders and disputes: lines of the public record, and nothing beside them but who wrote them down."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.staff import staff
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal
from redbridge.moderation.outside.rules import LANGUAGE, ORDERS, OUTCOMES, TYPES, Dispute, Order, is_country
from redbridge.policy import site
from redbridge.record.actions import append
from redbridge.record.rules import Kept

DAYS_MOST = 3_650


@transaction.atomic
def record_order(by_id: int, order: Order) -> str:
    """A line with the time until the authority heard that the order had come, and where it was given effect a second that
    answers it, with the time until then. The receipt of the first; raises Refusal with a sentence."""
    _check_hand(by_id)
    _check_order(order)
    said: dict[str, Any] = {"rule": order.category, "language": "", "by": "person", "region": order.country, "surface": "order"}
    receipt = append(Kept(kind=ORDERS[order.kind], seconds=_seconds(order.received, order.told), **said)).receipt
    if order.acted:
        append(Kept(kind="order_done", seconds=_seconds(order.received, order.acted), reversed_of=receipt, **said))
    audit.record(by_id, f"record order to {order.kind}", "order", 0)
    return receipt


@transaction.atomic
def record_dispute(by_id: int, dispute: Dispute) -> str:
    """A line with the days it took, and where the house did as the body said a second that answers it. As above."""
    _check_hand(by_id)
    if dispute.outcome not in OUTCOMES or not 0 <= dispute.days <= DAYS_MOST:
        raise Refusal("days", _("Say the outcome, and how many days it took, at most %(n)s.") % {"n": DAYS_MOST})
    if dispute.language and not LANGUAGE.fullmatch(dispute.language):
        raise Refusal("language", _("Write the language as a tag, such as zh-Hans."))
    if dispute.rule and site.rule(dispute.rule) is None:
        raise Refusal("rule", _("This site has no such rule."))
    said: dict[str, Any] = {"rule": dispute.rule, "language": dispute.language, "by": "person", "surface": "dispute"}
    receipt = append(Kept(kind=OUTCOMES[dispute.outcome], seconds=86_400 * dispute.days, **said)).receipt
    if dispute.done:
        append(Kept(kind="dispute_done", seconds=86_400 * dispute.days, reversed_of=receipt, **said))
    audit.record(by_id, f"record dispute {dispute.outcome}", "dispute", 0)
    return receipt


def _check_hand(by_id: int) -> None:
    who = staff(by_id)
    if who is None or "administrator" not in who.roles:
        raise Refusal("", _("Only an administrator records an order."))


def _check_order(order: Order) -> None:
    if order.kind not in ORDERS or order.category not in TYPES:
        raise Refusal("category", _("Say what the order is about, in a word that the rules have."))
    if not is_country(order.country):
        raise Refusal("country", _("Write the authority's country as two letters, such as DE."))
    later = [order.told, *([order.acted] if order.acted else [])]
    if any(moment < order.received for moment in later) or any(moment > timezone.now() for moment in (order.received, *later)):
        raise Refusal("received", _("An order is recorded when it is over: first it came, then you told so, then it was done."))


def _seconds(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds()))
