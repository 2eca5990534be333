"""When two people said that lines of a bank were wrong: its keeper is told, where the bank names one."""

from collections import defaultdict

import structlog
from django.db import transaction
from django.utils import timezone

from redbridge.kernel.events import subscribe
from redbridge.moderation.models import Case
from redbridge.moderation.pictures import keepers
from redbridge.moderation.pictures.models import Cleared
from redbridge.moderation.pictures.queries import Near

log = structlog.get_logger("redbridge.moderation")


@subscribe("match.cleared")
@transaction.atomic
def tell_keepers(case_id: int) -> None:
    """A letter to each keeper with all lines of theirs, once. Where nobody is named the log says so, and the desk."""
    case, lines = Case.objects.get(pk=case_id), defaultdict[str, list[Near]](list)
    untold = Cleared.objects.select_for_update(of=("self",)).filter(case=case, told=None)
    for one in untold.order_by("pk"):
        lines[one.bank].append(Near(one.bank, one.rule, one.word, one.line, one.apart))
    for bank, wrong in lines.items():
        if to := keepers.keeper_of(bank):
            keepers.write(to, "wrong", case.number, wrong)
            untold.filter(bank=bank).update(told=timezone.now())
        else:
            log.warning("bank.no_keeper", bank=bank, case=case.number)
