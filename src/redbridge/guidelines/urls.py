"""Addresses of the rules, their versions, and drafts of changes."""

from django.urls import path

from redbridge.guidelines.views import changing, pages

urlpatterns = [
    path("guidelines", pages.guidelines, name="guidelines"),
    path("guidelines/accept", pages.accept, name="accept_guidelines"),
    path("guidelines/versions", pages.versions, name="guideline_versions"),
    path("guidelines/versions/<int:version_id>", pages.version, name="guideline_version"),
    path("guidelines/drafts", pages.drafts, name="guideline_drafts"),
    path("guidelines/drafts/<int:draft_id>", pages.draft, name="guideline_draft"),
    path("guidelines/drafts/<int:draft_id>/remarks", pages.remark, name="remark"),
    path("guidelines/remarks/<int:remark_id>/delete", pages.take_back, name="take_back_remark"),
    path("desk/rules", changing.propose, name="propose_rules"),
    path("desk/rules/<int:draft_id>", changing.settle, name="settle_rules"),
]
