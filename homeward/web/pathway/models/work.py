"""Stores who took note of which task, when a case was reviewed, and how people are reminded of what is due."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from homeward.web.chronology.models import Written
from homeward.web.pathway.models.ways import PathwayStart
from homeward.web.people.models import Child


class TaskSeen(Written):
    """Somebody (`entered_by`) said on a day that they saw a task; `taken_on_by` is who does it, None where not said.

    `task` is a task's own id among those of the way (`practice/tasks/task.py`).
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="tasks_seen")
    task = models.CharField(max_length=160)
    on = models.DateField()
    taken_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
        constraints = [
            models.UniqueConstraint(fields=["start", "task"], condition=Q(struck_at=None), name="task_seen_stands_once")
        ]


class ReviewHeld(Written):
    """A review of a child's case was held on a day, as somebody who works with the child wrote down."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="reviews_held")
    on = models.DateField()
    words = models.TextField(blank=True)

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class RaisingSet(models.Model):
    """After how many working days an overdue task that nobody said they saw is shown to whom, from a day on.

    Nothing of it is ever changed: what was put in last holds.
    """

    to_manager_days = models.PositiveSmallIntegerField()
    to_head_days = models.PositiveSmallIntegerField()
    why = models.TextField()
    begins_on = models.DateField()
    put_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    put_in_at = models.DateTimeField()

    class Meta:
        ordering = ["begins_on", "put_in_at"]


class Reminders(models.Model):
    """How somebody is reminded by e-mail of what is due: whether at all, and the last day on which a digest was sent.

    The address is the person's own, in their account.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    is_wanted = models.BooleanField(default=True)
    sent_on = models.DateField(null=True)


class FeedToken(models.Model):
    """The secret in the address of somebody's calendar of due days: never the text itself, only its digest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feed_tokens")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="one_live_feed_a_person"),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")), name="feed_revoked_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        """Return an id: what Django prints may end in a log."""
        return f"FeedToken {self.pk}"
