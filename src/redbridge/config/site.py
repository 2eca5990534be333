"""What a running site left in its data folder for commands in another shell: database address and secret."""

import json
from pathlib import Path
from typing import Any

from redbridge.kernel.errors import SettingError


def complete(values: dict[str, Any]) -> dict[str, Any]:
    """Fill in what `redbridge up` keeps in the data folder; raises SettingError when nothing tells the database."""
    data = Path(values["REDBRIDGE_DATA"])
    running = _running(data)
    values["REDBRIDGE_DATABASE_URL"] = values["REDBRIDGE_DATABASE_URL"] or running.get("database_url", "")
    values["REDBRIDGE_SECRET_KEY"] = values["REDBRIDGE_SECRET_KEY"] or _secret(data)
    values["REDBRIDGE_MEDIA_URL"] = values["REDBRIDGE_MEDIA_URL"] or (data / "media").as_uri()
    values["REDBRIDGE_MAIL_URL"] = values["REDBRIDGE_MAIL_URL"] or (data / "mail").as_uri()
    return values


def require(values: dict[str, Any]) -> None:
    """Stop with one sentence where a command needs a database and none is known."""
    for name in ("REDBRIDGE_DATABASE_URL", "REDBRIDGE_SECRET_KEY"):
        if not values[name]:
            raise SettingError(f"{name} is not set and no site runs in {values['REDBRIDGE_DATA']}. "
                               "Start `redbridge up` there first, or set it.")


def _running(data: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((data / "run" / "site.json").read_text())
    except (OSError, ValueError):
        return {}
    return found


def _secret(data: Path) -> str:
    try:
        return (data / "secret").read_text().strip()
    except OSError:
        return ""
