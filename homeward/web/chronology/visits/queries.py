"""Reads the visits of one child as somebody may read them: with whom else, and what concerns this child alone."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.practice.chronology.event import Mentioned
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Visit, VisitedChild
from homeward.web.chronology.naming import mentioned, names_told
from homeward.web.chronology.reading import Reader
from homeward.web.people.policy import visible
from homeward.web.people.relations import closed_children


@dataclass(frozen=True)
class ToldVisit:
    """A visit as it is told in one child's record: `own` is what it was for this child.

    `siblings` are the other children it was about and `others` who else was there, as far as the reader may know.
    """

    visit: Visit
    own: VisitedChild
    siblings: tuple[Mentioned, ...]
    others: tuple[Mentioned, ...]

    @property
    def seen_in_words(self) -> str:
        """Such as "Seen alone, in the garden" or "Not seen: asleep"; empty where nobody could be seen."""
        if self.own.is_seen:
            said = "Seen alone" if self.own.is_alone else "Seen, with others there"
            return f"{said}, {self.own.where}" if self.own.where else said
        return f"Not seen: {self.own.not_seen_because}" if self.own.not_seen_because else ""

    @property
    def kind_in_words(self) -> str:
        """Such as "Visit, arranged, at the foster home"."""
        kind = self.visit.get_kind_display()
        return f"{kind}, {self.visit.where}" if self.visit.where else kind


def visits_told(reader: Reader, pk: UUID | None = None) -> list[ToldVisit]:
    """Return a child's visits that stand and are open to the reader, the latest first; nine queries, however many.

    `pk` asks for one visit alone.
    """
    found = list(_open_visits(reader).filter(**({"pk": pk} if pk else {})))
    persons = {person.pk for visit in found for person in visit.with_persons.all()}
    kids = {one.child.person_id for visit in found for one in visit.visited.all()}
    names = names_told(reader.user, persons, kids - {reader.child.person_id})
    return [_told(reader, visit, names) for visit in found]


def before_correction(user: User, visit: Visit) -> list[Visit]:
    """Return what stood before a visit was corrected, as far as it is open to somebody, the latest first."""
    found = []
    while visit.replaces_id:
        visit = visit.replaces
        found.append(visit)
    seen = set(visible(user, Visit).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    return [one for one in found if one.pk in seen]


def _open_visits(reader: Reader) -> QuerySet[Visit]:
    """Return the standing visits of the reader's child; one that tells of a child whose record is shut is left out."""
    found = Visit.objects.standing().filter(children=reader.child)
    found = found.filter(Q(reach__in=reader.reaches) | Q(entered_by=reader.user))
    shut = VisitedChild.objects.filter(child__in=closed_children(reader.user)).values("visit")
    found = found.exclude(pk__in=shut).select_related("entered_by")
    return found.prefetch_related("visited__child", "with_persons").order_by("-on", "-at", "-entered_at")


def _told(reader: Reader, visit: Visit, names: dict[UUID, str]) -> ToldVisit:
    own = next(one for one in visit.visited.all() if one.child_id == reader.child.pk)
    siblings = [one.child.person_id for one in visit.visited.all() if one.child_id != reader.child.pk]
    others = [person.pk for person in visit.with_persons.all()]
    return ToldVisit(visit, own, mentioned(siblings, names), mentioned(others, names))
