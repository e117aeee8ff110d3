"""Stores what somebody has begun to write and not shared yet: theirs alone until they save it."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from homeward.web.people.models import Child


class Draft(models.Model):
    """What somebody typed into a form of one kind about a child so far: question by question, seen by nobody else.

    `answers` are the form's fields by name, each with a list of what was typed or ticked. `page` is the opened page
    that kept it last: another page of the same form may go on with it only if it was opened with what stands here.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=20)
    answers = models.JSONField()
    page = models.UUIDField()
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["user", "child", "kind"], name="one_draft_of_a_kind")]
