"""Addresses of reports."""

from django.urls import include, path

from redbridge.moderation import views
from redbridge.moderation.decisions import views as decisions
from redbridge.moderation.desk.urls import urlpatterns as desk
from redbridge.moderation.people.urls import urlpatterns as people
from redbridge.moderation.refused import views as refused

urlpatterns = [
    path("", include("redbridge.moderation.appeals.urls")),
    path("report/<reported:kind>/<int:subject_id>", views.report, name="report"),
    path("report/<reported:kind>/<int:subject_id>/thanks", views.thanks, name="report_thanks"),
    *desk,
    *people,
    path("settings/refused", refused.refused, name="refused"),
    path("settings/standing", decisions.standing, name="standing"),
    path("settings/standing/<int:decision_id>", decisions.standing, name="statement"),
    path("guidelines/ladder", decisions.ladder, name="ladder"),
]
