"""The door of this room."""

from django.urls import path

from redbridge.accesslog import views

urlpatterns = [path("settings/access", views.access, name="access")]
