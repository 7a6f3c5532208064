"""What load balancers and Prometheus ask."""

from collections import namedtuple

import pytest
from django.db import OperationalError, connection
from django.test import Client

from monitoring import health

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _not_remembered():
    health._missing_migrations.cache_clear()
    yield
    health._missing_migrations.cache_clear()


def refuse(*args):
    raise OperationalError("nobody is there")


def test_a_process_that_answers_is_healthy_whatever_becomes_of_the_database():
    with connection.execute_wrapper(refuse):
        answer = Client().get("/healthz", headers={"host": "10.0.0.5"})
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")


def test_a_site_in_order_is_ready():
    answer = Client().get("/readyz", headers={"host": "10.0.0.5"})
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "migrations": "ok", "disk": "ok"})


def test_without_its_database_it_is_not_ready():
    with connection.execute_wrapper(refuse):
        answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "not available: OperationalError")


def test_with_a_migration_missing_it_is_not_ready():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'monitoring'")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "missing: run manage.py migrate")


def test_with_a_full_disk_it_is_not_ready(monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: usage(100, 100, 0))
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["disk"]) == (503, "less than 64 MB free")


def test_probes_only_read():
    assert Client().post("/healthz").status_code == 405


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.1", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.1"}, 404),
        ("", {}, 404),
    ],
)
def test_figures_are_for_this_machine_alone(peer, headers, status):
    assert Client(REMOTE_ADDR=peer).get("/metrics", headers=headers).status_code == status


@pytest.mark.parametrize(("told", "status"), [("Bearer right", 200), ("Bearer wrong", 404), ("", 404)])
def test_figures_are_for_who_has_the_token(settings, told, status):
    settings.METRICS_TOKEN = "right"
    answer = Client(REMOTE_ADDR="192.0.2.1").get("/metrics", headers={"Authorization": told})
    assert answer.status_code == status
    if status == 200:
        assert b"# TYPE http_requests_total counter" in answer.content
