"""Stores days under names that do not tell."""

from django.db import models


class Visit(models.Model):
    """A visit."""

    visit_date = models.DateField()
    seen_on = models.DateField()
    created = models.DateTimeField()
    at = models.DateTimeField()
