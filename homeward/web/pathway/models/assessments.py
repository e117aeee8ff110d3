"""Stores an assessment of a return home: what was found of each factor, what parents have shown, what each thinks."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from homeward.practice.assessment import CHANGE_WORDS, OFFERED_WORDS, RATING_WORDS, SAID_BY_WORDS, WISH_WORDS
from homeward.web.chronology.models import Voice, Written
from homeward.web.pathway.models.ways import PathwayStart
from homeward.web.people.models import Person

RATINGS = [(rating.value, words) for rating, words in RATING_WORDS.items()]
ACCOUNTS = [(said_by.value, words) for said_by, words in SAID_BY_WORDS.items()]
HELP_OFFERED = [(offered.value, words) for offered, words in OFFERED_WORDS.items()]
CHANGES = [(change.value, words) for change, words in CHANGE_WORDS.items()]
WISHES = [(wish.value, words) for wish, words in WISH_WORDS.items()]


class AssessedParent(Written):
    """A parent with whom the child might live, and who is therefore assessed."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="assessed_parents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments_as_parent")

    class Meta(Written.Meta):
        ordering = ["entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["start", "person"], condition=Q(struck_at=None), name="a_parent_is_assessed_once"
            )
        ]


class FactorRating(Written):
    """One account of one factor, of one parent where each is asked. `name` says who exactly gave it.

    `words` are empty where the evidence is somebody's own words: they stand in the chronology and are not typed again.
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="ratings")
    factor = models.CharField(max_length=40)
    parent = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="ratings")
    rating = models.CharField(max_length=10, choices=RATINGS)
    said_by = models.CharField(max_length=10, choices=ACCOUNTS)
    name = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class ParentChange(Written):
    """One parent's capacity to change. `seen_apart` says whether the parent was seen alone for it."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="parent_changes")
    parent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="changes_as_parent")
    must_change = models.TextField()
    motivation = models.TextField()
    in_two_minds = models.TextField(blank=True)
    offered = models.TextField()
    done = models.TextField(blank=True)
    lasted_since_on = models.DateField(null=True, blank=True)
    change = models.CharField(max_length=12, choices=CHANGES)
    seen_apart = models.BooleanField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class EvidenceLink(models.Model):
    """A link to an event of the child's chronology, by the event's key."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    event_key = models.CharField(max_length=80)

    class Meta:
        abstract = True


class RatingEvidence(EvidenceLink):
    """An event that shows what was found of a factor."""

    rating = models.ForeignKey(FactorRating, on_delete=models.PROTECT, related_name="evidence")


class ChangeEvidence(EvidenceLink):
    """An event that shows what a parent has changed, or not."""

    parent_change = models.ForeignKey(ParentChange, on_delete=models.PROTECT, related_name="evidence")


class ReturnView(Written):
    """What somebody thinks of the return. Child's and parents' words are those of a Voice; others' stand here.

    `wish` is a Wish, empty where the person was not asked what they want; `how` says how they were asked, or why not.
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="views")
    whose = models.CharField(max_length=10, choices=ACCOUNTS)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="return_views")
    name = models.CharField(max_length=120, blank=True)
    wish = models.CharField(max_length=12, choices=WISHES, blank=True)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, null=True, blank=True, related_name="return_views")
    words = models.TextField(blank=True)
    how = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class HelpToTakePart(Written):
    """Whether somebody was offered an advocate, an interpreter, help to understand and to be understood."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="help_offered")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="help_to_take_part")
    advocate = models.CharField(max_length=10, choices=HELP_OFFERED)
    interpreter = models.CharField(max_length=10, choices=HELP_OFFERED)
    communication = models.CharField(max_length=10, choices=HELP_OFFERED)
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class WarningAnswer(Written):
    """The answer in writing to a warning that an assessment raised, about one parent where it is."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="warning_answers")
    warning = models.CharField(max_length=40)
    parent = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="warning_answers")
    answer = models.TextField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
