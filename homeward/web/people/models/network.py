"""Stores the network round a child: agencies, the people from them, and who is the child's key worker."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from homeward.web.people.models.facts import Spell
from homeward.web.people.models.persons import Child, Person


class AgencyKind(models.TextChoices):
    """What kind of service an agency is."""

    COUNCIL = "council", "Council"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School or education"
    POLICE = "police", "Police"
    PROBATION = "probation", "Probation"
    COURT = "court", "Court or CAFCASS"
    FOSTERING = "fostering", "Fostering agency"
    HOME = "home", "Children’s home"
    HOUSING = "housing", "Housing"
    CHARITY = "charity", "Charity or community group"
    OTHER = "other", "Other"


class Agency(models.Model):
    """A service that works with families, such as a school, a health trust or the council itself.

    From `closed_on` on it is not chosen any more; what was said of it before stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=12, choices=AgencyKind.choices)
    phone = models.CharField(max_length=30, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        """Return the agency's name."""
        return self.name


class NetworkMember(Spell):
    """Somebody in the network round a child: who signs in here (`user`) or not (`person`), and in what role."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="network")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="networks"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="networks")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    role_words = models.CharField(max_length=120)

    class Meta(Spell.Meta):
        constraints = [
            *Spell.Meta.constraints,
            models.CheckConstraint(
                condition=Q(user=None, person__isnull=False) | Q(user__isnull=False, person=None),
                name="network_member_is_one_person",
            ),
        ]


class KeyWorker(Spell):
    """The one member of the network whom the child knows as theirs; need not be a social worker."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="key_workers")
    member = models.ForeignKey(NetworkMember, on_delete=models.PROTECT, related_name="key_worker_spells")
