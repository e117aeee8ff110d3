"""Real workers in processes of their own: killed in the middle of a job, or asked to end."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.web.own_service import OwnService, own_service, wait_until

pytestmark = pytest.mark.slow

QUEUE = """
from homeward.web.jobs.actions import queue_job
print(queue_job(kind="invented", argument="7", by=None).pk)
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Iterator[OwnService]:
    with own_service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture
def service(migrated) -> OwnService:
    for table in ("jobs_job", "jobs_workerbeat", "django_tasks_database_dbtaskresult"):
        migrated.rows(f"DELETE FROM {table}")
    for name in ("notes", "hold", "may-report", "log"):
        (migrated.home / name).unlink(missing_ok=True)
    return migrated


def notes(service: OwnService) -> list[str]:
    file = service.home / "notes"
    return file.read_text().split() if file.exists() else []


def job(service: OwnService) -> tuple:
    ((state, attempts),) = service.rows("SELECT state, attempts FROM jobs_job")
    return state, attempts


def begin_and_hold(service: OwnService):
    (service.home / "hold").touch()
    service.python(QUEUE)
    worker = service.start("worker")
    wait_until(lambda: notes(service) == ["began"], "the worker began the job")
    return worker


def test_a_job_whose_worker_was_killed_is_done_exactly_once_by_the_next(service):
    worker = begin_and_hold(service)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    (service.home / "hold").unlink()

    assert service.run("worker", "--batch").returncode == 0
    assert job(service) == ("running", 1), "a job may not be taken over while its worker may still live"

    service.rows("UPDATE jobs_job SET heartbeat_at = '2020-01-01 00:00:00+00:00'")  # a minute later
    for _ in range(2):
        assert service.run("worker", "--batch").returncode == 0
    assert job(service) == ("done", 2)
    assert notes(service) == ["began", "began", "ended"]
    assert service.run("audit-verify").returncode == 0


def test_a_worker_that_only_seemed_dead_does_not_end_the_job_twice(service):
    worker = begin_and_hold(service)
    os.killpg(worker.pid, signal.SIGSTOP)
    service.rows("UPDATE jobs_job SET heartbeat_at = '2020-01-01 00:00:00+00:00'")
    (service.home / "hold").unlink()
    assert service.run("worker", "--batch").returncode == 0
    assert job(service) == ("done", 2)

    finished = service.rows("SELECT finished_at FROM jobs_job")
    os.killpg(worker.pid, signal.SIGCONT)
    wait_until(lambda: service.rows("SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'") == [],
               "the first worker gave the job up")  # fmt: skip
    worker.terminate()
    assert worker.wait(10) == 0
    assert job(service) == ("done", 2)
    assert service.rows("SELECT finished_at FROM jobs_job") == finished
    assert notes(service) == ["began", "began", "ended"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_asked_to_end_hands_its_job_back(service, number):
    worker = begin_and_hold(service)
    worker.send_signal(number)
    (service.home / "may-report").touch()
    assert worker.wait(10) == 0
    assert job(service) == ("queued", 1)
    (service.home / "hold").unlink()
    assert service.run("worker", "--batch").returncode == 0
    assert job(service) == ("done", 1)
    assert "Traceback" not in (service.home / "log").read_text()


def test_an_idle_worker_ends_at_once_when_asked(service):
    worker = service.start("worker")
    wait_until(lambda: service.rows("SELECT 1 FROM jobs_workerbeat"), "the worker lives")
    worker.terminate()
    assert worker.wait(5) == 0
    assert (service.home / "log").read_text() == ""


def test_a_worker_asked_twice_stops_dead(service):
    worker = begin_and_hold(service)
    wait_until(lambda: worker.poll() is not None or worker.terminate(), "the signal was sent again")
    assert worker.returncode == 1
    assert job(service) == ("running", 1)
    assert service.rows("SELECT traceback FROM django_tasks_database_dbtaskresult") == [("",)]
