"""Probes: what they say, and to whom."""

from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from redbridge.config import probes
from tests.up.running import Up


@pytest.mark.django_db
def test_it_is_not_ready_while_a_migration_is_missing_and_says_which(client: Client) -> None:
    assert client.get("/readyz").status_code == 200
    MigrationRecorder.Migration.objects.filter(app="notes", name__startswith="0001").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name.split("_")[0] for name in answer.json()["missing"]] == ["migration notes.0001"]


@pytest.mark.django_db
def test_metrics_are_for_this_machine_alone(client: Client) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


def test_requests_of_all_page_processes_are_counted_by_route(site: Up) -> None:
    for _ in range(12):
        site.get("/healthz")
    lines = site.get("/metrics").text.splitlines()
    for name, least in (("seconds_count", 12), ("cpu_seconds_total", 0.0001)):
        counted = [line for line in lines if line.startswith(f"redbridge_requests_{name}") and '"healthz"' in line]
        assert len(counted) == 1 and float(counted[0].rpartition(" ")[2]) >= least


@pytest.mark.django_db
def test_waiting_jobs_are_counted_by_queue(client: Client) -> None:
    from redbridge.kernel.mail import send

    send.defer(subject="", body="", sender="a@example.org", to=["b@example.org"])
    assert 'redbridge_jobs_waiting{queue="news"} 1.0' in client.get("/metrics").content.decode()


def test_paths_that_lead_nowhere_share_one_name(rf: Any) -> None:
    assert probes._route(rf.get("/no/such/page")) == "none"
    assert probes._route(rf.get("/static/web/css/base.css")) == "static"
