"""Reads the visits of one child as somebody may read them: with whom else, and what concerns this child alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from homeward.practice.chronology.event import Mentioned
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Visit, VisitedChild
from homeward.web.chronology.naming import Told, mentioned, names_told
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.wording import is_too_young_to_say
from homeward.web.people.policy import visible
from homeward.web.people.relations import closed_children


@dataclass(frozen=True)
class ToldVisit:
    """A visit as it is told in one child's record: `own` is what it was for this child.

    `is_shown` where the child was too young for words, and what is written as theirs is what they showed.
    `siblings` are the other children it was about and `others` who else was there, as far as the reader may know.
    """

    visit: Visit
    own: VisitedChild
    siblings: tuple[Mentioned, ...]
    others: tuple[Mentioned, ...]
    is_shown: bool = False

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
    """Return a child's visits that stand and are open to the reader, the latest first; three queries, and the names.

    `pk` asks for one visit alone.
    """
    found = _kept(reader, pk)
    names = names_told(reader, *_of_whom(reader, found))
    return [_told(reader, visit, names) for visit in found]


def of_whom_visits_tell(reader: Reader) -> Told:
    """Return who else was there at a child's visits, and which other children they were about."""
    return _of_whom(reader, _kept(reader))


def _kept(reader: Reader, pk: UUID | None = None) -> list[Visit]:
    return reader.once(f"visits {pk or ''}", lambda: list(_open_visits(reader).filter(**({"pk": pk} if pk else {}))))


def _of_whom(reader: Reader, visits: Iterable[Visit]) -> Told:
    persons = {person.pk for visit in visits for person in visit.with_persons.all()}
    kids = {one.child.person_id for visit in visits for one in visit.visited.all()}
    return persons, kids - {reader.child.person_id}


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
    found = found.filter(reader.open_to_them())
    shut = VisitedChild.objects.filter(child__in=closed_children(reader.user)).values("visit")
    found = found.exclude(pk__in=shut).select_related("entered_by")
    visited = Prefetch("visited", VisitedChild.objects.select_related("child"))
    return found.prefetch_related(visited, "with_persons").order_by("-on", "-at", "-entered_at")


def _told(reader: Reader, visit: Visit, names: Mapping[UUID, str]) -> ToldVisit:
    own = next(one for one in visit.visited.all() if one.child_id == reader.child.pk)
    siblings = [one.child.person_id for one in visit.visited.all() if one.child_id != reader.child.pk]
    others = [person.pk for person in visit.with_persons.all()]
    is_shown = is_too_young_to_say(reader.child.person, visit.on)
    return ToldVisit(visit, own, mentioned(siblings, names), mentioned(others, names), is_shown)
