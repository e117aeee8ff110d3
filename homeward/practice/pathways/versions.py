"""Tells which form of a pathway held on a day, and where somebody stands whose step was left out since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.practice.pathways.local import Change, changed
from homeward.practice.pathways.steps import Pathway


@dataclass(frozen=True)
class LocalFile:
    """A council's changes, and when its file holds: from `begins_on` until before `ends_on` (None: still)."""

    changes: tuple[Change, ...]
    begins_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the file holds on a day."""
        return self.begins_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Version:
    """A pathway, and the first day on which it holds."""

    begins_on: date
    pathway: Pathway


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: the step's id, and since when they were led there, None where they came by themselves."""

    step: str
    led_on: date | None = None


@dataclass(frozen=True)
class Versions:
    """A pathway through time: its versions in the order of their first days; the first has always held."""

    held: tuple[Version, ...]

    def on(self, day: date) -> Pathway:
        """Return the pathway that holds on a day."""
        return self._until(day)[-1].pathway

    def standing(self, step: str, day: date) -> Standing:
        """Return where somebody stands on a day who was at a step when it was last there.

        A step that was left out led somewhere: there they stand, since the day on which it was left out. A step that no
        version knows leads to the pathway's start.
        """
        held = self._until(day)
        now = held[-1].pathway
        if step in now.by_id:
            return Standing(step)
        gone_on = held[-1].begins_on
        for version in reversed(held):
            if step in version.pathway.by_id:
                return Standing(_led_on(step, version.pathway, now), gone_on)
            gone_on = version.begins_on
        later = next((one.pathway for one in self.held if step in one.pathway.by_id), now)
        return Standing(_led_on(step, later, now))

    def _until(self, day: date) -> tuple[Version, ...]:
        return tuple(version for version in self.held if version.begins_on <= day) or self.held[:1]


def always(pathway: Pathway) -> Versions:
    """Return a pathway that never changed."""
    return Versions((Version(date.min, pathway),))


def versions_of(pathway: Pathway, files: Iterable[LocalFile]) -> Versions:
    """Return a pathway through time as a council's files changed it.

    Of several files that hold on a day the last does. Raises ValueError where changes cannot be made (`check_changes`).
    """
    told = tuple(files)
    days = {date.min}
    for file in told:
        days |= {file.begins_on, *(change.since for change in file.changes)}
        days |= {file.ends_on} if file.ends_on else set()
    found: list[Version] = []
    for day in sorted(days):
        ours = _on(pathway, told, day)
        if not found or found[-1].pathway != ours:
            found.append(Version(day, ours))
    return Versions(tuple(found))


def _on(pathway: Pathway, files: tuple[LocalFile, ...], day: date) -> Pathway:
    file = next((file for file in reversed(files) if file.holds(day)), None)
    return changed(pathway, file.changes, day) if file else pathway


def _led_on(step: str, before: Pathway, now: Pathway) -> str:
    """Return the step of today's pathway to which a step of another leads."""
    passed: set[str] = set()
    while step not in now.by_id:
        if step not in before.by_id or step in passed:
            return now.start
        passed.add(step)
        step = before.by_id[step].leads_to
    return step
