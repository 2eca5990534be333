"""Every address of the site. The only file that knows all rooms' doors."""

from django.urls import include, path

from redbridge.config import errors, probes

urlpatterns = [
    path("", include("redbridge.feeds.urls")),  # first: asked for most
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("metrics", probes.metrics, name="metrics"),
    path("", include("redbridge.web.urls")),
    path("", include("redbridge.notifications.urls")),
    path("", include("redbridge.search.urls")),
    path("", include("redbridge.exchange.urls")),
    path("", include("redbridge.sharing.urls")),
    path("", include("redbridge.glossary.urls")),
    path("", include("redbridge.corrections.urls")),
    path("", include("redbridge.notes.urls")),
    path("", include("redbridge.moderation.urls")),
    path("", include("redbridge.guidelines.urls")),
    path("", include("redbridge.media.urls")),
    path("", include("redbridge.record.urls")),
    path("", include("redbridge.accesslog.urls")),
    path("", include("redbridge.portability.urls")),
    path("", include("redbridge.accounts.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
