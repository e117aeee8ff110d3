"""Reads what is known after a return, and what was learnt from returns that broke down."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from homeward.practice.after.coming_home import CameHome
from homeward.practice.after.outcomes import MILESTONES, AfterContact, AtMilestone, How, KnownBy, outcome_at
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Voice
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.voices.queries import open_voices
from homeward.web.pathway.home.visits import Visits
from homeward.web.pathway.models import ContactAfter, LearningReview, PathwayStart

NOT_OPEN = "Words that are not open to you, or that were corrected since."


@dataclass(frozen=True)
class Learnt:
    """One learning review, with what child and parents said as far as it is open; `closed` counts what is not."""

    row: LearningReview
    child_said: tuple[Voice, ...]
    others_said: tuple[Voice, ...]
    closed: int


def earlier_reviews(start: PathwayStart) -> QuerySet[LearningReview]:
    """Return the learning reviews of a child's other ways: of returns that broke down before this one."""
    kept = LearningReview.objects.standing().filter(start__child=start.child, start__struck_at=None)
    return kept.exclude(start=start)


def contacts_of(start: PathwayStart, visits: Visits, today: date) -> tuple[AfterContact, ...]:
    """Return the contacts after a return, in order. One whose visit was struck out is no evidence any more."""
    return contacts_of_many([start], {start.child_id: visits}, today).get(start.pk, ())


def contacts_of_many(
    starts: Sequence[PathwayStart], visits: Mapping[UUID, Visits], today: date
) -> Mapping[UUID, tuple[AfterContact, ...]]:
    """Return the contacts after the returns of some ways, by the id of the start; `visits` are by child. One query."""
    children = {start.pk: start for start in starts}
    rows = ContactAfter.objects.filter(start__in=starts, struck_at=None, on__lte=today).select_related("entered_by")
    found: dict[UUID, list[AfterContact]] = defaultdict(list)
    for row in rows:
        start = children[row.start_id]
        found[start.pk].append(_contact(row, visits[start.child_id], start))
    return {start: tuple(told) for start, told in found.items()}


def outcomes_of(home: CameHome | None, contacts: tuple[AfterContact, ...]) -> tuple[AtMilestone, ...]:
    """Return what became of a return at each milestone; nothing where the child did not come home."""
    return tuple(outcome_at(months, home, contacts) for months in MILESTONES) if home else ()


def learnt_of(start: PathwayStart, user: User, today: date, *, is_earlier: bool = False) -> tuple[Learnt, ...]:
    """Return what was learnt on a way, or on the child's earlier ones, the last first; a fixed number of queries."""
    rows = earlier_reviews(start) if is_earlier else start.learning_reviews.filter(struck_at=None)
    found = list(
        rows.filter(on__lte=today)
        .select_related("entered_by", "start__child__person")
        .prefetch_related("heard")
        .order_by("-on")
    )
    linked = {link.voice_id for row in found for link in row.heard.all()}
    told = {}
    if linked:
        told = {voice.pk: voice for voice in _voices(user, start, linked)}
    return tuple(_learnt(row, told, start.child.person_id) for row in found)


def _voices(user: User, start: PathwayStart, linked: set[object]) -> QuerySet[Voice]:
    found = open_voices(reader_of(user, start.child)).filter(pk__in=linked)
    return found.select_related("person__child").prefetch_related("person__names")


def _learnt(row: LearningReview, told: dict[object, Voice], child: object) -> Learnt:
    voices = [told.get(link.voice_id) for link in row.heard.all()]
    seen = [voice for voice in voices if voice]
    own = tuple(voice for voice in seen if voice.person_id == child)
    return Learnt(row, own, tuple(voice for voice in seen if voice not in own), len(voices) - len(seen))


def _contact(row: ContactAfter, visits: Visits, start: PathwayStart) -> AfterContact:
    known_by, how, href, on = KnownBy(row.known_by), How(row.how), "", row.on
    if known_by == KnownBy.SEEN:
        visit = visits.standing(row.visit_id)
        if visit is None or not visit.is_seen:
            known_by, how = KnownBy.NOBODY, How.NOT_KNOWN
        else:
            on, href = visit.on, reverse("visit", args=[start.child_id, visit.pk])
    by = row.entered_by.name if row.entered_by else ""
    return AfterContact(on, known_by, how, row.words, row.who, by, str(row.pk), href)
