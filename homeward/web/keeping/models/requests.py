"""Stores requests of people for their own record: the clock, what was collected, withheld and released, and to whom."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from homeward.web.people.models import Child


class AskedBy(models.TextChoices):
    """Who asks."""

    THEMSELVES = "themselves", "The person themselves"
    PARENT = "parent", "A parent, for the child"
    SOLICITOR = "solicitor", "A solicitor or advocate, for the person"
    OTHER = "other", "Somebody else who may act for the person"


class WithheldBecause(models.TextChoices):
    """Why something is withheld."""

    THIRD_PARTY = "third_party", "It is about somebody else"
    PRIVILEGE = "privilege", "Legal advice, or made for a court case"
    SERIOUS_HARM = "serious_harm", "It could seriously harm somebody"
    CRIME = "crime", "It could hinder the police or the courts"
    OTHER = "other", "Another exemption"


class AccessRequest(models.Model):
    """Somebody asks for what is held about them.

    `proof` says how it was made sure who asks; `proved_on` is empty while that is awaited, and the clock then has not
    begun. `handler` is the worker who was asked to prepare it. `not_collected` counts entries that could not be
    collected because they also concern a child whose record is shut to whoever collected.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="access_requests")
    asked_by = models.CharField(max_length=12, choices=AskedBy.choices)
    asker_name = models.CharField(max_length=150)
    asked_for = models.TextField()
    received_on = models.DateField()
    proof = models.TextField(blank=True)
    proved_on = models.DateField(null=True, blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="access_requests"
    )
    extended_on = models.DateField(null=True)
    extended_because = models.TextField(blank=True)
    collected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    collected_at = models.DateTimeField(null=True)
    not_collected = models.PositiveIntegerField(default=0)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    closed_because = models.TextField(blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["received_on"]

    def __str__(self) -> str:
        """Return an id without any name: what Django prints may end in a log."""
        return f"Access request {self.pk}"

    @property
    def is_open(self) -> bool:
        """True until it was answered or closed."""
        return self.closed_on is None

    @property
    def clock_began_on(self) -> date | None:
        """The day on which the time to answer began: when it came, or when it was clear who asks. None: not begun."""
        return None if self.proved_on is None else max(self.received_on, self.proved_on)


class ClockPause(models.Model):
    """The person was asked what exactly they want; until the answer the clock stands still."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="pauses")
    asked_on = models.DateField()
    asked_what = models.TextField()
    answered_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["asked_on"]
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(answered_on=None), name="one_pause_at_a_time"),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")), name="answered_after_it_was_asked"
            ),
        ]


class AccessItem(models.Model):
    """One entry as it was collected: a copy that stays as it was, whatever becomes of the record and of redactions."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    source = models.CharField(max_length=80)
    heading = models.CharField(max_length=200)
    when_words = models.CharField(max_length=80, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="one_item_a_position")]


class Redaction(models.Model):
    """Words of an entry, or all of it where `words` is empty, are withheld, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey(AccessItem, on_delete=models.PROTECT, related_name="redactions")
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=12, choices=WithheldBecause.choices)
    because = models.TextField()
    withheld_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withheld_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["withheld_at"]


class Release(models.Model):
    """What was given, to whom and how. `pdf` is what they got, `original` the same without anything withheld.

    Both are made once and never changed; the digests are their SHA-256 (hex).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="releases")
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)
    original = models.BinaryField()
    original_digest = models.CharField(max_length=64)
    withheld = models.PositiveIntegerField()
    released_to = models.CharField(max_length=150)
    released_how = models.CharField(max_length=200)
    released_on = models.DateField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        ordering = ["-released_at"]
