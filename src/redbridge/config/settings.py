"""Django's settings, made of the environment (env.py) and nothing else."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from redbridge.config import database, env, mail, site

_values = site.complete(env.load())
globals().update(_values)

REDBRIDGE_DATA: str = _values["REDBRIDGE_DATA"]
REDBRIDGE_SITE_URL: str = _values["REDBRIDGE_SITE_URL"]
REDBRIDGE_HUB_URL: str = _values["REDBRIDGE_HUB_URL"]
REDBRIDGE_SITE_NAME: str = _values["REDBRIDGE_SITE_NAME"]
REDBRIDGE_SOURCE_URL: str = _values["REDBRIDGE_SOURCE_URL"]
REDBRIDGE_DISPUTE_BODY: str = _values["REDBRIDGE_DISPUTE_BODY"]
REDBRIDGE_LANGUAGES: tuple[str, ...] = _values["REDBRIDGE_LANGUAGES"]
REDBRIDGE_MIN_AGE: int = _values["REDBRIDGE_MIN_AGE"]
REDBRIDGE_SURGE_SIGNUPS: int = _values["REDBRIDGE_SURGE_SIGNUPS"]
REDBRIDGE_BODY_LIMIT: int = _values["REDBRIDGE_BODY_LIMIT"]
REDBRIDGE_TRUSTED_PROXIES: tuple[str, ...] = _values["REDBRIDGE_TRUSTED_PROXIES"]
REDBRIDGE_REGION_HEADER: str = _values["REDBRIDGE_REGION_HEADER"]
REDBRIDGE_REGION_FILE: str = _values["REDBRIDGE_REGION_FILE"]
REDBRIDGE_TRANSLATION_URL: str = _values["REDBRIDGE_TRANSLATION_URL"]
REDBRIDGE_VISION_URL: str = _values["REDBRIDGE_VISION_URL"]
REDBRIDGE_JUDGE_URL: str = _values["REDBRIDGE_JUDGE_URL"]
REDBRIDGE_JUDGE_BUDGET: int = _values["REDBRIDGE_JUDGE_BUDGET"]
REDBRIDGE_TRANSLATION_KEY: str = _values["REDBRIDGE_TRANSLATION_KEY"]
REDBRIDGE_TRANSLATE_PRIVATE: str = _values["REDBRIDGE_TRANSLATE_PRIVATE"]
REDBRIDGE_RECORD_KEY: str = _values["REDBRIDGE_RECORD_KEY"]
REDBRIDGE_MAIL_URL: str = _values["REDBRIDGE_MAIL_URL"]
REDBRIDGE_POLICY_FOLDER: str = _values["REDBRIDGE_POLICY_FOLDER"]
REDBRIDGE_SEALED_PICTURES: str = _values["REDBRIDGE_SEALED_PICTURES"]
REDBRIDGE_MEDIA_URL: str = _values["REDBRIDGE_MEDIA_URL"]

SRC = Path(__file__).resolve().parent.parent
_data = Path(REDBRIDGE_DATA)
_site = urlsplit(REDBRIDGE_SITE_URL)
_offline = any(word in sys.argv for word in ("collectstatic", "check_templates", "evaluate_translation", "help", "--help"))
if not _offline and "pytest" not in sys.modules and "mypy" not in sys.modules and "makemigrations" not in sys.argv:
    site.require(_values)

SECRET_KEY: str = _values["REDBRIDGE_SECRET_KEY"] or "offline-commands-sign-nothing-at-all"
DEBUG = False
ALLOWED_HOSTS = [_site.hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [REDBRIDGE_SITE_URL]
ROOT_URLCONF = "redbridge.config.urls"
WSGI_APPLICATION = "redbridge.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = ("kernel", "media", "translation", "policy", "record", "accounts", "notes", "feeds", "search", "notifications",
         "exchange", "portability", "sharing", "glossary", "corrections", "accesslog", "guidelines", "moderation",
         "web", "demo", "config")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *(f"redbridge.{room}" for room in ROOMS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "redbridge.config.middleware.RequestLog",
    "redbridge.config.probes.Metrics",
    "redbridge.config.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "redbridge.config.region.Region",
    "redbridge.accounts.middleware.SessionPerson",
    "redbridge.accounts.middleware.Language",
    "redbridge.accounts.middleware.Zone",
    "redbridge.portability.middleware.Leaving",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "redbridge.accounts.middleware.UnprocessableForms",
    "redbridge.config.middleware.Refusals",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "redbridge.config.pages.backend.Pages",
        "NAME": "jinja2",
        "DIRS": [SRC / room / "templates" for room in ROOMS],
        "OPTIONS": {"environment": "redbridge.config.jinja.environment",
                    "context_processors": ["redbridge.config.jinja.page"]},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request",
                                           "django.contrib.messages.context_processors.messages"]},
    },
]

# Four lists of languages cost 40 ms through Django's own templates, 7 through these.
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = {"default": database.settings(_values["REDBRIDGE_DATABASE_URL"])}
CACHES: dict[str, Any] = {"default": database.cache(_values["REDBRIDGE_CACHE_URL"])}
_mail = mail.settings(_values["REDBRIDGE_MAIL_URL"])
REDBRIDGE_MAIL_BACKEND: str = _mail["REDBRIDGE_MAIL_BACKEND"]
globals().update(_mail)
DEFAULT_FROM_EMAIL: str = _values["REDBRIDGE_MAIL_FROM"]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["redbridge.accounts.hashers.CappedArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "redbridge.accounts.validators.ShortestPassword"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "redbridge.accounts.validators.LongestPassword"},
]
SESSION_ENGINE = "redbridge.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _site.scheme == "https"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "redbridge.config.errors.csrf_failure"
MESSAGE_STORAGE = "redbridge.config.messages.Messages"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if REDBRIDGE_TRUSTED_PROXIES else None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 40
FILE_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

ACCOUNT_ADAPTER = "redbridge.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "signup": "redbridge.accounts.forms.SignupForm",
    "login": "redbridge.accounts.forms.LoginForm",
    "change_password": "redbridge.accounts.forms.ChangePassword",
    "set_password": "redbridge.accounts.forms.SetPassword",
    "reset_password_from_key": "redbridge.accounts.forms.ResetPassword",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_USERNAME_MIN_LENGTH = 2
# Handles are lower case in the table: asked for in any case, each sign-up would read all of them.
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = {"signup": "60/m/ip", "login": "60/m/ip", "login_failed": "20/m/ip,8/5m/key",
                       "reset_password": "20/m/ip,5/m/key", "change_password": "5/m/user", "manage_email": "10/m/user",
                       "reauthenticate": "10/m/user", "confirm_email": "1/3m/key"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True

MFA_ADAPTER = "redbridge.accounts.factors.Factors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# allauth's own insists on a verified e-mail; ours (views/passkeys.py) asks for none.
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODE_DIGITS = 12
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "add_webauthn": "redbridge.accounts.key_forms.AddKey", "edit_webauthn": "redbridge.accounts.key_forms.RenameKey",
    "login_webauthn": "redbridge.accounts.key_forms.SignInByKey",
    "reauthenticate_webauthn": "redbridge.accounts.key_forms.ConfirmByKey",
    "authenticate_webauthn": "redbridge.accounts.key_forms.SecondKey",
    "authenticate": "redbridge.accounts.key_forms.SecondCode", "reauthenticate": "redbridge.accounts.key_forms.ConfirmByCode",
    "activate_totp": "redbridge.accounts.key_forms.ActivateApp",
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("zh-hant", "繁體中文")]
LOCALE_PATHS = [SRC / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = _data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
                    if "pytest" in sys.modules else "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = "pytest" in sys.modules

PROCRASTINATE_IMPORT_PATHS: list[str] = []
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING_CONFIG = "redbridge.config.logs.configure"
LOGGING = {"style": _values["REDBRIDGE_LOG"]}
