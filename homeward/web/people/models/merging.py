"""Stores that two records were found to be one person, who proposed and who agreed, so that it can be undone."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from homeward.web.people.models.persons import Person


class Merge(models.Model):
    """`other` is the same person as `kept`. Agreed and undone by two people each; nothing is lost.

    Once agreed, what hung on `other` hangs on `kept`; `moved` lists each such row as [model, id, field], so that an
    undoing moves exactly these back. `turned_down_at` is set where the second person did not agree;
    `undo_turned_down_at` where they did not agree to the last proposal to undo it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_into")
    because = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    turned_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    turned_down_at = models.DateTimeField(null=True)
    turned_down_because = models.TextField(blank=True)
    undo_because = models.TextField(blank=True)
    undo_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undo_proposed_at = models.DateTimeField(null=True)
    undo_turned_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undo_turned_down_at = models.DateTimeField(null=True)
    undo_turned_down_because = models.TextField(blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=list)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=models.F("other")), name="merge_is_of_two"),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=models.F("proposed_by")), name="merge_agreed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None) | ~Q(undone_by=models.F("undo_proposed_by")),
                name="merge_undone_by_another",
            ),
            models.UniqueConstraint(
                fields=["other"], condition=Q(turned_down_at=None, undone_at=None), name="merged_once_at_a_time"
            ),
        ]

    @property
    def is_in_force(self) -> bool:
        """True from the day on which a second person agreed until two people undo it."""
        return self.agreed_at is not None and self.undone_at is None

    @property
    def waits_for_agreement(self) -> bool:
        """True while a second person has neither agreed nor turned the proposal down."""
        return self.agreed_at is None and self.turned_down_at is None

    @property
    def waits_for_undoing(self) -> bool:
        """True while somebody has proposed to undo the merge and a second person has not decided."""
        is_proposed = self.undo_proposed_at is not None and self.undo_turned_down_at is None
        return self.is_in_force and is_proposed
