"""What all facts about people have in common: from when until when, by whom, and that nothing is ever deleted."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q


def holding(day: date, way: str = "") -> Q:
    """Return the condition that a fact stands and holds on a day; `way` leads there ("team__memberships")."""
    at = f"{way}__" if way else ""
    begun = Q(**{f"{at}begins_on": None}) | Q(**{f"{at}begins_on__lte": day})
    goes_on = Q(**{f"{at}ends_on": None}) | Q(**{f"{at}ends_on__gt": day})
    return Q(**{f"{at}struck_at": None}) & begun & goes_on


class Facts(models.QuerySet):
    """Asks for facts by whether they stand and hold."""

    def standing(self) -> "Facts":
        """Return the facts that were not struck out as entered in error, of whatever day."""
        return self.filter(struck_at=None)

    def on(self, day: date) -> "Facts":
        """Return the standing facts that hold on a day: begun, or since nobody knows when, and not ended by then."""
        return self.filter(holding(day))


class Fact(models.Model):
    """Something true of somebody from a day until, but not on, another, with who entered it.

    `begins_on` is None where nobody knows since when. A fact entered in error is struck out with who, when and why, and
    stays. `entered_by` is None where the system entered it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_because = models.TextField(blank=True)

    objects = Facts.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(begins_on=None) | Q(ends_on__gte=F("begins_on")),
                name="%(class)s_ends_after_it_begins",
            )
        ]

    def holds_on(self, day: date) -> bool:
        """Tell whether the fact stands and holds on a day."""
        begun = self.begins_on is None or self.begins_on <= day
        return self.struck_at is None and begun and (self.ends_on is None or self.ends_on > day)


class Spell(Fact):
    """A fact whose first day is always known, because access or a count of days hangs on it."""

    begins_on = models.DateField()

    class Meta(Fact.Meta):
        abstract = True
