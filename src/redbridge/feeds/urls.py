"""Addresses of the feeds."""

from django.urls import path

from redbridge.feeds import views

urlpatterns = [
    path("", views.explore, name="explore"),
    path("following", views.following, name="following"),
]
