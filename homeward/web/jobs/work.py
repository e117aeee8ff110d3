"""Runs jobs: which function does which kind of work, how the work tells its progress, and how every run ends well."""

import logging
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from uuid import UUID

from homeward.web.jobs.actions import finish_job, hand_back_job, report_progress, start_job
from homeward.web.jobs.beating import beating
from homeward.web.jobs.endings import JobCancelledError, JobFailedError, JobLostError, WorkerStoppingError
from homeward.web.jobs.models import Job, JobState
from homeward.web.jobs.queue import run_job

__all__ = ["JobCancelledError", "JobFailedError", "Progress", "Run", "register", "run", "run_job", "stopping"]

FAULT = (
    "This stopped because of a fault in the service: try again, and if it stops again, "
    "tell the people who run the service."
)
BETWEEN_REPORTS_SECONDS = 0.5
stopping = Event()
"""Set once the worker is asked to end; a running job is then handed back at its next report."""
_log = logging.getLogger(__name__)


class Progress:
    """How a piece of work tells how far it has come, and learns that it shall stop."""

    def __init__(self, job_id: UUID, attempt: int) -> None:
        """Report for one run of a job."""
        self._job_id, self._attempt, self._reported = job_id, attempt, float("-inf")

    def report(self, share: float, words: str) -> None:
        """Say which share of the work is done (0 to 1) and, in words without personal data, what comes now.

        Call it often, and right before the work writes what it found: it raises when the job was cancelled, when
        another worker took it over, or when the worker is shut down. At most two reports a second are stored, and the
        last one (1) always.
        """
        if stopping.is_set():
            raise WorkerStoppingError
        present = monotonic()
        if share < 1 and present - self._reported < BETWEEN_REPORTS_SECONDS:
            return
        report_progress(job_id=self._job_id, attempt=self._attempt, share=share, words=words)
        self._reported = present


Run = Callable[[str, Progress], None]
_kinds: dict[str, Run] = {}


def register(kind: str, run: Run) -> None:
    """State which function does a kind of work, given the job's argument and its progress.

    A job may be begun again from the start after its worker died, so the function must find out what was done before.
    It raises JobFailedError with a sentence when the work cannot be done. Raises ValueError for a kind that is taken.
    """
    if _kinds.setdefault(kind, run) is not run:
        raise ValueError(f"the kind of job {kind!r} has its function already")


def run(job_id: UUID) -> None:
    """Run one job and raise nothing: the queue would keep, and print, an exception's text, which may name a child."""
    try:
        job = start_job(job_id=job_id, by=None)
        try:
            with beating(partial(report_progress, job_id=job_id, attempt=job.attempts)):
                state, message = _do(job)
        except WorkerStoppingError:
            hand_back_job(job=job, by=None)
        else:
            finish_job(job=job, state=state, message=message, by=None)
    except JobLostError:
        _log.info("job %s is not ours to do", job_id)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        _log_fault(job_id, error)


def _do(job: Job) -> tuple[JobState, str]:
    """Do the work and return how it ended, with a sentence where it failed."""
    try:
        _kinds[job.kind](job.argument, Progress(job.pk, job.attempts))
    except JobCancelledError:
        return JobState.CANCELLED, ""
    except JobFailedError as error:
        return JobState.FAILED, str(error)
    except (JobLostError, WorkerStoppingError, KeyboardInterrupt):
        raise
    except BaseException as error:  # Polars tells of its own faults by exceptions that are no Exception
        _log_fault(job.pk, error)
        return JobState.FAILED, FAULT
    return JobState.DONE, ""


def _log_fault(job_id: UUID, error: BaseException) -> None:
    """Write down the kind of an exception and the lines of code it came through, never what it says."""
    lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    _log.error("job %s stopped by %s at %s", job_id, type(error).__name__, " > ".join(lines))
