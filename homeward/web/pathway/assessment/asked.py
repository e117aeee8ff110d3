"""Finds what an address of an assessment names: the way, a parent, a factor; what is not there answers with 404."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from homeward.practice.assessment import Assessment, Weighed
from homeward.practice.chronology.event import ChronologyEvent
from homeward.web import clock
from homeward.web.pathway.assessment.known import events_to_show
from homeward.web.pathway.assessment.queries import assessment_of
from homeward.web.pathway.local.queries import PATHWAY
from homeward.web.pathway.models import PathwayStart
from homeward.web.people.models import Person
from homeward.web.people.permissions import hidden_persons


@dataclass(frozen=True)
class AssessmentAsked:
    """The assessment of the page's child as the reader may see it, with all events that may show something."""

    start: PathwayStart
    assessment: Assessment
    events: tuple[ChronologyEvent, ...]

    @property
    def by_key(self) -> Mapping[str, ChronologyEvent]:
        """The events by their key."""
        return {event.key: event for event in self.events}

    def weighed(self, factor: str, parent: str) -> Weighed:
        """Return a factor that is written by itself. Raises Http404 for any other, and for whom it is not asked of."""
        found = (one for one in self.assessment.weighed if (one.factor.id, one.parent_id) == (factor, parent))
        weighed = next(found, None)
        if weighed is None or weighed.factor.told_by or (weighed.factor.each_parent and not parent):
            raise Http404
        return weighed


def assessment_asked(request: HttpRequest) -> AssessmentAsked | None:
    """Return the assessment of the latest way of the page's child; None where no way began."""
    today = clock.today()
    starts = PathwayStart.objects.standing().filter(child=request.child, pathway=PATHWAY, began_on__lte=today)
    start = starts.select_related("child__person").first()
    if start is None:
        return None
    events = tuple(events_to_show(request.user, request.child))
    return AssessmentAsked(start, assessment_of(start, today, request.user), events)


def assessment_asked_or_404(request: HttpRequest) -> AssessmentAsked:
    """Return the assessment of the page's child. Raises Http404 where no way began."""
    asked = assessment_asked(request)
    if asked is None:
        raise Http404
    return asked


def parent_asked(request: HttpRequest, asked: AssessmentAsked, person_pk: UUID | None) -> Person | None:
    """Return the parent whom an address names, None where it names none. Raises Http404 for anybody else.

    Whoever has a record of their own that is shut to the reader is nobody here.
    """
    if person_pk is None:
        return None
    if str(person_pk) not in {parent.id for parent in asked.assessment.parents}:
        raise Http404
    person = Person.objects.filter(pk=person_pk).exclude(hidden_persons(request.user)).first()
    if person is None:
        raise Http404
    return person
