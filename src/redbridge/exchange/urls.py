"""Addresses of the exchange."""

from django.urls import path

from redbridge.exchange import views

urlpatterns = [
    path("exchange", views.exchange, name="exchange"),
    path("exchange/cat-tax", views.cat_tax, name="cat_tax"),
    path("exchange/welcome/<int:note_id>", views.welcome, name="welcome_note"),
    path("exchange/dismiss", views.dismiss, name="dismiss"),
]
