"""What was asked for: arguments over environment over defaults."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from redbridge.config import env


@dataclass(frozen=True)
class Plan:
    """One start. Port 0 takes any free one; `demo` is None where nobody said."""

    data: Path
    host: str
    port: int
    hub_port: int | None
    demo: bool | None
    settings: Mapping[str, str]
    pull: bool = False

    @property
    def shown_host(self) -> str:
        """The host as people type it: an address that means all of them is not one."""
        host = "localhost" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 compared, not bound
        return f"[{host}]" if ":" in host else host

    def site_url(self, port: int) -> str:
        """The address people type; a host's own wish comes first."""
        return self.settings.get("REDBRIDGE_SITE_URL") or f"http://{self.shown_host}:{port}"

    def hub_url(self, port: int, hub_port: int) -> str:
        """The hub's address, on the site's host unless the host says otherwise."""
        site = urlsplit(self.site_url(port))
        host = f"[{site.hostname}]" if ":" in (site.hostname or "") else site.hostname
        return self.settings.get("REDBRIDGE_HUB_URL") or f"http://{host}:{hub_port}"


def _port(value: str) -> int:
    if not value.isdecimal() or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {value!r}")
    return int(value)


def parser() -> argparse.ArgumentParser:
    """The arguments of `redbridge up`."""
    made = argparse.ArgumentParser(
        prog="redbridge up", description="Start the site: database, web, hub and worker. Ctrl-C stops them."
    )
    made.add_argument("--data", type=Path, metavar="DIR", help="the folder that holds everything (var)")
    made.add_argument("--host", default="localhost", help="the name or address to listen on (localhost)")
    made.add_argument("--port", type=_port, default=8000, help="the port of the pages (8000)")
    made.add_argument("--hub-port", type=_port, metavar="PORT", help="the port of the hub (the next free one)")
    made.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="fill a new site with 60 people and their notes; later starts keep to the first answer (yes)",
    )
    made.add_argument(
        "--pull", action="store_true", help="bring models that translate the site's languages on this machine, where they lack"
    )
    return made


def make(arguments: Sequence[str], environment: Mapping[str, str]) -> Plan:
    """The plan of one start; raises SettingError for a wrong setting, leaves with 2 for a wrong argument."""
    asked = parser().parse_args(arguments)
    settings = {n: v for n, v in environment.items() if n.startswith("REDBRIDGE_") and v.strip()}
    if asked.data:
        settings["REDBRIDGE_DATA"] = str(asked.data)
    values = env.load(settings)
    data = Path(values["REDBRIDGE_DATA"])
    settings["REDBRIDGE_DATA"] = str(data)
    return Plan(data, asked.host, asked.port, asked.hub_port, asked.demo, settings, asked.pull)
