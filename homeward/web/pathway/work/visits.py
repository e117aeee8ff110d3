"""Reads since when children live in a placement away from home, and on which days somebody came and saw them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from homeward.practice.tasks.visits import Placed
from homeward.web.chronology.models import VisitedChild, VisitKind
from homeward.web.people.care.queries import care_on, periods_of_children, placed_since

_WITH_PARENTS = "P1"
_AT_A_PLACE = (VisitKind.PLANNED, VisitKind.UNPLANNED)


def placements(children: Sequence[UUID], today: date) -> Mapping[UUID, Placed]:
    """Return where each of some children lives who are looked after and not with parents, by the id; two queries."""
    seen: dict[UUID, list[date]] = defaultdict(list)
    rows = VisitedChild.objects.filter(child__in=children, visit__struck_at=None, visit__on__lte=today, is_seen=True)
    for child, on in rows.filter(visit__kind__in=_AT_A_PLACE).values_list("child", "visit__on"):
        seen[child].append(on)
    found: dict[UUID, Placed] = {}
    for child, periods in periods_of_children(children).items():
        episode = care_on(periods, today)
        if episode is not None and episode.place != _WITH_PARENTS:
            period = next(one for one in periods if episode in one.episodes)
            found[child] = Placed(placed_since(period, episode), tuple(sorted(seen[child])))
    return found
