"""The web process's application. Granian's workers outlive a killed Granian, so each asks to die with it."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

from redbridge.config.deathsig import die_with_parent


def _short(long: Any) -> Any:
    """The short way before the long one; it needs what Django has loaded by now."""
    from django.template import engines

    from redbridge.config.short.way import Short

    pages: Any = engines["jinja2"]
    return Short(long, pages)


die_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redbridge.config.settings")
application: Any = _short(get_wsgi_application())
