"""The visits of a child as home and after needs them: days, seen or not, alone or not; a correction is followed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.web.chronology.models import Visit, VisitedChild, VisitKind
from homeward.web.people.models import Child

AT_A_PLACE = frozenset({VisitKind.PLANNED, VisitKind.UNPLANNED})
"""The kinds that are visits to a child; family time and meetings are none."""


@dataclass(frozen=True)
class SeenVisit:
    """One visit that stands: its day, kind, and whether the child was seen, and seen alone."""

    pk: UUID
    on: date
    kind: str
    is_seen: bool
    is_alone: bool

    @property
    def is_visit(self) -> bool:
        """Whether somebody came to see the child, and saw the child."""
        return self.is_seen and self.kind in AT_A_PLACE


@dataclass(frozen=True)
class Visits:
    """A child's visits that stand, by id, and what each corrected one was replaced by."""

    by_id: Mapping[UUID, SeenVisit]
    replaced_by: Mapping[UUID, UUID]

    def standing(self, pk: UUID | None) -> SeenVisit | None:
        """Return a visit as it stands now; None where it was struck out."""
        while pk in self.replaced_by:
            pk = self.replaced_by[pk]
        return self.by_id.get(pk) if pk else None

    @property
    def seen_on(self) -> tuple[date, ...]:
        """The days on which somebody came and saw the child, in order."""
        return tuple(sorted(one.on for one in self.by_id.values() if one.is_visit))


NO_VISITS = Visits({}, {})


def visits_of(child: Child, today: date) -> Visits:
    """Return a child's visits until a day, whoever may read their words: two queries."""
    return visits_of_children([child.pk], today).get(child.pk, NO_VISITS)


def visits_of_children(children: Iterable[UUID], today: date) -> Mapping[UUID, Visits]:
    """Return the visits of some children until a day, by the child's id; two queries however many children."""
    asked = list(children)
    rows = VisitedChild.objects.filter(child__in=asked, visit__struck_at=None, visit__on__lte=today)
    told = rows.values_list("child", "visit", "visit__on", "visit__kind", "is_seen", "is_alone")
    by_child: dict[UUID, dict[UUID, SeenVisit]] = defaultdict(dict)
    for child, pk, on, kind, is_seen, is_alone in told:
        by_child[child][pk] = SeenVisit(pk, on, kind, is_seen, bool(is_alone))
    corrected = Visit.objects.filter(children__in=asked, replaces__isnull=False).values_list("replaces", "pk")
    replaced_by = dict(corrected)
    return {child: Visits(by_child[child], replaced_by) for child in asked}
