"""A real worker, killed while it reads a return: the next one finishes the reading, and nothing is lost or doubled."""

import os
import signal

import pytest

from tests.web.own_service import own_service, wait_until

pytestmark = pytest.mark.slow

UPLOAD = """
from datetime import date
from homeward.invented import invent
from homeward.web.accounts.actions import create_user
from homeward.web.insight.actions import store_upload
from homeward.web.insight.work import READ_RETURN
from homeward.web.jobs.actions import queue_job

on = date(2020, 1, 1)
by = create_user(username="invented", name="Invented Person", password="quiet harbour, forty", by=None, on=on)
files = invent(in_care=600, years=5, last_year=2025, seed=7)
upload = store_upload(files=files, source="Nowhere Council", is_invented=True, by=by)
queue_job(kind=READ_RETURN, argument=str(upload.pk), by=by)
"""
BEING_READ = "SELECT 1 FROM jobs_job WHERE state = 'running' AND heartbeat_at > '2021-01-01 00:00:00+00:00'"
A_MINUTE_LATER = "UPDATE jobs_job SET heartbeat_at = '2020-01-01 00:00:00+00:00'"


def counted(service, table):
    ((number,),) = service.rows(f"SELECT count(*) FROM {table}")
    return number


def killed_in_the_middle(service):
    worker = service.start("worker")
    wait_until(lambda: service.rows(BEING_READ), "the worker began to read")
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    service.rows(A_MINUTE_LATER)


def test_a_return_whose_reader_was_killed_is_read_by_the_next_worker(tmp_path):
    with own_service(tmp_path) as service:
        service.python(UPLOAD)
        files = counted(service, "insight_uploadedfile")
        killed_in_the_middle(service)
        assert (counted(service, "insight_dataset"), counted(service, "insight_uploadedfile")) == (0, files)
        for _ in range(2):
            assert service.run("worker", "--batch").returncode == 0
        assert service.rows("SELECT state, attempts, progress FROM jobs_job") == [("done", 2, 100)]
        assert (counted(service, "insight_dataset"), counted(service, "insight_uploadedfile")) == (1, 0)
        assert service.run("audit-verify").returncode == 0


def test_a_return_whose_reader_is_killed_three_times_says_why_it_is_not_read(tmp_path):
    with own_service(tmp_path) as service:
        service.python(UPLOAD)
        for _ in range(3):
            killed_in_the_middle(service)
        assert service.run("worker", "--batch").returncode == 0
        ((state, message),) = service.rows("SELECT state, message FROM jobs_job")
        assert state == "failed"
        assert "begun three times" in message
        assert counted(service, "insight_uploadedfile") > 0, "the files stay, to be read again"
