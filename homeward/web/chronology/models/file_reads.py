"""Stores the reading of a child's file by a second worker: who, what was read, how long it took."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from homeward.web.people.models import Child


class FileRead(models.Model):
    """A worker reads a child's file for the chronology, named by a manager.

    `own_worker_because` is the reason where it is the child's own worker. `declares_none` says that the reader
    declared to have no relationship to the family; the reading begins with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="file_reads")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="file_reads")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField()
    due_on = models.DateField()
    own_worker_because = models.TextField(blank=True)
    declares_none = models.BooleanField(default=False)
    declared_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_words = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-named_at"]


class FileSource(models.Model):
    """One source to be read: what it is, which years it covers, and when it was read or why it could not be."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_read = models.ForeignKey(FileRead, on_delete=models.PROTECT, related_name="sources")
    what = models.CharField(max_length=200)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True)
    not_read_because = models.CharField(max_length=250, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="source_ends_after_it_begins",
            )
        ]


class HoursRead(models.Model):
    """How long somebody read on a day, in minutes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_read = models.ForeignKey(FileRead, on_delete=models.PROTECT, related_name="hours")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["on"]
