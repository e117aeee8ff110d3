"""Tells which needs of a step the record itself meets, so that nobody writes down by hand what stands there already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from homeward.practice.assessment import Assessment, are_answered
from homeward.practice.pathways.steps import Need
from homeward.web.chronology.models import FileRead, Voice
from homeward.web.pathway.assessment.queries import assessment_of
from homeward.web.pathway.models import PathwayStart, SiblingsLook
from homeward.web.pathway.queries import meet_from


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


def met_by_record(start: PathwayStart, needs: Iterable[Need], today: date) -> frozenset[str]:
    """Return the ids of the needs of a step that the record meets on a day.

    One query for each of reader, file and child's words; ten for the assessment, and only where a need asks for it.
    What was read or said counts from the day the way began.
    """
    ids = {need.id for need in needs}
    met = {need for need in ids & _OF_ROWS.keys() if _OF_ROWS[need](start, today)}
    if of_assessment := ids & _OF_ASSESSMENT.keys():
        found = assessment_of(start, today, None)
        met |= {need for need in of_assessment if _OF_ASSESSMENT[need](found)}
    return frozenset(met)


def _is_reader_named(start: PathwayStart, today: date) -> bool:
    named = FileRead.objects.filter(child=start.child, named_at__date__gte=start.began_on, named_at__date__lte=today)
    return named.filter(ended_at=None).exists()


def _is_file_read(start: PathwayStart, today: date) -> bool:
    done = {"finished_at__date__gte": start.began_on, "finished_at__date__lte": today}
    return FileRead.objects.filter(child=start.child, **done).exists()


def _is_child_heard(start: PathwayStart, today: date) -> bool:
    said = Voice.objects.standing().filter(child=start.child, person=start.child.person_id)
    return said.filter(on__gte=start.began_on, on__lte=today).exists()


def _are_siblings_looked_at(start: PathwayStart, today: date) -> bool:
    looks = SiblingsLook.objects.standing().filter(child=start.child)
    return looks.filter(on__gte=start.began_on, on__lte=today).exists()


_OF_ROWS: Mapping[str, Callable[[PathwayStart, date], bool]] = MappingProxyType(
    {
        "reader_named": _is_reader_named,
        "file_read": _is_file_read,
        "child_heard": _is_child_heard,
        "siblings_looked_at": _are_siblings_looked_at,
    }
)
