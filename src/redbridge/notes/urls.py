"""Addresses of notes, comments, profiles and topics."""

from django.urls import path

from redbridge.notes.views import react, read, write

urlpatterns = [
    path("notes/new", write.new, name="write"),
    path("notes/<int:note_id>", read.note, name="note"),
    path("notes/<int:note_id>/delete", write.delete, name="delete"),
    path("notes/<int:note_id>/restore", write.restore, name="restore"),
    path("notes/<int:note_id>/language", write.note_language, name="note_language"),
    path("notes/<int:note_id>/like", react.like, name="like"),
    path("notes/<int:note_id>/comments", react.comment, name="comment"),
    path("comments/<int:comment_id>/delete", write.delete_comment, name="delete_comment"),
    path("comments/<int:comment_id>/language", write.comment_language, name="comment_language"),
    path("@<str:handle>", read.profile, name="profile"),
    path("topics/<str:name>", read.topic, name="topic"),
]
