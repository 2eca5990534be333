"""Addresses of notes, comments, profiles and topics."""

from django.urls import path

from redbridge.notes.views import boards, collecting, profile, react, read, sharing, threads, write

urlpatterns = [
    path("notes/new", write.new, name="write"),
    path("notes/<int:note_id>", read.note, name="note"),
    path("notes/<int:note_id>/delete", write.delete, name="delete"),
    path("notes/<int:note_id>/restore", write.restore, name="restore"),
    path("notes/<int:note_id>/language", write.note_language, name="note_language"),
    path("notes/<int:note_id>/like", react.like, name="like"),
    path("notes/<int:note_id>/collect", collecting.collect, name="collect"),
    path("notes/<int:note_id>/comments", react.comment, name="comment"),
    path("comments/<int:comment_id>/replies", threads.replies, name="replies"),
    path("comments/<int:comment_id>/like", react.like_comment, name="like_comment"),
    path("comments/<int:comment_id>/pin", threads.pin, name="pin_comment"),
    path("comments/<int:comment_id>/delete", threads.delete, name="delete_comment"),
    path("comments/<int:comment_id>/restore", threads.restore, name="restore_comment"),
    path("comments/<int:comment_id>/language", write.comment_language, name="comment_language"),
    path("boards", boards.boards, name="boards"),
    path("boards/unsorted", boards.unsorted, name="unsorted"),
    path("boards/<int:board_id>", boards.board, name="board"),
    path("boards/<int:board_id>/edit", boards.edit, name="board_edit"),
    path("boards/<int:board_id>/delete", boards.delete, name="board_delete"),
    path("boards/<int:board_id>/restore", boards.restore, name="board_restore"),
    path("boards/<int:board_id>/invite", sharing.invite, name="board_invite"),
    path("boards/<int:board_id>/join", sharing.join, name="board_join"),
    path("boards/<int:board_id>/leave", sharing.leave, name="board_leave"),
    path("boards/<int:board_id>/take-off", sharing.take_off, name="board_take_off"),
    path("@<str:handle>", profile.profile, name="profile"),
    path("topics/<str:name>", read.topic, name="topic"),
]
