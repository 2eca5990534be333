"""The database and cache parts of Django's settings, from one address each."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from redbridge.config.line import Line


def settings(url: str) -> dict[str, Any]:
    """Django's database settings for `postgresql://person:password@host:port/name?option=…`.

    A socket folder goes in `?host=/folder`. Prepared statements from the first use: hot reads are named SQL.
    """
    parts = urlsplit(url or "postgresql:///redbridge")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or (parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            **options,
            "server_side_binding": True,
            "prepare_threshold": 1,
            "pool": {"min_size": 0, "max_size": 10, "timeout": 8, "max_idle": 30, "connection_class": Line},
        },
    }


def cache(url: str) -> dict[str, Any]:
    """Redis or Valkey where the host names one, else an unlogged table."""
    if url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return {"BACKEND": "redbridge.kernel.cache.TableCache", "LOCATION": "kernel_cache"}
