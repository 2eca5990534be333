"""Addresses of search."""

from django.urls import path

from redbridge.search import views

urlpatterns = [
    path("search", views.search, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
