"""Verbs about people, a file each: one write = one transaction = row + audit + news."""

from redbridge.accounts.actions.apart import block, unblock
from redbridge.accounts.actions.bios import translate_bio
from redbridge.accounts.actions.faces import FACES, change_face, hide_face, show_face
from redbridge.accounts.actions.follow import accept, decline, follow, remove_follower, unfollow
from redbridge.accounts.actions.mute import check_may_mute, mute, unmute
from redbridge.accounts.actions.people import appoint, arrive, end_appointment, settle
from redbridge.accounts.actions.privacy import close, open_up
from redbridge.accounts.actions.rename import rename
from redbridge.accounts.actions.restrain import end_what_is_due, hide_faces, pause_posting, reinstate, suspend
from redbridge.accounts.actions.surge import begin_surge, end_surge, let_through, surge_by_itself, watch_sign_ups
from redbridge.accounts.actions.untranslated import (
    check_may_leave,
    leave_language,
    leave_note,
    translate_language,
    translate_note,
)

__all__ = [
    "FACES",
    "accept",
    "appoint",
    "arrive",
    "begin_surge",
    "block",
    "change_face",
    "check_may_leave",
    "check_may_mute",
    "close",
    "decline",
    "end_appointment",
    "end_surge",
    "end_what_is_due",
    "follow",
    "hide_face",
    "hide_faces",
    "leave_language",
    "leave_note",
    "let_through",
    "mute",
    "open_up",
    "pause_posting",
    "reinstate",
    "remove_follower",
    "rename",
    "settle",
    "show_face",
    "surge_by_itself",
    "suspend",
    "translate_bio",
    "translate_language",
    "translate_note",
    "unblock",
    "unfollow",
    "unmute",
    "watch_sign_ups",
]
