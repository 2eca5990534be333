"""What is one's own."""

from django.urls import path

from redbridge.portability import views

urlpatterns = [
    path("settings/data", views.data, name="data"),
    path("settings/data/export", views.ask, name="ask_export"),
    path("settings/data/leave", views.leave, name="leave"),
    path("settings/data/stay", views.stay, name="stay"),
    path("settings/leaving", views.leaving, name="leaving"),
    path("settings/data/<int:export_id>", views.fetch, name="fetch_export"),
]
