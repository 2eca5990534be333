"""Addresses of appeals and of one's reports."""

from django.urls import path

from redbridge.moderation.appeals import views

urlpatterns = [
    path("settings/appeals", views.appeals, name="appeals"),
    path("settings/appeals/<int:decision_id>", views.appeal, name="appeal"),
    path("settings/appeals/<int:decision_id>/withdraw", views.withdraw, name="withdraw_appeal"),
    path("settings/appeals/<int:decision_id>/accept", views.accept, name="accept_decision"),
    path("settings/reports", views.reported, name="reports"),
]
