"""Whether a page that somebody names as theirs says so too: a link back to their profile with `rel=me`.

The convention is the microformats wiki's "rel-me" and what Mastodon checks. A page says what it says today, so it is
asked again every week.
"""

from datetime import timedelta
from html.parser import HTMLParser

from django.conf import settings
from django.db import connection
from django.utils import timezone

from redbridge.accounts.models import LinkCheck, Person
from redbridge.kernel.safe_fetch import NotFetched, fetch

AGAIN_DAYS = 7
_SYNC = """
with named as (select id, unnest(links) as url from accounts_person where id = %(person)s and state = 'active'),
dropped as (delete from accounts_linkcheck c where c.person_id = %(person)s
            and not exists (select 1 from named n where n.url = c.url))
insert into accounts_linkcheck (person_id, url) select id, url from named on conflict do nothing returning id
"""


def sync(person_id: int) -> list[int]:
    """Let there be a row for each link of a person and no other; the ids of the new ones."""
    with connection.cursor() as cursor:
        cursor.execute(_SYNC, {"person": person_id})
        return [row[0] for row in cursor.fetchall()]


def stale(most: int) -> list[int]:
    """Ids of links that were not asked for a week, the longest first."""
    before = timezone.now() - timedelta(days=AGAIN_DAYS)
    rows = LinkCheck.objects.filter(checked__lt=before, person__state="active").order_by("checked")
    return list(rows.values_list("pk", flat=True)[:most])


def check(check_id: int) -> None:
    """Ask the page, and write down what it says. A page that does not answer says nothing."""
    row = LinkCheck.objects.select_related("person").filter(pk=check_id).first()
    if row is not None:
        verified = row.person.state == Person.State.ACTIVE and _says_so(row.url, row.person.handle)
        LinkCheck.objects.filter(pk=check_id).update(verified=verified, checked=timezone.now())


def _says_so(url: str, handle: str) -> bool:
    try:
        page = fetch(url)
    except NotFetched:
        return False
    profile = f"{settings.REDBRIDGE_SITE_URL}/@{handle}"
    said = me_links(page.body.decode("utf-8", "replace"))
    # Whole addresses only: one below the page's own site is not ours.
    return any(href.strip().rstrip("/").lower() == profile.lower() for href in said)


class _Me(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in ("a", "link") and "me" in (said.get("rel") or "").lower().split() and said.get("href"):
            self.found.append(str(said["href"]))


def me_links(html: str) -> list[str]:
    """Where the `rel=me` links of a page lead, as they are written."""
    reader = _Me()
    reader.feed(html)
    return reader.found
