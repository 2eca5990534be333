"""`/accounts/…` is allauth's, in our shell; the rest is ours."""

from allauth.account import urls as allauth_urls
from allauth.mfa import urls as mfa_urls
from django.urls import include, path
from django.views.generic import RedirectView

from redbridge.accounts.views import (
    circles,
    email,
    handle,
    passkeys,
    privacy,
    recover,
    relations,
    role,
    safety,
    surge,
    translation,
)
from redbridge.accounts.views import people as views

TO_SAFETY = RedirectView.as_view(pattern_name="security", query_string=False)
KEYS = [
    path("", TO_SAFETY, name="mfa_index"),
    path("webauthn/", TO_SAFETY, name="mfa_list_webauthn"),
    path("webauthn/add/", passkeys.AddKey.as_view(), name="mfa_add_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", passkeys.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("webauthn/login/", passkeys.SignInByKey.as_view(), name="mfa_login_webauthn"),
]

urlpatterns = [
    path("accounts/signup/", views.Signup.as_view(), name="account_signup"),
    path("accounts/signup/passkey/", passkeys.PasskeyArriving.as_view(), name="signup_passkey"),
    path("accounts/signup/passkey/options", passkeys.signup_options, name="signup_options"),
    path("accounts/login/recovery/", recover.recover, name="recover"),
    path("accounts/email/", email.Email.as_view(), name="account_email"),
    path("accounts/mfa/", include(KEYS)),
    path("accounts/mfa/", include(mfa_urls)),
    path("accounts/", include(allauth_urls)),
    path("welcome/", views.welcome, name="welcome"),
    path("settings/", views.own_settings, name="settings"),
    path("settings/security", safety.security, name="security"),
    path("settings/security/sessions", safety.end_session, name="end_session"),
    path("settings/handle", handle.change_handle, name="change_handle"),
    path("desk/surge", surge.switch_surge, name="switch_surge"),
    path("surge", surge.about_surge, name="about_surge"),
    path("settings/role", role.role, name="role"),
    path("settings/privacy", privacy.privacy, name="privacy"),
    path("settings/privacy/mutes", privacy.add_mute, name="add_mute"),
    path("settings/privacy/mutes/<int:mute_id>/remove", privacy.remove_mute, name="remove_mute"),
    path("settings/translation", translation.translation, name="translation"),
    path("settings/translation/languages", translation.leave, name="leave_language"),
    path("@<str:handle>/follow", views.follow, name="follow"),
    path("@<str:handle>/block", relations.block, name="block"),
    path("@<str:handle>/mute", relations.mute, name="mute"),
    path("@<str:handle>/request", relations.answer_request, name="answer_request"),
    path("@<str:handle>/remove", relations.remove_follower, name="remove_follower"),
    path("@<str:handle>/followers", circles.followers, name="followers"),
    path("@<str:handle>/following", circles.following, name="circle_following"),
]
