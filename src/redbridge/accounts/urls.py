"""`/accounts/…` is allauth's, in our shell; the rest is ours."""

from allauth.account import urls as allauth_urls
from django.urls import include, path

from redbridge.accounts.views import people as views
from redbridge.accounts.views import safety

urlpatterns = [
    path("accounts/signup/", views.Signup.as_view(), name="account_signup"),
    path("accounts/", include(allauth_urls)),
    path("welcome/", views.welcome, name="welcome"),
    path("settings/", views.own_settings, name="settings"),
    path("settings/security", safety.security, name="security"),
    path("settings/security/sessions", safety.end_session, name="end_session"),
    path("guidelines", views.guidelines, name="guidelines"),
    path("@<str:handle>/follow", views.follow, name="follow"),
]
