"""How long each step of the pathway took, over all children of a service: never about one child or one worker."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from homeward.practice.pathways.position import Entry, EntryKind, stands_at
from homeward.practice.pathways.versions import Versions

FEWEST = 6
"""Of fewer finished stays at a step nothing is told but that there are fewer: one child could be known again."""


@dataclass(frozen=True)
class StepTime:
    """How many stays at a step have ended and, where there are enough, how many days they lasted.

    `number` is None where there are some, but fewer than are told. Days are whole; a step left on its first day took 0.
    """

    step: str
    number: int | None
    median_days: float | None = None
    shortest_days: int | None = None
    longest_days: int | None = None


def stays(began_on: date, entries: Sequence[Entry], versions: Versions) -> Iterator[tuple[str, int]]:
    """Yield each step that a child's way left because it was done or decided, with how many days it had lasted.

    A step that was left because something happened, or the work stopped, was not finished; where the child stands now
    is not either: nobody knows yet how long it takes. `entries` are all that was written down, in order.
    """
    for number, entry in enumerate(entries):
        if entry.kind in (EntryKind.DONE, EntryKind.DECIDED):
            stood = stands_at(began_on, entries[:number], versions, entry.on)
            if stood.step.id == entry.step:
                yield entry.step, (entry.on - stood.since).days


def step_times(finished: Iterable[tuple[str, int]]) -> Mapping[str, StepTime]:
    """Return by step how long the stays at it lasted that have ended (`stays`, of all children)."""
    found: dict[str, list[int]] = defaultdict(list)
    for step, days in finished:
        found[step].append(days)
    return {step: _time(step, days) for step, days in found.items()}


def _time(step: str, days: list[int]) -> StepTime:
    if len(days) < FEWEST:
        return StepTime(step, None)
    return StepTime(step, len(days), median(days), min(days), max(days))
