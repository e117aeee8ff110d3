"""The door by which our own record is handed to `sources`, like a file: care histories, and what is known after."""

from collections.abc import Callable, Iterable
from datetime import date

from homeward.sources.record import RecordChild, RecordEpisode, RecordGiven, RecordOutcome
from homeward.web.people.models import CareEpisode, Child, EpisodeSource, Merge

NAME = "Our own practice record"
Source = Callable[[date], Iterable[RecordOutcome]]
_sources: list[Source] = []


def tell_outcomes(source: Source) -> None:
    """State, once, when the service starts, what tells what is known after returns home on a day.

    Children are named by the id of their record here, which leaves the service with no figure. Raises ValueError the
    second time.
    """
    if source in _sources:
        raise ValueError(f"{source.__qualname__} tells outcomes already")
    _sources.append(source)


def record_given(today: date) -> RecordGiven:
    """Return all that the record holds for a run of figures: two queries, and those of whatever tells outcomes.

    A record that was merged into another is left out, with what was written in it. Records that are restricted count
    like all others: only counts leave the run.
    """
    merged = Merge.objects.filter(agreed_at__isnull=False, undone_at=None).values("other")
    kids = Child.objects.exclude(person__in=merged).values_list(
        "pk", "person__sex", "person__born_on", "person__ethnicity"
    )
    children = tuple(RecordChild(str(pk), sex, born_on, code) for pk, sex, born_on, code in kids.order_by("pk"))
    known = {child.id for child in children}
    outcomes = sorted(
        (one for source in _sources for one in source(today) if one.child_id in known),
        key=lambda one: (one.child_id, one.home_on, one.months),
    )
    return RecordGiven(NAME, children, tuple(_episodes(known)), tuple(outcomes))


def _episodes(known: set[str]) -> Iterable[RecordEpisode]:
    rows = CareEpisode.objects.filter(struck_at=None).order_by("child", "decom_on")
    told = ("decom_on", "dec_on", "reason_new_episode", "legal_status", "need", "place")
    more = ("reason_ceased", "place_provider", "reason_place_change", "end_imputed")
    for child, source, *values in rows.values_list("child", "source", *told, *more):
        if str(child) in known:
            is_from_return = source == EpisodeSource.IMPORTED
            yield RecordEpisode(str(child), *values, is_from_return=is_from_return)
