"""Verbs about notes, a file each: one write = one transaction = row + audit + news."""

from redbridge.notes.actions.answer import Said, answer, answer_screened
from redbridge.notes.actions.boards import (
    invite,
    join,
    leave,
    make_board,
    purge_boards,
    remove_board,
    restore_board,
    settle_board,
)
from redbridge.notes.actions.collect import collect, take_off, uncollect
from redbridge.notes.actions.compose import (
    discard,
    forget_drafts,
    keep_draft,
    open_draft,
    publish_scheduled,
    schedule,
    take_back,
    unschedule,
)
from redbridge.notes.actions.crossing import cross
from redbridge.notes.actions.edit import edit, edit_screened
from redbridge.notes.actions.empty import empty_notes
from redbridge.notes.actions.like import like, like_comment, unlike, unlike_comment
from redbridge.notes.actions.look import look_at_pictures
from redbridge.notes.actions.moderate import restrict_comment, restrict_note
from redbridge.notes.actions.naming import name_topic, unnamed_topics
from redbridge.notes.actions.pin import pin
from redbridge.notes.actions.publish import Draft, add_pictures, publish, publish_screened
from redbridge.notes.actions.purge import drop_emptied, purge_comments, purge_notes
from redbridge.notes.actions.relabel import relabel_comment, relabel_note
from redbridge.notes.actions.remove import remove_comment, remove_note, restore_comment, restore_note
from redbridge.notes.actions.retell import retell_pictures, retell_place
from redbridge.notes.actions.sweeping import sweep, sweep_around
from redbridge.notes.actions.topic_pairs import join_known, join_pair, part_pair, propose_pair
from redbridge.notes.actions.waiting import ASKED_FOR, want

__all__ = [
    "ASKED_FOR",
    "Draft",
    "Said",
    "add_pictures",
    "answer",
    "answer_screened",
    "collect",
    "cross",
    "discard",
    "drop_emptied",
    "edit",
    "edit_screened",
    "empty_notes",
    "forget_drafts",
    "invite",
    "join",
    "join_known",
    "join_pair",
    "keep_draft",
    "leave",
    "like",
    "like_comment",
    "look_at_pictures",
    "make_board",
    "name_topic",
    "open_draft",
    "part_pair",
    "pin",
    "propose_pair",
    "publish",
    "publish_scheduled",
    "publish_screened",
    "purge_boards",
    "purge_comments",
    "purge_notes",
    "relabel_comment",
    "relabel_note",
    "remove_board",
    "remove_comment",
    "remove_note",
    "restore_board",
    "restore_comment",
    "restore_note",
    "restrict_comment",
    "restrict_note",
    "retell_pictures",
    "retell_place",
    "schedule",
    "settle_board",
    "sweep",
    "sweep_around",
    "take_back",
    "take_off",
    "uncollect",
    "unlike",
    "unlike_comment",
    "unnamed_topics",
    "unschedule",
    "want",
]
