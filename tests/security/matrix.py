"""Who may ask what: a row for every route, a column for everyone who may ask.

anonymous is nobody, other is a member, owner is the one whose note, comment or account it is, suspended is a member whose session
lives on: they read, and every write is 403 with a sentence, but for the keys of their own account (password, email, signing out),
which somebody needs all the more who has to appeal. A note deleted by its owner is there for nobody else. moderator is a member
appointed to moderate, with an authenticator app; where a row says nothing of them, they are answered as any other member.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import PASSWORD

ROLES = ("anonymous", "other", "owner", "suspended", "moderator")
SIGN_IN = "sign in"
"""A redirect to the sign-in page."""
Answer = int | str


@dataclass(frozen=True)
class Row:
    """What each of ROLES is answered; without a fifth answer a moderator is as any other. `path` is filled with the ids of
    the scene, `post` is sent with `data`.

    An address in place of a number is a redirect to it. HEAD is GET without its body. PUT, PATCH and DELETE write
    nothing anywhere.
    """

    path: str
    get: Sequence[Answer] = (405, 405, 405, 405)
    post: Sequence[Answer] = (405, 405, 405, 405)
    data: dict[str, str] = field(default_factory=dict)

    def answers(self, method: str) -> list[tuple[str, Answer]]:
        """Each of ROLES with its answer to `get` or `post`."""
        said = self.get if method == "get" else self.post
        return list(zip(ROLES, [*said, said[1]] if len(said) == 4 else said, strict=True))


ALL = (200, 200, 200, 200)
MEMBERS = (SIGN_IN, 200, 200, 200)
WRITERS = (SIGN_IN, 302, 302, 403)
KEYS = (SIGN_IN, 302, 302, 302)
MEMBERS_AGAIN = (SIGN_IN, 302, 302, 302)
"""Asked to show once more who they are."""
HOME: Sequence[Answer] = ("/",) * 4
WELCOME: Sequence[Answer] = ("/welcome/",) * 4
TO_CHANGE = "/accounts/password/change/"
CHANGE = (SIGN_IN, TO_CHANGE, TO_CHANGE, TO_CHANGE)
SAFETY = ("/settings/security",) * 4
TO_SAFETY = (200, *SAFETY[1:])
TO_CONFIRM = "/accounts/reauthenticate/?next="
CONFIRM = (SIGN_IN, TO_CONFIRM, TO_CONFIRM, TO_CONFIRM)
"""First to show once more that it is oneself, and then on."""
BY_PASSWORD = (SIGN_IN, "/accounts/reauthenticate/", "/accounts/reauthenticate/", "/accounts/reauthenticate/")
NONE_YET = (SIGN_IN, 404, 404, 404)
NO_CODES = (SIGN_IN, "/", "/", "/")
NO_LOGIN = ("/accounts/login/", "/", "/", "/")
ITS_OWNER = (SIGN_IN, 404, 302, 403)
OWNER_OR_STAFF = (*ITS_OWNER, 302)
WHOSE_IT_IS = (SIGN_IN, 404, 302, 404)
"""Also while they are suspended; the suspended one of the columns is another."""
STAFF = (SIGN_IN, 404, 404, 404, 302)
REPORTERS = (SIGN_IN, 200, 404, 403)
ITS_OWNER_READS = (SIGN_IN, 404, 200, 403)

KEY = "6f2c0f6e-2f5d-4c9d-9d3e-0a51b2e0c001"
ARRIVAL = {"username": "ming", "email": "ming@example.org", "password1": PASSWORD, "birth_year": "1994"}
NEW_PASSWORD = {"oldpassword": PASSWORD, "password1": "a-much-better-one-9", "password2": "a-much-better-one-9"}

ROWS = {
    "healthz": Row("/healthz", ALL, ALL),
    "readyz": Row("/readyz", ALL, ALL),
    "metrics": Row("/metrics", ALL, ALL),
    "keyboard": Row("/keyboard", ALL),
    "manifest": Row("/manifest.webmanifest", ALL),
    "worker": Row("/sw.js", ALL),
    "offline": Row("/offline/en", ALL),
    "source": Row("/source", ALL),
    "source_archive": Row("/source/redbridge-0.1.0.tar.gz", ALL),
    "glossary": Row("/glossary", ALL),
    "term": Row("/glossary/zh/yyds", ALL),
    "propose_term": Row("/glossary/propose", (SIGN_IN, 200, 200, 403), (SIGN_IN, 422, 422, 403)),
    "term_proposals": Row("/glossary/proposals", MEMBERS),
    "decide_term": Row("/glossary/proposals/1/decide", post=(SIGN_IN, 404, 404, 403)),
    "withdraw_term": Row("/glossary/proposals/1/withdraw", post=(SIGN_IN, 404, 404, 403)),
    "transparency": Row("/transparency", ALL),
    "record_lines": Row("/transparency/record.jsonl", ALL),
    "record_heads": Row("/transparency/heads", ALL),
    "record_heads_json": Row("/transparency/heads.json", ALL),
    "record_key": Row("/transparency/key", ALL),
    "record_year": Row("/transparency/2026.json", ALL),
    "record_receipt": Row("/transparency/receipt/{receipt}", ALL),
    "explore": Row("/", ALL),
    "card_picture": Row("/notes/{note}/card.png", (404, 404, 404, 404)),
    "preview": Row("/notes/{note}/preview.jpg", ALL),
    "embed": Row("/notes/{note}/embed", ALL),
    "share": Row("/notes/{note}/share", ALL),
    "oembed": Row("/oembed?url=http://localhost:8000/notes/{note}", ALL),
    "person_feed": Row("/@lin/feed.xml", ALL),
    "topic_feed": Row("/topics/cat/feed.xml", ALL),
    "sitemap": Row("/sitemap.xml", ALL),
    "sitemap_page": Row("/sitemap/1.xml", ALL),
    "robots": Row("/robots.txt", ALL),
    "following": Row("/following", MEMBERS),
    "search": Row("/search?q=cat", ALL),
    "suggest": Row("/search/suggest?q=ca", ALL),
    "opensearch": Row("/opensearch.xml", ALL),
    "exchange": Row("/exchange", ALL),
    "cat_tax": Row("/exchange/cat-tax", ALL),
    "welcome_note": Row("/exchange/welcome/{note}", post=(SIGN_IN, 403, 403, 403), data={"opener": "0"}),
    "dismiss": Row("/exchange/dismiss", post=WRITERS),
    "notices": Row("/notifications", MEMBERS),
    "badge": Row("/notifications/badge", MEMBERS),
    "corrections": Row("/corrections", MEMBERS),
    "corrections_log": Row("/corrections/log", MEMBERS),
    "credit": Row("/corrections/by/{person}", ("/@lin",) * 4),
    "suggest_translation": Row("/corrections/suggest/note/{note}?to=en", (SIGN_IN, 200, 200, 403), (401, 302, 302, 403),
                               {"to": "en", "title": "Kitten"}),
    "doubt": Row("/corrections/doubt/note/{note}", post=WRITERS, data={"to": "en"}),
    "clear_doubts": Row("/corrections/clear/note/{note}", post=(SIGN_IN, 404, 404, 403, 302), data={"to": "en"}),
    "answer_suggestion": Row("/corrections/{suggestion}/answer", post=OWNER_OR_STAFF, data={"answer": "accept"}),
    "withdraw_suggestion": Row("/corrections/{suggestion}/withdraw", post=(SIGN_IN, 404, 404, 403)),
    "undo_correction": Row("/corrections/{change}/undo", post=OWNER_OR_STAFF),
    "write": Row("/notes/new", (SIGN_IN, 200, 200, 403), (401, 302, 302, 403), {"kind": "card", "words": "x"}),
    "note": Row("/notes/{note}", ALL),
    "edit": Row("/notes/{note}/edit", (SIGN_IN, 404, 200, 403), (401, 404, 422, 403), {"title": "x"}),
    "history": Row("/notes/{note}/history", ALL),
    "drafts": Row("/drafts", MEMBERS),
    "save_draft": Row("/drafts/save", post=WRITERS, data={"title": "x"}),
    "begin_upload": Row(f"/drafts/{KEY}/uploads", post=(SIGN_IN, 201, 201, 403),
                        data={"upload": KEY, "name": "x", "length": "9"}),
    "upload": Row("/uploads/{upload}", (SIGN_IN, 404, 200, 403)),
    "discard_draft": Row("/drafts/{draft}/delete", post=ITS_OWNER),
    "take_back_draft": Row("/drafts/{thrown}/restore", post=ITS_OWNER),
    "unschedule": Row("/drafts/{draft}/unschedule", post=ITS_OWNER),
    "publish_now": Row("/drafts/{draft}/publish", post=ITS_OWNER),
    "complete": Row("/complete", (SIGN_IN, 200, 200, 403)),
    "deleted": Row("/deleted", MEMBERS),
    "delete": Row("/notes/{note}/delete", post=ITS_OWNER),
    "restore": Row("/notes/{deleted}/restore", post=ITS_OWNER),
    "note_language": Row("/notes/{note}/language", post=ITS_OWNER, data={"language": "fr"}),
    "like": Row("/notes/{note}/like", post=WRITERS),
    "collect": Row("/notes/{note}/collect", (SIGN_IN, 200, 200, 403), WRITERS),
    "boards": Row("/boards", MEMBERS, WRITERS, {"name": "x"}),
    "unsorted": Row("/boards/unsorted", MEMBERS),
    "board": Row("/boards/{board}", ALL),
    "board_edit": Row("/boards/{board}/edit", ITS_OWNER_READS, ITS_OWNER, {"name": "x"}),
    "board_delete": Row("/boards/{board}/delete", post=ITS_OWNER),
    "board_restore": Row("/boards/{deleted_board}/restore", post=ITS_OWNER),
    "board_invite": Row("/boards/{board}/invite", post=ITS_OWNER, data={"handle": "joss"}),
    "board_join": Row("/boards/{board}/join", post=(SIGN_IN, 404, 404, 403)),
    "board_leave": Row("/boards/{board}/leave", post=(SIGN_IN, 404, 404, 403)),
    "board_take_off": Row("/boards/{board}/take-off", post=ITS_OWNER, data={"note": "1"}),
    "translate_note": Row("/notes/{note}/translate", post=WRITERS),
    "note_crossing": Row("/notes/{note}/crossing", ALL),
    "leave_note": Row("/notes/{note}/as-written", post=WRITERS),
    "role": Row("/settings/role", MEMBERS),
    "translation": Row("/settings/translation", MEMBERS),
    "leave_language": Row("/settings/translation/languages", post=WRITERS, data={"code": "fr"}),
    "comment": Row("/notes/{note}/comments", post=(401, 302, 302, 403), data={"body": "x"}),
    "delete_comment": Row("/comments/{comment}/delete", post=ITS_OWNER),
    "restore_comment": Row("/comments/{deleted_comment}/restore", post=ITS_OWNER),
    "pin_comment": Row("/comments/{comment}/pin", post=ITS_OWNER),
    "like_comment": Row("/comments/{comment}/like", post=WRITERS),
    "report": Row("/report/note/{note}", REPORTERS, (SIGN_IN, 302, 404, 403), {"category": "spam"}),
    "appeals": Row("/settings/appeals", MEMBERS),
    "appeal": Row("/settings/appeals/{decision}", (SIGN_IN, 404, 200, 404), (401, 404, 302, 404), {"words": "x"}),
    "withdraw_appeal": Row("/settings/appeals/{decision}/withdraw", post=WHOSE_IT_IS),
    "accept_decision": Row("/settings/appeals/{decision}/accept", post=WHOSE_IT_IS),
    "reports": Row("/settings/reports", MEMBERS),
    "report_thanks": Row("/report/note/{note}/thanks", (SIGN_IN, 200, 404, 200)),
    # The desk: to all but staff it is not there.
    "desk": Row("/desk", (SIGN_IN, 404, 404, 404, 200)),
    "desk_person": Row("/desk/person/lin", (SIGN_IN, 404, 404, 404, 200), (SIGN_IN, 404, 404, 404, 422)),
    "desk_keys": Row("/desk/keys", (SIGN_IN, 404, 404, 404, 200)),
    "desk_case": Row("/desk/2026-m{case}", (SIGN_IN, 404, 404, 404, 200)),
    "desk_open": Row("/desk/open/note/{note}", post=STAFF),
    "desk_claim": Row("/desk/2026-m{case}/claim", post=STAFF),
    "desk_release": Row("/desk/2026-m{case}/release", post=STAFF),
    "desk_look": Row("/desk/2026-m{case}/look", post=STAFF),
    "desk_picture": Row("/desk/2026-m{case}/pictures/{picture}", (SIGN_IN, 404, 404, 404, 404)),
    "desk_decide": Row("/desk/2026-m{case}/decide", post=STAFF, data={"kind": "no_action"}),
    "desk_second": Row("/desk/2026-m{case}/second/ask", post=STAFF, data={"language": "en"}),
    "desk_seal": Row("/desk/2026-m{case}/seal", post=STAFF, data={"why": "x"}),
    "desk_lift": Row("/desk/2026-m{case}/lift/propose", post=(SIGN_IN, 404, 404, 404, 404), data={"words": "x"}),
    "desk_legal": Row("/desk/2026-m{case}/legal", (SIGN_IN, 404, 404, 404, 404), (SIGN_IN, 404, 404, 404, 404), {"to": "x"}),
    "desk_legal_export": Row("/desk/2026-m{case}/legal.json", (SIGN_IN, 404, 404, 404, 404)),
    "desk_appeals": Row("/desk/appeals", (SIGN_IN, 404, 404, 404, 200)),
    "desk_appeal": Row("/desk/appeals/{appeal}", (SIGN_IN, 404, 404, 404, 200)),
    "claim_appeal": Row("/desk/appeals/{appeal}/claim", post=STAFF),
    "release_appeal": Row("/desk/appeals/{appeal}/release", post=STAFF),
    "answer_appeal": Row("/desk/appeals/{appeal}/answer", post=STAFF, data={"answer": "refuse", "words": "x"}),
    "desk_waves": Row("/desk/waves", (SIGN_IN, 404, 404, 404, 200), STAFF, {"case": "2026-m1", "by": "words"}),
    "desk_wave": Row("/desk/waves/{wave}", (SIGN_IN, 404, 404, 404, 200), STAFF, {"kind": "no_action"}),
    "desk_wave_undo": Row("/desk/waves/{wave}/undo", post=STAFF),
    "note_menu": Row("/notes/{note}/menu", ALL),
    "translate_comment": Row("/comments/{comment}/translate", post=WRITERS),
    "comment_crossing": Row("/comments/{comment}/crossing", ALL),
    "replies": Row("/comments/{comment}/replies", (302, 302, 302, 302)),
    "comment_language": Row("/comments/{comment}/language", post=ITS_OWNER, data={"language": "fr"}),
    "profile": Row("/@lin", ALL),
    "topic": Row("/topics/cat", ALL),
    "join_topic": Row("/topics/cat/same", post=(SIGN_IN, 422, 422, 403), data={"name": "dog"}),
    "rendition": Row("/media/{picture}/240.webp", ALL),
    "welcome": Row("/welcome/", MEMBERS, WRITERS, {"first": "en"}),
    "settings": Row("/settings/", MEMBERS, WRITERS, {"name": "x", "first": "en", "interface": "en"}),
    "security": Row("/settings/security", MEMBERS),
    "end_session": Row("/settings/security/sessions", post=KEYS, data={"which": "others"}),
    "change_handle": Row("/settings/handle", MEMBERS, WRITERS, {"handle": "another"}),
    "recover": Row("/accounts/login/recovery/", TO_SAFETY, (422, *TO_SAFETY[1:]), {"handle": "lin", "code": "000000000000"}),
    "signup_options": Row("/accounts/signup/passkey/options", post=(200, 409, 409, 409), data=ARRIVAL),
    "signup_passkey": Row("/accounts/signup/passkey/", (405, *WELCOME[1:]), (422, *WELCOME[1:]), {"username": "ming"}),
    "switch_surge": Row("/desk/surge", (SIGN_IN, 404, 404, 404), (SIGN_IN, 404, 404, 404), {"hours": "2"}),
    "about_surge": Row("/surge", ALL),
    "propose_rules": Row("/desk/rules", (SIGN_IN, 404, 404, 404), (SIGN_IN, 404, 404, 404), {"why": "x"}),
    "settle_rules": Row("/desk/rules/{rules_draft}", (SIGN_IN, 404, 404, 404), (SIGN_IN, 404, 404, 404), {"state": "dropped"}),
    "accept_guidelines": Row("/guidelines/accept", post=WRITERS),
    "guideline_versions": Row("/guidelines/versions", ALL),
    "guideline_version": Row("/guidelines/versions/{version}", ALL),
    "guideline_drafts": Row("/guidelines/drafts", ALL),
    "guideline_draft": Row("/guidelines/drafts/{rules_draft}", ALL),
    "remark": Row("/guidelines/drafts/{rules_draft}/remarks", post=WRITERS, data={"body": "x"}),
    "take_back_remark": Row("/guidelines/remarks/{remark}/delete", post=ITS_OWNER),
    "guidelines": Row("/guidelines", ALL),
    "follow": Row("/@lin/follow", post=WRITERS),
    # The rest is allauth's. What changes the keys of an account asks first who it is.
    "mfa_index": Row("/accounts/mfa/", SAFETY, SAFETY),
    "mfa_list_webauthn": Row("/accounts/mfa/webauthn/", SAFETY, SAFETY),
    "mfa_add_webauthn": Row("/accounts/mfa/webauthn/add/", CONFIRM, CONFIRM),
    "mfa_edit_webauthn": Row("/accounts/mfa/webauthn/keys/1/edit/", CONFIRM, CONFIRM, {"name": "x"}),
    "mfa_remove_webauthn": Row("/accounts/mfa/webauthn/keys/1/remove/", CONFIRM, CONFIRM),
    "mfa_login_webauthn": Row("/accounts/mfa/webauthn/login/", NO_LOGIN, NO_LOGIN, {"credential": "{}"}),
    "mfa_reauthenticate_webauthn": Row("/accounts/mfa/webauthn/reauthenticate/", BY_PASSWORD, BY_PASSWORD),
    "mfa_reauthenticate": Row("/accounts/mfa/reauthenticate/", (*BY_PASSWORD, 200), (*BY_PASSWORD, 422)),
    "mfa_authenticate": Row("/accounts/mfa/authenticate/", NO_LOGIN, NO_LOGIN),
    "mfa_activate_totp": Row("/accounts/mfa/totp/activate/", CONFIRM, CONFIRM, {"code": "123456"}),
    "mfa_deactivate_totp": Row("/accounts/mfa/totp/deactivate/", (*NONE_YET, TO_CONFIRM), (*NONE_YET, TO_CONFIRM)),
    "mfa_generate_recovery_codes": Row("/accounts/mfa/recovery-codes/generate/", CONFIRM, CONFIRM),
    "mfa_view_recovery_codes": Row("/accounts/mfa/recovery-codes/", NONE_YET, (SIGN_IN, 405, 405, 405)),
    "mfa_download_recovery_codes": Row("/accounts/mfa/recovery-codes/download/", NONE_YET, NONE_YET),
    "standing": Row("/settings/standing", MEMBERS),
    "statement": Row("/settings/standing/{decision}", (SIGN_IN, 404, 200, 404)),
    "refused": Row("/settings/refused?text=x", (SIGN_IN, 200, 200, 403), (SIGN_IN, 422, 422, 403), {"text": "x", "words": "x"}),
    "ladder": Row("/guidelines/ladder", ALL),
    "data": Row("/settings/data", MEMBERS),
    "ask_export": Row("/settings/data/export", post=KEYS),
    "leave": Row("/settings/data/leave", MEMBERS_AGAIN, MEMBERS_AGAIN, {"handle": "lin"}),
    "stay": Row("/settings/data/stay", post=(SIGN_IN, "/", "/", "/")),
    "leaving": Row("/settings/leaving", (SIGN_IN, "/settings/data", "/settings/data", "/settings/data")),
    "fetch_export": Row("/settings/data/1", (SIGN_IN, 302, 302, 302)),
    "access": Row("/settings/access", MEMBERS),
    "block": Row("/@lin/block", post=WRITERS),
    "mute": Row("/@lin/mute", post=WRITERS),
    "people": Row("/people", MEMBERS),
    "answer_request": Row("/@lin/request", post=WRITERS, data={"answer": "accept"}),
    "remove_follower": Row("/@lin/remove", post=WRITERS),
    "followers": Row("/@lin/followers", ALL),
    "circle_following": Row("/@lin/following", ALL),
    "privacy": Row("/settings/privacy", MEMBERS, WRITERS, {"private": "on", "shows": "notes"}),
    "add_mute": Row("/settings/privacy/mutes", post=WRITERS, data={"kind": "word", "word": "x"}),
    "remove_mute": Row("/settings/privacy/mutes/1/remove", post=WRITERS),
    # The rest is allauth's.
    "account_signup": Row("/accounts/signup/", (200, *WELCOME[1:]), WELCOME, ARRIVAL),
    "account_login": Row("/accounts/login/", (200, "/", "/", "/"), HOME, {"login": "lin", "password": PASSWORD}),
    "account_logout": Row("/accounts/logout/", ("/", 200, 200, 200), HOME),
    "account_inactive": Row("/accounts/inactive/", ALL),
    "account_reauthenticate": Row("/accounts/reauthenticate/", MEMBERS, KEYS, {"password": PASSWORD}),
    "account_email": Row("/accounts/email/", MEMBERS, CONFIRM, {"action_add": "1", "email": "second@example.org"}),
    "account_email_verification_sent": Row("/accounts/confirm-email/", ALL),
    "account_change_password": Row("/accounts/password/change/", MEMBERS, KEYS, NEW_PASSWORD),
    "account_set_password": Row("/accounts/password/set/", CHANGE, CHANGE, NEW_PASSWORD),
    "account_reset_password": Row("/accounts/password/reset/", ALL, (302, 302, 302, 302), {"email": "lin@example.org"}),
    "account_confirm_login_code": Row("/accounts/login/code/confirm/", NO_CODES, NO_CODES),
    "account_confirm_email": Row("/accounts/confirm-email/no-such-key/", ALL, (404, 404, 404, 404)),
    "account_reset_password_from_key_done": Row("/accounts/password/reset/key/done/", ALL),
    "account_reset_password_from_key": Row("/accounts/password/reset/key/1-no-such-key/", ALL, ALL, NEW_PASSWORD),
    "account_reset_password_done": Row("/accounts/password/reset/done/", ALL),
}


def routes() -> dict[str, str]:
    """Name and pattern of every route, by walking the resolver; one without a name is named by its pattern."""
    found: dict[str, str] = {}
    _walk(get_resolver(), "", found)
    return found


def _walk(resolver: URLResolver, prefix: str, found: dict[str, str]) -> None:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            _walk(entry, pattern, found)
        elif isinstance(entry, URLPattern):
            found[entry.name or pattern] = pattern
