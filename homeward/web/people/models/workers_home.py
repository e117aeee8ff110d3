"""Stores at which postcode somebody who signs in lives, so that looks at neighbours' records are noticed."""

from django.conf import settings
from django.db import models


class WorkersHome(models.Model):
    """The home postcode that somebody gave of themselves, in capitals without spaces. Shown to nobody else."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="workers_home")
    postcode_key = models.CharField(max_length=10)
