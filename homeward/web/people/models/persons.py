"""Stores persons, the names they bear, and the record of a person who is a child the service works with."""

from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from homeward.web.people.models.facts import Fact


class Exactness(models.TextChoices):
    """How exactly a date of birth is known."""

    DAY = "day", "To the day"
    MONTH = "month", "To the month"
    YEAR = "year", "To the year"
    ESTIMATED = "estimated", "Estimated"
    EXPECTED = "expected", "Expected, not born yet"
    UNKNOWN = "unknown", "Not known"


class Sex(models.TextChoices):
    """Sex in the words of `homeward.sources.rows`."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    UNKNOWN = "unknown", "Not known"


class NameKind(models.TextChoices):
    """What kind of name it is."""

    LEGAL = "legal", "Legal name"
    KNOWN_AS = "known_as", "Known as"
    FORMER = "former", "Former name"


class Person(models.Model):
    """Somebody: a child, a parent, a carer, a teacher. One person may be a child here and a parent there.

    `ethnicity` is the return's code or empty. `languages` and `communication` are words: what else they speak, and what
    they need to be understood and to understand.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    born_on = models.DateField(null=True, blank=True)
    born_exactly = models.CharField(max_length=10, choices=Exactness.choices, default=Exactness.UNKNOWN)
    died_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=4, blank=True)
    first_language = models.CharField(max_length=80, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    communication = models.TextField(blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["born_on"])]

    def __str__(self) -> str:
        """Return an id without any name: what Django prints may end in a log."""
        return f"Person {self.pk}"

    @property
    def shown_name(self) -> str:
        """The name shown first, or that none is recorded. Lists prefetch `names` (and `child`)."""
        standing = [name for name in self.names.all() if name.struck_at is None and name.ends_on is None]
        order = {NameKind.LEGAL: 1, NameKind.KNOWN_AS: 2, NameKind.FORMER: 3}
        first = min(standing, key=lambda name: (not name.is_shown, order[NameKind(name.kind)]), default=None)
        return first.full if first else self.without_name

    @property
    def without_name(self) -> str:
        """What stands where no name is recorded, as for children known from returns only."""
        child = getattr(self, "child", None)
        return f"Name not recorded (id {child.local_id if child else str(self.pk)[:8]})"


class PersonBefore(models.Model):
    """What was known of a person before it was changed: `told` holds what stood in each field that changed, by name."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="before")
    told = models.JSONField(encoder=DjangoJSONEncoder)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at"]


class PersonName(Fact):
    """One name a person bears or bore; `is_shown` marks the one shown first.

    `given_sound` and `family_sound` are how the two halves sound, for finding people again.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=NameKind.choices, default=NameKind.LEGAL)
    is_shown = models.BooleanField(default=False)
    given_sound = models.CharField(max_length=120, blank=True)
    family_sound = models.CharField(max_length=120, blank=True)

    class Meta(Fact.Meta):
        indexes = [
            models.Index(fields=["family_sound"]),
            models.Index(fields=["given_sound"]),
        ]

    @property
    def full(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}".strip()


class Child(models.Model):
    """The record of a person who is or was a child the service works with.

    `local_id` is the council's own id, the return's CHILD. `unaccompanied_until_on` is the return's DUC.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="child")
    local_id = models.CharField(max_length=20, unique=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)
    is_unaccompanied = models.BooleanField(default=False)
    unaccompanied_until_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return an id without any name: what Django prints may end in a log."""
        return f"Child {self.pk}"
