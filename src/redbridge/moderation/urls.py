"""Addresses of reports."""

from django.urls import path, register_converter

from redbridge.moderation import rules, views


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
    path("report/<reported:kind>/<int:subject_id>", views.report, name="report"),
    path("report/<reported:kind>/<int:subject_id>/thanks", views.thanks, name="report_thanks"),
]
