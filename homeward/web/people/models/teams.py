"""Stores teams and who works with which child as what, from when until when; access follows from these."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from homeward.web.people.models.facts import Spell
from homeward.web.people.models.network import Agency
from homeward.web.people.models.persons import Child


class Team(Spell):
    """A team of the service."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        """Return the team's name."""
        return self.name


class TeamMembership(Spell):
    """Somebody belongs to a team, and manages it or not."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="team_memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    is_manager = models.BooleanField(default=False)


class ChildTeam(Spell):
    """A team is responsible for a child."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="teams")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="children")


class AllocatedAs(models.TextChoices):
    """As what somebody works with a child."""

    SOCIAL_WORKER = "social_worker", "Social worker"
    SECOND_WORKER = "second_worker", "Second worker"
    FAMILY_SUPPORT_WORKER = "family_support_worker", "Family support worker"
    REVIEWING_OFFICER = "reviewing_officer", "Independent reviewing officer"
    MENTAL_HEALTH = "mental_health", "Adult specialist, mental health"
    SUBSTANCE_MISUSE = "substance_misuse", "Adult specialist, substance misuse"
    DOMESTIC_ABUSE = "domestic_abuse", "Adult specialist, domestic abuse"
    SUPERVISING_SOCIAL_WORKER = "supervising_social_worker", "Supervising social worker"
    FOSTER_CARER = "foster_carer", "Foster carer"


class Allocation(Spell):
    """Somebody works with a child as something."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="allocations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="allocations")
    allocated_as = models.CharField(max_length=30, choices=AllocatedAs.choices)


class Asked(Spell):
    """Somebody, such as a named guest of a partner agency, was asked to do one task for a child until a day."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="asked")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="asked")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="asked")
    task = models.CharField(max_length=250)
    ends_on = models.DateField()


class Handover(models.Model):
    """A child's worker changed: from whom to whom, whether all met, and what child and parents were told.

    Where there was no joint visit, `no_visit_because` says why not. `open_matters` is what the new worker must see to.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="handovers")
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    allocated_as = models.CharField(max_length=30, choices=AllocatedAs.choices)
    on = models.DateField()
    joint_visit_on = models.DateField(null=True, blank=True)
    no_visit_because = models.TextField(blank=True)
    child_was_told = models.TextField()
    parents_were_told = models.TextField()
    open_matters = models.TextField(blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(joint_visit_on__isnull=False) | ~Q(no_visit_because=""),
                name="joint_visit_or_why_not",
            )
        ]
