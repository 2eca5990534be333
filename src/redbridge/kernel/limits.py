"""Sliding-window limits in PostgreSQL, so that all web processes count together.

The window is approximated by two fixed slices, the earlier one weighted by how much of it still counts, as in
Cloudflare's "How we built rate limiting" (2017): one row a key and slice, one statement a hit.
"""

import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _

from redbridge.kernel import reads
from redbridge.kernel.errors import TooOften
from redbridge.kernel.jobs import job

_SQL = """
with now_ as (
    insert into kernel_hit (key, slice, times) values (%(key)s::text, %(slice)s::bigint, 1)
    on conflict (key, slice) do update set times = kernel_hit.times + 1 returning times
)
select (select times from now_), coalesce((select times from kernel_hit
    where key = %(key)s::text and slice = %(slice)s::bigint - 1), 0)
"""


@dataclass(frozen=True)
class Limit:
    """At most `times` in any `seconds`, counted under `name`."""

    name: str
    times: int
    seconds: int


Share = Callable[[int], float]
_shares: list[Share] = []


def narrow(share: Share) -> None:
    """Let a room that knows people say how much of every limit is somebody's, from 0 to 1. It is asked at each hit."""
    _shares.append(share)


def times_for(limit: Limit, key: str | int) -> float:
    """How often this key may; a number is a person's id. Nobody is left with less than once."""
    part = min((share(key) for share in _shares), default=1.0) if isinstance(key, int) else 1.0
    return max(1.0, limit.times * part)


def hit(limit: Limit, key: str | int) -> None:
    """Count one more; raises TooOften past the limit, or past the person's share of it."""
    now = time.time()
    slice_, gone = divmod(now, limit.seconds)
    [(here, before)] = reads.rows(_SQL, {"key": f"{limit.name}:{key}"[:160], "slice": int(slice_)})
    if here + before * (1 - gone / limit.seconds) > times_for(limit, key):
        raise TooOften(max(1, int(limit.seconds - gone)))


def client_address(request: HttpRequest) -> str:
    """Who is asking: forwarded addresses count only when a trusted proxy says them; IPv6 by its /64."""
    return network_of(forwarded_address(request.META))


def forwarded_address(environ: Mapping[str, Any]) -> str:
    """Whose the request is, as the nearest proxy that is not trusted was seen or as it came."""
    address = str(environ.get("REMOTE_ADDR", ""))
    trusted: tuple[str, ...] = settings.REDBRIDGE_TRUSTED_PROXIES
    if address in trusted:
        hops = [hop.strip() for hop in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        address = next((hop for hop in reversed(hops) if hop not in trusted), address)
    return address


def network_of(address: str) -> str:
    """An address as it is counted: IPv4 whole, IPv6 by /64, a mapped IPv4 as itself, anything else as one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False).network_address) + "/64"
    return str(ip)


@job(periodic="7 * * * *")
def forget_hits(timestamp: int) -> None:
    """Drop the counts of past windows. The longest window is a day, and slices count from 1970 in its own length."""
    with connection.cursor() as cursor:
        cursor.execute("delete from kernel_hit where made < now() - interval '2 days'")


def wait_said(seconds: int) -> str:
    """How long to wait, in the reader's words: in seconds to two minutes, in minutes to two hours, in hours beyond."""
    minutes = -(-seconds // 60)
    if seconds <= 120:
        return _("That was a lot in a short time. Try again in %(seconds)s seconds.") % {"seconds": seconds}
    if minutes <= 120:
        return _("That was a lot in a short time. Try again in %(minutes)s minutes.") % {"minutes": minutes}
    return _("That was a lot in a short time. Try again in %(hours)s hours.") % {"hours": -(-minutes // 60)}
