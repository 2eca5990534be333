"""Addresses of the glossary."""

from django.urls import path, re_path

from redbridge.glossary import views

urlpatterns = [
    path("glossary", views.index, name="glossary"),
    path("glossary/propose", views.propose, name="propose_term"),
    path("glossary/proposals", views.proposals, name="term_proposals"),
    path("glossary/proposals/<int:term_id>/decide", views.decide, name="decide_term"),
    path("glossary/proposals/<int:term_id>/withdraw", views.withdraw, name="withdraw_term"),
    re_path(r"^glossary/(?P<stem>zh|en)/(?P<term>[^\x00]{1,60})$", views.entry, name="term"),
]
