"""`homeward-web worker`: does the work that waits in the queue."""

import logging
import os
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any
from uuid import uuid4

from django.core.management import BaseCommand
from django.db import Error, connection
from django_tasks_db.management.commands.db_worker import Worker

from homeward.web import clock
from homeward.web.jobs.actions import keep_alive, reap_dead_jobs
from homeward.web.jobs.beating import beating
from homeward.web.jobs.work import stopping

BETWEEN_LOOKS_SECONDS = 0.5
AFTER_FAULT_SECONDS = 5
SIGNALS = (signal.SIGTERM, signal.SIGINT)
_log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Take jobs from the queue, one at a time, until told to stop. Several workers may run at once."""

    help = "Do the work that waits in the queue, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to end once nothing waits."""
        parser.epilog = "Example: homeward-web worker"
        parser.add_argument("--batch", action="store_true", help="end once nothing waits")

    def handle(self, *args: Any, batch: bool, **options: Any) -> None:
        """Work; on SIGTERM or Ctrl-C hand the running job back at its next report, and end."""
        worker = _QueueWorker(batch)
        before = {number: signal.signal(number, worker.shutdown) for number in SIGNALS}
        stopping.clear()
        try:
            _look_after_jobs()
            with beating(_look_after_jobs):
                worker.run_through_faults()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _look_after_jobs() -> None:
    """Say that this worker lives, and revive the jobs of those that do not."""
    keep_alive()
    reap_dead_jobs(by=None, at=clock.now())


class _QueueWorker(Worker):
    """The queue's own worker, which goes on when the database is away for a while and says nothing of what it does."""

    def __init__(self, batch: bool) -> None:
        """Take every job there is; end once nothing waits if `batch`."""
        super().__init__(
            queue_names=["default"],
            excluded_queue_names=[],
            interval=BETWEEN_LOOKS_SECONDS,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop at the next good moment; asked a second time, stop dead, and another worker revives the job."""
        if not self.running:
            os._exit(1)
        self.running = False
        stopping.set()

    def run_through_faults(self) -> None:
        """Work until stopped; when the database fails, wait and look again. Raises its error in a batch."""
        while self.running:
            try:
                self.run()
                return
            except Error as error:
                if self.batch:
                    raise
                _log.error("the queue could not be read (%s); looking again soon", type(error).__name__)
                connection.close()
                time.sleep(AFTER_FAULT_SECONDS)
