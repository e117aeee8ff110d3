"""Tells which needs of a step the record itself meets, so that nobody writes down by hand what stands there already."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localdate

from homeward.practice.assessment import Assessment, are_answered
from homeward.web.chronology.models import FileRead, Voice
from homeward.web.pathway.assessment.queries import assessments_of
from homeward.web.pathway.models import PathwayStart, PermanencePlan, SiblingsLook
from homeward.web.pathway.queries import Asked, meet_from


@dataclass(frozen=True)
class Place:
    """Where something that is missing is done: the page's name, and whether it may also be said in words.

    Of a file that was read on paper before, words must do; what is in the assessment is not said a second time.
    """

    page: str
    may_be_said: bool = False


PLACES: Mapping[str, Place] = MappingProxyType(
    {
        "reader_named": Place("file_reads", may_be_said=True),
        "file_read": Place("file_reads", may_be_said=True),
        "child_heard": Place("voices"),
        "factors_rated": Place("assessment"),
        "change_assessed": Place("assessment"),
        "apart": Place("assessment"),
        "warnings_answered": Place("assessment"),
        "siblings_looked_at": Place("siblings"),
        "permanence_planned": Place("permanence"),
        "agreed": Place("agreement"),
        "goals_reviewed": Place("agreement"),
        "phases_held": Place("return_plan"),
        "seen_at_home": Place("home_and_after"),
        "support_planned": Place("home_and_after"),
        "six_months": Place("home_and_after"),
        "safety_looked_at": Place("home_and_after"),
        "learning_review": Place("learning"),
        "decision_signed": Place("decisions"),
        "approval_stands": Place("decisions"),
        "reviewer_view": Place("decisions"),
        "nominated_officer": Place("decisions"),
        "director": Place("decisions"),
        "placement_with_parents": Place("decisions"),
        "home_suitable": Place("home_assessment"),
        "discharge_planned": Place("home_assessment"),
        "review_held": Place("pathway_reviews"),
    }
)
"""The needs that the record meets by itself, and where."""


def _are_rated(found: Assessment) -> bool:
    return bool(found.weighed) and not found.not_looked_at


def _of_each_parent(found: Assessment) -> bool:
    return bool(found.parents) and all(parent.id in found.of_parents for parent in found.parents)


def _is_apart(found: Assessment) -> bool:
    return _of_each_parent(found) and all(found.of_parents[parent.id].seen_apart for parent in found.parents)


_OF_ASSESSMENT: Mapping[str, Callable[[Assessment], bool]] = MappingProxyType(
    {
        "factors_rated": _are_rated,
        "change_assessed": _of_each_parent,
        "apart": _is_apart,
        "warnings_answered": are_answered,
    }
)


def tell() -> None:
    """State that needs of a way are met from what the record holds."""
    meet_from(met_by_record)


def met_by_record(asked: Asked, today: date) -> Mapping[UUID, frozenset[str]]:
    """Return, by the id of each start, the needs of its step that the record meets on a day.

    One query for each kind of need, and ten for the assessments, however many ways; only where a need asks for it. What
    was read or said counts from the day the way began.
    """
    waiting: dict[str, list[PathwayStart]] = defaultdict(list)
    for start, needs in asked:
        for need in needs:
            waiting[need.id].append(start)
    met: dict[UUID, set[str]] = defaultdict(set)
    for need, pk in (*_by_rows(waiting, today), *_by_assessment(waiting, today)):
        met[pk].add(need)
    return {pk: frozenset(needs) for pk, needs in met.items()}


def _by_rows(waiting: Mapping[str, list[PathwayStart]], today: date) -> Iterator[tuple[str, UUID]]:
    for need in waiting.keys() & _OF_ROWS.keys():
        days = _days_by_child(_OF_ROWS[need]([start.child_id for start in waiting[need]]))
        for start in waiting[need]:
            if any(start.began_on <= day <= today for day in days[start.child_id]):
                yield need, start.pk


def _by_assessment(waiting: Mapping[str, list[PathwayStart]], today: date) -> Iterator[tuple[str, UUID]]:
    needs = waiting.keys() & _OF_ASSESSMENT.keys()
    found = assessments_of({start for need in needs for start in waiting[need]}, today) if needs else {}
    for need in needs:
        for start in waiting[need]:
            if _OF_ASSESSMENT[need](found[start.pk]):
                yield need, start.pk


def _days_by_child(told: Iterable[tuple[UUID, date | datetime]]) -> Mapping[UUID, list[date]]:
    """Return the days of some rows by the child's id; the day of an instant is the service's own."""
    found: dict[UUID, list[date]] = defaultdict(list)
    for child, when in told:
        found[child].append(localdate(when) if isinstance(when, datetime) else when)
    return found


def _readers_named(children: Iterable[UUID]) -> Iterable[tuple[UUID, datetime]]:
    return FileRead.objects.filter(child__in=children, ended_at=None).values_list("child", "named_at")


def _files_read(children: Iterable[UUID]) -> Iterable[tuple[UUID, datetime]]:
    done = FileRead.objects.filter(child__in=children, finished_at__isnull=False)
    return done.values_list("child", "finished_at")


def _children_heard(children: Iterable[UUID]) -> Iterable[tuple[UUID, date]]:
    said = Voice.objects.standing().filter(child__in=children, person=F("child__person"))
    return said.values_list("child", "on")


def _siblings_looked_at(children: Iterable[UUID]) -> Iterable[tuple[UUID, date]]:
    return SiblingsLook.objects.standing().filter(child__in=children).values_list("child", "on")


def _permanence_planned(children: Iterable[UUID]) -> Iterable[tuple[UUID, date]]:
    plans = PermanencePlan.objects.standing().filter(start__child__in=children)
    return plans.values_list("start__child", "on")


_OF_ROWS: Mapping[str, Callable[[Iterable[UUID]], Iterable[tuple[UUID, date | datetime]]]] = MappingProxyType(
    {
        "reader_named": _readers_named,
        "file_read": _files_read,
        "child_heard": _children_heard,
        "siblings_looked_at": _siblings_looked_at,
        "permanence_planned": _permanence_planned,
    }
)
"""The needs that one kind of row meets: each with what returns when it was so, child by child, in one query."""
