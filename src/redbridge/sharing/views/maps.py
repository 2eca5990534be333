"""For search engines: robots.txt and a sitemap in pages of a fixed number of ids, the same cost on a site of any size."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from redbridge.notes.queries import LAST_ID
from redbridge.notes.queries.visible import offered

PAGE = 5000
PRIVATE = ("/accounts/", "/settings/", "/notifications", "/following", "/notes/new", "/welcome/", "/search", "/source/",
           "/*/share", "/*/embed", "/oembed", "/*?after=", "/*&after=", "/*?read=", "/*?original=", "/*?reply=")  # fmt: skip
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

# Hops along the key, deleted rows included: a boundary never moves, and each is one step from the last.
_NEXT = "select id from notes_note where id > %s order by id offset %s limit 1"
_PAGE = f"""
select n.id, coalesce(n.edited, n.published) from (
    select * from notes_note where id >= %s order by id limit {PAGE}) n
join accounts_person p on p.id = n.author_id where {offered()} order by n.id
"""  # noqa: S608 (our own words)
_starts: list[int] = []
"""First ids of the pages known to this process."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What is nobody's business but its owner's is not to be walked."""
    kept = [f"Disallow: {path}" for path in PRIVATE]
    lines = ["User-agent: *", *kept, "", f"Sitemap: {settings.REDBRIDGE_SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The pages of the sitemap."""
    pages = "".join(f"<sitemap><loc>{settings.REDBRIDGE_SITE_URL}/sitemap/{start}.xml</loc></sitemap>" for start in _pages())
    return _xml(f'<sitemapindex xmlns="{SPACE}">{pages}</sitemapindex>')


@require_safe
def page(request: HttpRequest, start: int) -> HttpResponse:
    """The notes that everyone may see, from one id on."""
    if start > LAST_ID:
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, [start])
        rows = cursor.fetchall()
    site = settings.REDBRIDGE_SITE_URL
    urls = [f"<url><loc>{site}/notes/{id_}</loc><lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod></url>" for id_, changed in rows]
    return _xml(f'<urlset xmlns="{SPACE}">{"".join(urls)}</urlset>')


def _pages() -> list[int]:
    """First ids of all pages. What this process found before is kept, so only new pages are looked for."""
    with connection.cursor() as cursor:
        while True:
            last, step = (_starts[-1], PAGE - 1) if _starts else (0, 0)
            cursor.execute(_NEXT, [last, step])
            row = cursor.fetchone()
            if row is None:
                return list(_starts)
            _starts.append(row[0])


def _xml(body: str) -> HttpResponse:
    return HttpResponse(HEAD + body, content_type="application/xml; charset=utf-8")
