"""Reads when the cases of children were reviewed: as the statutory return told it, and as it was written down here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.practice.tasks.reviews import LookedAfter
from homeward.web.chronology.models import ReturnEvent, ReturnEventKind
from homeward.web.pathway.models import ReviewHeld
from homeward.web.people.care.queries import PeriodInCare, periods_of_children
from homeward.web.people.models import Child


@dataclass(frozen=True)
class Review:
    """A review of a child's case on a day; `written` is what was written down of it here, None where a return told."""

    on: date
    written: ReviewHeld | None = None


def reviews_of(child: Child) -> list[Review]:
    """Return the reviews of a child's case that the record knows, the last first; two queries."""
    written = ReviewHeld.objects.standing().filter(child=child).select_related("entered_by")
    found = {day: Review(day) for day in _told_by_returns([child.pk]).get(child.pk, ())}
    found |= {row.on: Review(row.on, row) for row in written}
    return sorted(found.values(), key=lambda review: review.on, reverse=True)


def looked_after(children: Iterable[UUID], today: date) -> Mapping[UUID, LookedAfter]:
    """Return the present period of care of each of some children who are looked after, with its reviews; 3 queries."""
    asked = list(children)
    held, periods = review_days(asked), periods_of_children(asked)
    return {
        child: LookedAfter(len(of_child), of_child[-1].began_on, tuple(held.get(child, ())))
        for child, of_child in periods.items()
        if _lasts(of_child, today)
    }


def review_days(children: Iterable[UUID]) -> Mapping[UUID, tuple[date, ...]]:
    """Return the days on which cases were reviewed, in order, by the child's id; two queries, none for no child."""
    asked = list(children)
    if not asked:
        return {}
    days: dict[UUID, set[date]] = defaultdict(set)
    for child, told in _told_by_returns(asked).items():
        days[child] |= set(told)
    for child, on in ReviewHeld.objects.standing().filter(child__in=asked).values_list("child", "on"):
        days[child].add(on)
    return {child: tuple(sorted(held)) for child, held in days.items()}


def _told_by_returns(children: Sequence[UUID]) -> Mapping[UUID, list[date]]:
    found: dict[UUID, list[date]] = defaultdict(list)
    rows = ReturnEvent.objects.filter(child__in=children, kind=ReturnEventKind.REVIEW)
    for child, on in rows.values_list("child", "on"):
        found[child].append(on)
    return found


def _lasts(periods: Sequence[PeriodInCare], today: date) -> bool:
    last = periods[-1] if periods else None
    return last is not None and last.began_on <= today and (last.ended_on is None or today < last.ended_on)
