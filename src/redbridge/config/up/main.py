"""`redbridge up` from beginning to end."""

import os
from collections.abc import Sequence
from contextlib import ExitStack

from redbridge.config.up import folders, ports, watch
from redbridge.config.up.house import House
from redbridge.config.up.plan import make
from redbridge.config.up.start import start
from redbridge.config.up.words import say

PRIVATE = 0o077
"""What the site writes is for its own user, unless a file says otherwise."""


def main(words: Sequence[str]) -> int:
    """Start, watch and stop a site; 0 once it was asked to stop. Raises CannotStart and SettingError."""
    plan = make(words, os.environ)
    os.umask(PRIVATE)
    watch.hold()
    folders.prepare(plan.data, others_pass=os.geteuid() == 0)
    with ExitStack() as open_:
        open_.enter_context(folders.locked(plan.data))
        web = open_.enter_context(ports.web(plan.host, plan.port))
        hub = open_.enter_context(ports.hub(plan.host, ports.number(web), plan.hub_port))
        return _live(House(plan, web, hub))


def _live(house: House) -> int:
    try:
        start(house)
        house.mind()
    except watch.Stopped:
        say("Stopping.")
    finally:
        house.close()
    return 0
