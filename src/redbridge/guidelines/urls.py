"""Addresses of the rules, their versions, and drafts of changes."""

from django.urls import path

from redbridge.guidelines import views

urlpatterns = [
    path("guidelines", views.guidelines, name="guidelines"),
    path("guidelines/accept", views.accept, name="accept_guidelines"),
    path("guidelines/versions", views.versions, name="guideline_versions"),
    path("guidelines/versions/<int:version_id>", views.version, name="guideline_version"),
    path("guidelines/drafts", views.drafts, name="guideline_drafts"),
    path("guidelines/drafts/<int:draft_id>", views.draft, name="guideline_draft"),
    path("guidelines/drafts/<int:draft_id>/remarks", views.remark, name="remark"),
    path("guidelines/remarks/<int:remark_id>/delete", views.take_back, name="take_back_remark"),
]
