"""Tells what happened in a family before the children came into care and since, each thing written down on its day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from homeward.invented.families.by_hand import earlier_periods
from homeward.invented.families.careers import CareChild
from homeward.invented.families.cases import Case
from homeward.invented.families.story_happenings import Concerned, EventWritten
from homeward.invented.families.story_scene import (
    Cast,
    cast_of,
    fitting,
    has_needed,
    is_about,
    is_in_care,
)
from homeward.invented.families.story_teller import Teller
from homeward.invented.families.story_words import Line, fill, for_age, read_lines
from homeward.invented.families.working_days import at_work, before_christmas, school_day_before, working_day_before

BEFORE, BROUGHT, DURING = (read_lines("stories", table) for table in ("before", "brought", "during"))
ONCE = read_lines("told_once", "event")
WELL_KNOWN = frozenset({"on_pathway", "two_failed_returns", "domestic_abuse", "baby", "unplanned"})
"""The stories that are told from beginning to end in sentences of their own."""

_DayFor: TypeAlias = Callable[[Line], date | None]
_OFFICE = frozenset({"education", "decision", "health", "legal", "support"})
_BROUGHT_DAYS = (1, 3)
_LATELY_DAYS = 380
_SETTLED_DAYS = 20
_NEWBORN_DAYS = 21
_TRIES = 5
_MOST_TOLD = 4
_READ_LATER = 0.4
_WRITTEN_WITHIN_DAYS = 2


def write_events(case: Case, teller: Teller) -> None:
    """Write down what happened in a family."""
    _Events(case, teller).write()


class _Events:
    """Writes down the events of one family."""

    def __init__(self, case: Case, teller: Teller) -> None:
        self.case, self.teller, self.draws = case, teller, teller.draws
        self.first_came = min(child.periods[0][0].began_on for child in case.children)
        self._taken: set[tuple[str, date, str]] = set()

    def write(self) -> None:
        """Write the family's own story, and around it what is told of many."""
        for line in (line for line in ONCE if line.story == self.case.story):
            self._write_once(line)
        if self.case.story == "on_pathway":
            self._write_years()
        if self.case.story in WELL_KNOWN:
            return
        self._write_death()
        for _ in range(self.draws.between(1, 2) + bool(self.case.story)):
            self._write_one_of(BEFORE, self._day_before)
        self._write_one_of(BROUGHT, self._day_brought)
        for _ in range(self.draws.between(1, 2) + len(self.case.children) // 2 + bool(self.case.story)):
            self._write_one_of(DURING, self._day_during)

    def _write_one_of(self, lines: Sequence[Line], day_for: _DayFor) -> None:
        """Write one of some lines, if one of them can be told."""
        for line in self.teller.in_turn((line for line in lines if is_about(self.case, line)), _MOST_TOLD):
            for _ in range(_TRIES):
                day = day_for(line)
                if day is not None and self._write_line(line, as_worked(line, day), in_care=lines is DURING):
                    self.teller.tell(line)
                    return

    def _day_before(self, line: Line) -> date | None:
        return self.first_came - timedelta(days=self.draws.between(*line.days))

    def _day_brought(self, line: Line) -> date | None:
        return self.first_came - timedelta(days=self.draws.between(*_BROUGHT_DAYS))

    def _day_during(self, line: Line) -> date | None:
        """Return a day in the last period of care, more often a late one."""
        last = min(max(child.last.ended_on or self.case.as_of for child in self.case.children), self.case.as_of)
        last = min(last, (self.case.went_home_on or last)) - timedelta(days=1)
        first = min(child.came_on for child in self.case.children) + timedelta(days=_SETTLED_DAYS)
        if self.draws.chance(0.6):
            first = max(first, last - timedelta(days=_LATELY_DAYS))
        return self.draws.day(first, last) if first <= last else None

    def _write_line(self, line: Line, day: date, *, in_care: bool) -> bool:
        """Write a line as of a day, and return True, if it can be told."""
        children = [child for child in self.case.children if child.born_on <= day]
        if in_care:
            children = [child for child in children if is_in_care(child, day)]
        else:
            children = [child for child in children if line.newborn == ((day - child.born_on).days < _NEWBORN_DAYS)]
        concerned = fitting(self.case, line, children, day)
        if concerned and line.one:
            concerned = [self.draws.one_of(concerned)]
        if not concerned or any(self._is_taken(child, day, line) for child in concerned):
            return False
        cast = cast_of(self.case, concerned, day)
        if not has_needed(self.case, line, cast, day):
            return False
        return self._put(line, cast, day)

    def _is_taken(self, child: CareChild, day: date, line: Line) -> bool:
        """Say whether something of that kind is told of the day: only on purpose are there two accounts of one."""
        return line.exactness == "day" and (child.local_id, day, line.category) in self._taken

    def _write_once(self, line: Line) -> None:
        """Write a line of the family's own story, if its day has come and it can be told."""
        day = anchored(self.case, line.at)
        if day is None or day + timedelta(days=line.lasting) > self.case.as_of:
            return
        day = day if line.at[-1] == 0 else as_worked(line, day)
        born = [one for one in self.case.children if one.born_on <= day]
        concerned = fitting(self.case, line, born or self.case.children[:1], day)
        if concerned:
            cast = cast_of(self.case, concerned, day)
            if has_needed(self.case, line, cast, day):
                self._put(line, cast, day)

    def _write_years(self) -> None:
        """Write for each year of care but one what an old list of visits says: of that one year nothing is told."""
        child = self.case.children[0]
        years = range(child.came_on.year + 1, self.case.as_of.year)
        for year in years:
            if year != years[len(years) // 2]:
                day = date(year, 1, 1)
                self._put(_LISTED, cast_of(self.case, [child], day), day)

    def _write_death(self) -> None:
        """Write of a mother's death, on the day of it."""
        mother = self.case.family.mother
        if mother is None or mother.died_on is None:
            return
        children = [child for child in self.case.children if child.born_on <= mother.died_on]
        line = Line(_DIED.format(given=mother.given), category="family", knowledge="document", known_from=_DIED_FROM)
        self._put(line, cast_of(self.case, children, mother.died_on), mother.died_on)

    def _put(self, line: Line, cast: Cast, day: date) -> bool:
        """Write a line as of a day; False where it was said in all its words before."""
        said = self.teller.say(line.what, cast.names, self.case.key)
        if not said:
            return False
        concerned = tuple(self._concerned(line, child, day) for child in cast.children)
        what = EventWritten(
            child=concerned[0].child,
            on=_as_exact(day, line.exactness),
            exactness=line.exactness,
            what=said,
            category=line.category,
            knowledge=line.knowledge,
            concerned=concerned,
            known_from=fill(line.known_from, cast.names),
            until=_as_exact(day + timedelta(days=line.lasting), line.exactness) if line.lasting else None,
            mentions=cast.mentioned(line.what),
            reach=line.reach,
            place=fill(line.place, cast.names),
        )
        self._taken |= {(one.child, day, line.category) for one in concerned}
        on = self._written_on(cast.children, day + timedelta(days=line.lasting))
        self.case.ledger.write(what, on=on, by=self.case.worker_on(on))
        return True

    def _concerned(self, line: Line, child: CareChild, day: date) -> Concerned:
        """Return what an event meant for one child; what concerns one alone is said only where there are several."""
        names, age = cast_of(self.case, [child], day).names, max(child.age_on(day), 0)
        meant, private = (for_age(words, age, names) for words in (line.meant, line.private))
        own = (self.teller.say(words, names, self.case.key) for words in (meant, private))
        return Concerned(child.local_id, *own)

    def _written_on(self, children: Sequence[CareChild], day: date) -> date:
        """Return when something was written down: with the record or a day or two after, or later out of the file."""
        begun = max(self.case.record_on[child.local_id] for child in children)
        if day < begun and self.draws.chance(_READ_LATER):
            lately = max(begun, self.case.turns[0].since, self.case.as_of - timedelta(days=_LATELY_DAYS))
            return at_work(self.draws.day(lately, self.case.as_of), self.case.as_of)
        if day < begun:
            return at_work(begun, self.case.as_of)
        return at_work(day + timedelta(days=self.draws.between(0, _WRITTEN_WITHIN_DAYS)), self.case.as_of)


_LISTED = Line(
    "{Child} was seen [seven|eight|nine|ten] times. [The days are listed, but nothing of what was said.|Days only.]",
    category="visit",
    knowledge="document",
    known_from="List of visits in the old record",
    exactness="year",
)
_DIED = "{given}, the mother, died after a short illness."
_DIED_FROM = "Certificate, copy on the file"


def as_worked(line: Line, day: date) -> date:
    """Return a day, or for what schools and offices do one on which they work."""
    if line.exactness != "day" or line.category not in _OFFICE:
        return before_christmas(day) if line.category in ("family_time", "strength") else day
    return school_day_before(day) if line.category == "education" and not line.place else working_day_before(day)


def _as_exact(day: date, exactness: str) -> date:
    """Return the day that stands for a month or a year."""
    if exactness == "day":
        return day
    return day.replace(month=1, day=1) if exactness == "year" else day.replace(day=1)


def anchored(case: Case, at: Sequence[str | float]) -> date | None:
    """Return the day that a line of a family's own story names; None where the days that it counts from never were.

    A day counted from another must lie before the next of them, or after the one before.
    """
    days = dict(_anchors(case))
    first = days.get(str(at[0]))
    if first is None:
        return None
    if len(at) == 3:
        last = days.get(str(at[1]))
        return None if last is None or last <= first else first + (last - first) * float(at[2])
    day, count = first + timedelta(days=int(at[1])), int(at[1])
    others = [other for name, other in days.items() if name not in (at[0], "moved")]
    if count > 0 and any(first <= other <= day for other in others):
        return None
    return None if count < 0 and any(day <= other <= first for other in others) else day


def _anchors(case: Case) -> Iterator[tuple[str, date]]:
    """Yield the days from which the story of a family's first child is told."""
    child = case.children[0]
    yield "born", child.born_on
    yield "came", child.came_on
    yield "now", case.as_of
    periods = (*earlier_periods(case.family.siblings), *child.periods)
    for name, period in zip(("first", "second"), periods[:-1], strict=False):
        yield f"{name}_came", period[0].began_on
        yield f"{name}_left", period[-1].ended_on or case.as_of
    if len(child.stays) > 1:
        yield "moved", child.stays[-1].began_on
    left_on = case.went_home_on or child.last.ended_on
    if left_on is not None:
        yield "left", left_on
