"""The audit chain when many write at the same moment, from threads and processes, to a real database."""

import subprocess
import sys

import pytest

from tests.web.own_service import ROOT, own_service

pytestmark = pytest.mark.slow

WRITE = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from homeward.web.audit.actions import record_read, recorded

def write(turn):
    try:
        for step in range(15):
            if step % 3:
                record_read(by=None, action="page_read", subject_kind="", subject_id="", detail={"turn": turn})
            else:
                with recorded("thing_done", by=None) as entry:
                    entry.detail = {"turn": turn}
    finally:
        connection.close()

with ThreadPoolExecutor(2) as threads:
    list(threads.map(write, range(2)))
"""


def test_processes_and_threads_that_write_at_once_leave_one_chain_without_gaps(tmp_path):
    with own_service(tmp_path) as service:
        ((before,),) = service.rows("SELECT count(*) FROM audit_auditevent")
        writers = [subprocess.Popen([sys.executable, "-c", WRITE], cwd=ROOT, env=service.environment) for _ in range(3)]
        assert [writer.wait(120) for writer in writers] == [0, 0, 0]
        ((count, last),) = service.rows("SELECT count(*), max(number) FROM audit_auditevent")
        assert (count - before, last) == (3 * 2 * 15, count)
        done = service.run("audit-verify")
        assert (done.returncode, done.stderr) == (0, "")
        assert f"{count} rows" in done.stdout
