"""Stores jobs, whose they are and how far they have come, and when a worker last said that it lives."""

from uuid import uuid4

from django.conf import settings
from django.db import models


class JobState(models.TextChoices):
    """Where a job stands. A job that is done, failed or cancelled stays so."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


class Job(models.Model):
    """One piece of long work: what kind, on which stored thing (`argument`, an id), for whom.

    `progress` is in percent; `words` say what is being done, `message` why it failed. `attempts` counts how often the
    job was put in the queue; a run owns the job only while that number is the one it began with. `task_id` is its entry
    in the queue. `cancel_asked_at` is set at once when somebody stops a running job, `state` when the work has stopped.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=60)
    argument = models.CharField(max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(default="")
    message = models.TextField(default="")
    attempts = models.PositiveSmallIntegerField(default=1)
    task_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state"]), models.Index(fields=["kind", "argument"])]

    @property
    def is_ended(self) -> bool:
        """True once the job is done, failed or cancelled."""
        return self.state in ENDED


class WorkerBeat(models.Model):
    """When any worker last said that it lives. One row, number 1."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    beat_at = models.DateTimeField()
