"""Measures how long each step of the pathway took over the whole service; nothing of it is of one worker or child."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from homeward.practice.pathways.position import Entry, EntryKind, stands_at
from homeward.practice.pathways.steps import Step, StepKind
from homeward.practice.tasks.step_times import FEWEST, StepTime, stays, step_times
from homeward.web.pathway.local.queries import PATHWAY, pathway_versions
from homeward.web.pathway.models import PathwayEntry, PathwayStart


@dataclass(frozen=True)
class TimedStep:
    """One step: how long it took, None where no stay has ended; and how many stand at it now, None for one to five."""

    step: Step
    time: StepTime | None
    here: int | None


def times_of_steps(today: date) -> list[TimedStep]:
    """Return how long each step took on every way of the service, restricted records among them; three queries.

    Nothing is told of fewer than six, so nobody is known again by it.
    """
    versions = pathway_versions()
    written = Prefetch("entries", PathwayEntry.objects.filter(struck_at=None, on__lte=today), to_attr="told")
    starts = PathwayStart.objects.standing().filter(pathway=PATHWAY, began_on__lte=today).prefetch_related(written)
    finished: list[tuple[str, int]] = []
    here: Counter[str] = Counter()
    for start in starts:
        entries = [Entry(one.on, EntryKind(one.kind), one.step, one.answer) for one in start.told]
        finished += stays(start.began_on, entries, versions)
        here[stands_at(start.began_on, entries, versions, today).step.id] += 1
    times = step_times(finished)
    steps = (step for step in versions.on(today).steps if step.kind != StepKind.ENDING)
    return [TimedStep(step, times.get(step.id), _told(here[step.id])) for step in steps]


def _told(number: int) -> int | None:
    return number if number == 0 or number >= FEWEST else None
