"""Structured log lines, each with the id of the request that caused it."""

import logging
import logging.config
from typing import Any

import structlog

from redbridge.config.request_lines import RequestLines

requests: list[RequestLines] = []
"""What writes the lines of requests, once logging is configured."""


def configure(options: dict[str, Any]) -> None:
    """`{"style": "console" | "json"}`: all logging, ours and the libraries', through structlog to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    json = options["style"] == "json"
    last: Any = structlog.processors.JSONRenderer(ensure_ascii=False) if json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last], foreign_pre_chain=shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    requests[:] = [RequestLines(options["style"], handler)]
    for noisy in ("httpx", "httpcore", "procrastinate", "django.server", "PIL", "django.security.DisallowedHost"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
