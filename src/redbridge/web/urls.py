"""Addresses of the shell."""

from django.urls import path

from redbridge.web import source, views

urlpatterns = [
    path("keyboard", views.keyboard, name="keyboard"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.worker, name="worker"),
    path("offline/<str:lang>", views.offline, name="offline"),
    path("source", views.source_page, name="source"),
    path(f"source/{source.NAME}.tar.gz", views.source_archive, name="source_archive"),
]
