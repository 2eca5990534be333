"""By the clock: banks are read again where a file changed, and pictures that nobody looked at are."""

import structlog
from django.core.cache import cache

from redbridge.kernel.jobs import job
from redbridge.moderation.pictures import actions, queries, rules

log = structlog.get_logger("redbridge.moderation")
AT_ONCE = 100
READ = "moderation.banks"


@job(queue="pictures", priority=-20, periodic="*/2 * * * *")
def read_banks(timestamp: int) -> None:
    """Read the host's banks where a file of them is another than when they were read last."""
    now = [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in rules.banks(actions.folder())]
    if cache.get(READ) != now:
        for wrong in actions.load_banks()[:20]:
            log.warning("bank.line", wrong=wrong)
        cache.set(READ, now, None)
    if actions.are_there_banks():
        for picture_id in queries.unhashed(AT_ONCE):
            actions.look_at(picture_id)


@job(queue="pictures", priority=-20, periodic="17 4 * * *")
def forget_gone(timestamp: int) -> None:
    """Drop the hashes of pictures that are no more."""
    actions.forget_gone()
