"""How long things stay, and what a name in an archive may be. Plain Python."""

import re

KEPT_DAYS = 7
"""An archive that was asked for is there to be fetched."""
LEAVE_DAYS = 14
"""Somebody who asked to end their account can change their mind."""
PATIENCE_HOURS = 24
"""An archive that is not ready by then never will be."""

OPEN_WHILE_LEAVING = ("/settings/leaving", "/settings/data", "/accounts/logout/", "/accounts/reauthenticate/", "/accounts/2fa/",
                      "/static/", "/healthz", "/readyz", "/source", "/guidelines")
"""Addresses below these answer somebody who is leaving; every other leads to the question whether they want to stay."""

_NAME = re.compile(r"(?:[a-z0-9_-]+/)?[a-z0-9_-]+\.[a-z0-9]{2,5}")


def archive_name(name: str) -> str:
    """The name; raises ValueError for one that could lead out of where an archive is unpacked."""
    if not _NAME.fullmatch(name):
        raise ValueError("not a name for an archive")
    return name
