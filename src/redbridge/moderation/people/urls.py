"""The door of the desk's pages of people."""

from django.urls import path

from redbridge.moderation.people import views

urlpatterns = [path("desk/person/<str:handle>", views.person, name="desk_person")]
