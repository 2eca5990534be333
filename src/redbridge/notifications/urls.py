"""Addresses of notices."""

from django.urls import path

from redbridge.notifications import views

urlpatterns = [
    path("notifications", views.notices, name="notices"),
    path("notifications/badge", views.badge, name="badge"),
]
