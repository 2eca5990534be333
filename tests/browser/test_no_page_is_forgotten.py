"""Each route of the matrix that answers with a page is among the pages that axe looks at, or is named here with the reason."""

from urllib.parse import urlsplit

from django.urls import resolve

from tests.browser import test_pages, test_pages_of_keys, test_pages_of_moderation
from tests.security.matrix import ROWS

NOTE, PERSON = "/notes/1", "/@x"
GAPS = {
    **dict.fromkeys(("note", "chinese", "edited", "theirs", "comment"), NOTE),
    **dict.fromkeys(("own", "other", "hidden"), PERSON),
    "theirs_one": "/note/1", "board": "/boards/1", "case": "2026-m1", "mine": "2026-m1",
    "sealed": "2026-m2", "handle": "x", "draft": "1",
    "statement": "/settings/standing/1", "appeal": "/settings/appeals/1", "version": "/guidelines/versions/1",
    "receipt": f"/transparency/receipt/{'x' * 24}",
    "wave": "/desk/waves/1", "appealed": "/desk/appeals/1", "edit": "/accounts/mfa/webauthn/keys/1/edit/",
    "remove": "/accounts/mfa/webauthn/keys/1/remove/",
}
LOOKED_AT = (*test_pages.SEEN, *test_pages.UNSEEN, "/settings/leaving", *test_pages_of_moderation.DESK,
             *test_pages_of_moderation.RULES, *test_pages_of_moderation.AUTHOR, *test_pages_of_keys.APP,
             *test_pages_of_keys.KEY, *test_pages_of_keys.SECOND_STEP)
NO_PAGES = {
    "healthz", "readyz", "metrics", "manifest", "worker", "source_archive", "robots", "sitemap", "sitemap_page", "opensearch",
    "card_picture", "preview", "rendition", "desk_picture", "person_feed", "topic_feed", "oembed", "record_lines",
    "record_heads_json", "record_key", "record_year", "desk_legal_export", "fetch_export", "upload",
    "mfa_download_recovery_codes",
}
"""Pictures, feeds, files and what machines read."""
PARTS = {"badge", "suggest", "complete", "note_crossing", "comment_crossing"}
"""Pieces of pages, which stand on those above."""
LEAD_ELSEWHERE = {"replies", "credit", "mfa_index", "mfa_list_webauthn", "mfa_login_webauthn", "signup_passkey",
                  "account_confirm_login_code"}
"""Redirects, whoever asks."""


def test_no_page_is_forgotten() -> None:
    seen = {resolve(urlsplit(path.format(**GAPS)).path).url_name for path in LOOKED_AT if path != "/nowhere"}
    asked = {name for name, row in ROWS.items() if set(row.get) != {405}}
    assert asked - seen == NO_PAGES | PARTS | LEAD_ELSEWHERE
