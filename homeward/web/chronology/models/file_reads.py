"""Stores the reading of a child's file by a second worker: who, what was read, how long it took."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from homeward.web.people.models import Asked, Child


class Declared(models.TextChoices):
    """What a reader declares of the family before reading."""

    NONE = "none", "I have no relationship to this family"
    WORK = "work", "I work or have worked with this family"
    PRIVATE = "private", "I know somebody of this family in private life"


class FileRead(models.Model):
    """A worker reads a child's file for the chronology, named by a manager.

    `own_worker_because` is the reason where the reader works with the child already. `declared` is a Declared, empty
    until the reader has said it; only with NONE does the reading begin. `asked` is what opens the record to the reader;
    None where it was open to them. A reading is finished by its reader, or ended by a manager or a relationship.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="file_reads")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="file_reads")
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, null=True, blank=True, related_name="file_reads")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField()
    due_on = models.DateField()
    own_worker_because = models.TextField(blank=True)
    declared = models.CharField(max_length=7, choices=Declared.choices, blank=True)
    declared_words = models.TextField(blank=True)
    declared_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_words = models.TextField(blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-named_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "reader"],
                condition=Q(finished_at=None, ended_at=None),
                name="one_reading_by_a_reader_at_a_time",
            )
        ]

    @property
    def is_open(self) -> bool:
        """True while the reading is neither finished nor ended."""
        return self.finished_at is None and self.ended_at is None

    @property
    def is_begun(self) -> bool:
        """True while it is open and the reader has declared to have no relationship to the family."""
        return self.is_open and self.declared == Declared.NONE


class FileSource(models.Model):
    """One source to be read: what it is, which years it covers, and when it was read or why it could not be."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_read = models.ForeignKey(FileRead, on_delete=models.PROTECT, related_name="sources")
    what = models.CharField(max_length=200)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True)
    not_read_because = models.CharField(max_length=250, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_year=None) | Q(from_year=None) | Q(until_year__gte=F("from_year")),
                name="source_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(read_on=None) | Q(not_read_because=""), name="source_read_or_why_not"),
        ]

    @property
    def is_done(self) -> bool:
        """True where it was read, or the reader said why it could not be."""
        return self.read_on is not None or bool(self.not_read_because)

    @property
    def in_words(self) -> str:
        """What it is, with its years where they are known: "Court bundle, 2019 to 2021"."""
        years = [str(year) for year in dict.fromkeys((self.from_year, self.until_year)) if year]
        if not years:
            return self.what
        if len(years) == 1 and self.from_year != self.until_year:
            years = [f"from {years[0]}" if self.from_year else f"until {years[0]}"]
        return f"{self.what}, {' to '.join(years)}"


class HoursRead(models.Model):
    """How long somebody read on a day, in minutes; told again of the same day, it is that day's new time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_read = models.ForeignKey(FileRead, on_delete=models.PROTECT, related_name="hours")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["file_read", "on"], name="hours_of_a_day_once")]

    @property
    def in_words(self) -> str:
        """The time as "1 h 30 min"."""
        return minutes_in_words(self.minutes)


def minutes_in_words(minutes: int) -> str:
    """Return minutes as "45 min", "2 h" or "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)
