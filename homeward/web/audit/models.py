"""Stores the audit chain: rows that each carry the digest of the row before, and what was said, kept apart."""

from django.db import models


class AuditEvent(models.Model):
    """One thing somebody did. Rows are only ever added; the database refuses to change or remove one.

    Holds no names and no foreign keys: `actor` is a user's id (empty for the system), `subject` the kind and id of what
    was looked at or written. `digest` covers every other field and `previous`, the digest of the row before.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    detail_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            # What tells rows apart stands first: nearly all are about children, so their kind alone finds them all.
            models.Index(fields=["subject_id", "subject_kind", "number"]),
            models.Index(fields=["actor", "number"]),
            models.Index(fields=["action", "number"]),
            models.Index(fields=["action", "at"]),
            models.Index(fields=["at"]),
        ]


class AuditDetail(models.Model):
    """What was said with an event. Retention may destroy it; the chain, which covers only its digest, stays whole."""

    number = models.BigIntegerField(primary_key=True)
    salt = models.CharField(max_length=32)
    body = models.TextField()
