"""Writes of background work: queue, start, follow, end and revive a job. Every one leaves an audit row but two.

`report_progress` and `keep_alive` leave none: they say only that a machine still works, many times a minute.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.jobs.endings import JobCancelledError, JobLostError
from homeward.web.jobs.models import Job, JobState, WorkerBeat
from homeward.web.jobs.queries import dead_jobs
from homeward.web.jobs.queue import put_in_queue

MOST_ATTEMPTS = 3
KEPT_DAYS = 14
GIVEN_UP = (
    "This was begun three times and stopped each time before it could finish, so it is not tried again: "
    "tell the people who run the service."
)


def queue_job(*, kind: str, argument: str, by: User | None) -> Job:
    """Put work in the queue and return its job. `argument` is the id of a stored thing, never a name or other words."""
    with recorded("job_queued", by=by) as entry:
        job = Job(kind=kind, argument=argument, owner=by, created_at=clock.now())
        job.task_id = put_in_queue(job.pk)
        job.save(force_insert=True)
        entry.about(job)
        entry.detail = {"kind": kind}
    return job


def cancel_job(*, job: Job, by: User | None) -> None:
    """Stop a job: at once while it waits, at its next report while it runs. A job that has ended stays as it is."""
    with recorded("job_cancelled", by=by) as entry:
        found = _locked(Job.objects.all(), job.pk)
        entry.about(found)
        entry.detail = {"state": found.state}
        if found.state == JobState.QUEUED:
            _end(found, JobState.CANCELLED)
        elif found.state == JobState.RUNNING:
            _change(found, cancel_asked_at=clock.now())


def start_job(*, job_id: UUID, by: User | None) -> Job:
    """Take a waiting job for this run and return it; raises JobLostError when it does not wait any more."""
    with recorded("job_started", by=by) as entry:
        job = _locked(Job.objects.filter(state=JobState.QUEUED), job_id)
        present = clock.now()
        _change(job, state=JobState.RUNNING, started_at=present, heartbeat_at=present)
        entry.about(job)
        entry.detail = {"attempt": job.attempts}
    return job


def finish_job(*, job: Job, state: JobState, message: str = "", by: User | None) -> None:
    """End this run's job as done, failed (`message` says why) or cancelled; raises JobLostError when it is not ours."""
    with recorded("job_finished", by=by) as entry:
        found = _locked(_owned(job.pk, job.attempts), job.pk)
        _end(found, state, message)
        entry.about(found)
        entry.detail = {"state": str(state)}


def hand_back_job(*, job: Job, by: User | None) -> None:
    """Put this run's job in the queue again because the worker is being shut down: that counts as no attempt."""
    with recorded("job_handed_back", by=by) as entry:
        found = _locked(_owned(job.pk, job.attempts), job.pk)
        _queue_anew(found, attempts=found.attempts)
        entry.about(found)


def reap_dead_jobs(*, by: User | None, at: datetime) -> int:
    """Queue anew each job whose worker died, at most twice; then fail it. Returns how many there were at that instant.

    A worker that only seemed dead owns its job no longer and is told so at its next report. A job that somebody had
    asked to stop is cancelled.
    """
    reaped = 0
    for job_id in list(dead_jobs(at).values_list("pk", flat=True)):
        with suppress(JobLostError), recorded("job_reaped", by=by) as entry:
            job = _locked(dead_jobs(at), job_id)
            _revive_or_end(job)
            entry.about(job)
            entry.detail = {"state": str(job.state), "attempts": job.attempts}
            reaped += 1
    return reaped


def prune_queue(*, by: User | None, at: datetime) -> int:
    """Remove entries of the queue that were taken more than 14 days before an instant; jobs stay. Returns how many."""
    limit = at.astimezone(UTC) - timedelta(days=KEPT_DAYS)
    old = DBTaskResult.objects.exclude(status=TaskResultStatus.READY).filter(
        Q(finished_at__lt=limit) | Q(finished_at=None, started_at__lt=limit)
    )
    if not old.exists():
        return 0
    with recorded("queue_pruned", by=by) as entry:
        removed, _ = old.delete()
        entry.detail = {"removed": removed}
    return removed


def report_progress(*, job_id: UUID, attempt: int, share: float | None = None, words: str = "") -> None:
    """Store a sign of life of a run and, where given, its share done (0 to 1) and words. Leaves no audit row.

    Raises JobLostError when the job is no longer this run's, JobCancelledError when somebody asked for it to stop.
    """
    changes: dict[str, Any] = {"heartbeat_at": clock.now()}
    if share is not None:
        changes |= {"progress": round(100 * min(max(share, 0.0), 1.0)), "words": words}
    owned = _owned(job_id, attempt)
    if not owned.update(**changes):
        raise JobLostError
    if owned.exclude(cancel_asked_at=None).exists():
        raise JobCancelledError


def keep_alive() -> None:
    """Store that a worker lives at this moment. Leaves no audit row."""
    WorkerBeat.objects.update_or_create(pk=1, defaults={"beat_at": clock.now()})


def _owned(job_id: UUID, attempt: int) -> QuerySet[Job]:
    """Return the job if the run that began with this attempt still owns it."""
    return Job.objects.filter(pk=job_id, attempts=attempt, state=JobState.RUNNING)


def _locked(jobs: QuerySet[Job], job_id: UUID) -> Job:
    """Return one of these jobs, held until the transaction ends; raises JobLostError when it is not among them."""
    job = jobs.select_for_update().filter(pk=job_id).first()
    if job is None:
        raise JobLostError
    return job


def _change(job: Job, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(job, name, value)
    job.save(update_fields=list(changes))


def _end(job: Job, state: JobState, message: str = "") -> None:
    done = {"progress": 100} if state == JobState.DONE else {}
    _change(job, state=state, message=message, finished_at=clock.now(), **done)


def _queue_anew(job: Job, *, attempts: int) -> None:
    _change(job, state=JobState.QUEUED, attempts=attempts, task_id=put_in_queue(job.pk), progress=0, words="")


def _revive_or_end(job: Job) -> None:
    if job.cancel_asked_at:
        _end(job, JobState.CANCELLED)
    elif job.attempts < MOST_ATTEMPTS:
        _queue_anew(job, attempts=job.attempts + 1)
    else:
        _end(job, JobState.FAILED, GIVEN_UP)
