"""Reads about background work: whether a worker lives, and which jobs have died."""

from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from homeward.web import clock
from homeward.web.jobs.models import Job, JobState, WorkerBeat

SILENT_SECONDS = 60


def worker_state() -> str:
    """Return "ok" when a worker gave a sign of life within the last minute, else "waiting"."""
    fresh = WorkerBeat.objects.filter(beat_at__gte=_silent_since(clock.now()))
    return "ok" if fresh.exists() else "waiting"


def dead_jobs(at: datetime) -> QuerySet[Job]:
    """Return jobs that nobody works on although they should, as seen at an instant.

    Either they are running without a sign of life for a minute, or they wait while their entry in the queue is gone or
    was taken more than a minute ago: the worker died in between.
    """
    since = _silent_since(at)
    waiting = DBTaskResult.objects.filter(Q(status=TaskResultStatus.READY) | Q(started_at__gte=since))
    silent = Q(state=JobState.RUNNING, heartbeat_at__lt=since)
    dropped = Q(state=JobState.QUEUED) & ~Q(task_id__in=waiting.values("id"))
    return Job.objects.filter(silent | dropped)


def _silent_since(at: datetime) -> datetime:
    """Count the seconds back in universal time: by the wall clock, an hour appears or is missing twice a year."""
    return at.astimezone(UTC) - timedelta(seconds=SILENT_SECONDS)
