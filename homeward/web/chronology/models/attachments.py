"""Stores files that belong to a child's record: a letter, a photograph, a report."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from homeward.web.chronology.models.events import LifeEvent
from homeward.web.chronology.models.visits import Visit
from homeward.web.chronology.models.written import Written
from homeward.web.people.models import Child


class Attachment(Written):
    """A file of a child's record, cleaned of what it told of its making; `kind` is what its bytes are, not its name.

    `digest` is the SHA-256 of the bytes as kept, `digest_given` of those that were given.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="attachments")
    event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    digest_given = models.CharField(max_length=64)

    class Meta(Written.Meta):
        ordering = ["-entered_at"]


class AttachmentBytes(models.Model):
    """The bytes of an attachment, apart, so that no list reads them; destroyed with the record they belong to."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="content")
    body = models.BinaryField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
