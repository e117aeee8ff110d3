"""Stores proposals to destroy a record, and the certificate that stays once two people have done so."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from homeward.web.people.models import Child


class DestructionProposal(models.Model):
    """Somebody proposes that a child's record be destroyed; a second person agrees or turns it down.

    `kept_to_on` and `rule_words` say until when it had to be kept, and why. Once agreed the proposal goes with the
    record, and a certificate stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="destruction_proposals")
    because = models.TextField()
    kept_to_on = models.DateField()
    rule_words = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    turned_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    turned_down_at = models.DateTimeField(null=True)
    turned_down_because = models.TextField(blank=True)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(turned_down_at=None), name="destruction_proposed_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        """Return an id without any name: what Django prints may end in a log."""
        return f"Proposal {self.pk}"


class DestructionCertificate(models.Model):
    """What stays of a record that two people destroyed: no name, no date of birth, nothing of what was in it.

    `subject_digest` is the SHA-256 (hex) of the record's id, by which audit rows about it are recognised. `destroyed`
    counts the rows by table, `kept_words` says what stayed and why. `audit_numbers` are the audit rows of which what
    was said is gone: [first, last] of each run. `digest` is the SHA-256 of all of this.
    """

    number = models.PositiveIntegerField(primary_key=True)
    subject_digest = models.CharField(max_length=64, unique=True)
    because = models.TextField()
    kept_to_on = models.DateField()
    rule_words = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    destroyed = models.JSONField()
    kept_words = models.JSONField()
    audit_numbers = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=~Q(agreed_by=F("proposed_by")), name="destruction_agreed_by_another")
        ]

    @property
    def rows(self) -> int:
        """How many rows were destroyed in all tables together."""
        return sum(self.destroyed.values())
