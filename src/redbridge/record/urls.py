"""Addresses of the public record."""

from django.urls import path, re_path

from redbridge.record import views

urlpatterns = [
    path("transparency", views.transparency, name="transparency"),
    path("transparency/record.jsonl", views.lines, name="record_lines"),
    path("transparency/heads", views.heads, name="record_heads"),
    path("transparency/heads.json", views.heads_json, name="record_heads_json"),
    path("transparency/key", views.key, name="record_key"),
    path("transparency/<int:number>.json", views.year, name="record_year"),
    re_path(r"^transparency/receipt/(?P<token>[A-Za-z0-9_-]{20,64})$", views.receipt, name="record_receipt"),
]
