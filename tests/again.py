"""A test in a browser that fails is tried once more, and the run says at its end that it was, with what it said.

Thousands of steps in a browser stand in one run, and one of them that comes late would hide what all the others say. This is
no leave to be careless: more than a few of these fail the run, and `REDBRIDGE_TEST_ONCE` asks for none (docs/map.md).
"""

import os
from typing import Any

import pytest

SPARED = 3
"""How many may be tried again in one run: a fault that is there at every tenth press is in more of them than that."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Nothing but what needs a browser: elsewhere chance is a fault of the test or of the code."""
    if not os.environ.get("REDBRIDGE_TEST_ONCE"):
        for item in items:
            if "browser" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Too many of them are no chance."""
    if session.exitstatus == pytest.ExitCode.OK and len(_again(session.config)) > SPARED:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Which they were, each with why it failed at first: to be looked into."""
    again = _again(terminalreporter.config)
    if again:
        too_many = f", more than {SPARED}: the run fails" if len(again) > SPARED else ""
        terminalreporter.section(f"tried a second time: {len(again)}{too_many}")
    for report in again:
        terminalreporter.write_line(f"{report.nodeid} ({report.when})")
        report.toterminal(terminalreporter._tw)


def _again(config: pytest.Config) -> list[Any]:
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("rerun", ())) if reporter else []
