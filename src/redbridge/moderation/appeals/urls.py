"""Addresses of appeals and of one's reports."""

from django.urls import path

from redbridge.moderation.appeals import desk, views

urlpatterns = [
    path("settings/appeals", views.appeals, name="appeals"),
    path("settings/appeals/<int:decision_id>", views.appeal, name="appeal"),
    path("settings/appeals/<int:decision_id>/withdraw", views.withdraw, name="withdraw_appeal"),
    path("settings/appeals/<int:decision_id>/accept", views.accept, name="accept_decision"),
    path("desk/appeals", desk.waiting, name="desk_appeals"),
    path("desk/appeals/<int:appeal_id>", desk.one, name="desk_appeal"),
    path("desk/appeals/<int:appeal_id>/claim", desk.claim, name="claim_appeal"),
    path("desk/appeals/<int:appeal_id>/release", desk.release, name="release_appeal"),
    path("desk/appeals/<int:appeal_id>/answer", desk.answer, name="answer_appeal"),
    path("settings/reports", views.reported, name="reports"),
]
