"""Stores legal holds: nothing that is held may be destroyed, whatever its date."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from homeward.web.people.models import Child


class Holds(models.QuerySet):
    """Asks for legal holds by whether they are in force."""

    def in_force(self) -> "Holds":
        """Return the holds that were not lifted."""
        return self.filter(lifted_at=None)

    def over(self, child: Child) -> "Holds":
        """Return the holds in force over a child's record: its own, and those over every record."""
        return self.in_force().filter(Q(child=child) | Q(child=None))


class LegalHold(models.Model):
    """A record, or every record where `child` is None, may not be destroyed: an inquiry, a court case.

    It is put on by one person and lifted by two: one proposes to lift it, another lifts it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="legal_holds")
    reason = models.TextField()
    put_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    put_on_at = models.DateTimeField()
    lifting_because = models.TextField(blank=True)
    lifting_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifting_proposed_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = Holds.as_manager()

    class Meta:
        ordering = ["-put_on_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=models.F("lifting_proposed_by")),
                name="hold_lifted_by_another",
            )
        ]

    def __str__(self) -> str:
        """Return an id without any name: what Django prints may end in a log."""
        return f"Legal hold {self.pk}"
