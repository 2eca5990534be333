"""Addresses of reports."""

from django.urls import include, path, register_converter

from redbridge.moderation import rules, views
from redbridge.moderation.decisions import views as decisions
from redbridge.moderation.desk.urls import urlpatterns as desk
from redbridge.moderation.people.urls import urlpatterns as people


class Kind:
    """What can be reported."""

    regex = "|".join(rules.KINDS)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Kind, "reported")
urlpatterns = [
    path("", include("redbridge.moderation.appeals.urls")),
    path("report/<reported:kind>/<int:subject_id>", views.report, name="report"),
    path("report/<reported:kind>/<int:subject_id>/thanks", views.thanks, name="report_thanks"),
    *desk,
    *people,
    path("settings/standing", decisions.standing, name="standing"),
    path("settings/standing/<int:decision_id>", decisions.standing, name="statement"),
    path("guidelines/ladder", decisions.ladder, name="ladder"),
]
