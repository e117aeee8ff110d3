"""Stores long chronologies that are put on paper in the background, until the one who asked has fetched them."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from homeward.web.people.models import Child


class Paper(models.Model):
    """A chronology that somebody asked for as PDF, and the PDF once it is made. It is thrown away within hours.

    `asked` is the question as the page's address puts it: the view, the narrowing, the order. `body` is empty until the
    PDF is made, at `made_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="papers")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    body = models.BinaryField(null=True)
    made_at = models.DateTimeField(null=True)
