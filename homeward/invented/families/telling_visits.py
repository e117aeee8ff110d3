"""Tells of the visits to a family's children in the last ten weeks: who was seen, alone or not, and what they said."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from homeward.invented.families.careers import HOME, CareChild
from homeward.invented.families.cases import Case
from homeward.invented.families.story_happenings import SeenChild, VisitRecorded
from homeward.invented.families.story_scene import Cast, cast_of, fitting, has_needed, is_about, where_lives
from homeward.invented.families.story_teller import Teller
from homeward.invented.families.story_words import Line, read_lines
from homeward.invented.families.telling_stories import WELL_KNOWN
from homeward.invented.families.working_days import at_work, working_day_before

OPENINGS, DOINGS, TOGETHER, STATES, TALKS, AFAR, NEXT, WORDS, NOT_SEEN, PRIVATE = (
    read_lines("visits", table)
    for table in ("opening", "doing", "together", "state", "talk", "afar", "next", "words", "not_seen", "private")
)
WEEKS_TOLD_DAYS = 70
LONG_UNSEEN_DAYS = 43
_AFAR = frozenset({"phone", "video"})
_TALKS_FROM_AGE, _ALONE_FROM_AGE, _SCHOOL_FROM_AGE = 3, 4, 5
_VISITS = {"1": 34.0, "2": 40.0, "3": 19.0, "4": 7.0}
_AMONG = 4
_TRIES = 12


def write_visits(case: Case, teller: Teller) -> None:
    """Write down the visits of the last weeks to those of a family who are in care, or at home again since."""
    children = [child for child in case.children if child.is_open or child.last.reason_ceased in HOME]
    if children:
        _Visits(case, teller, children).write()


class _Visits:
    """Writes down the visits to one family's children."""

    def __init__(self, case: Case, teller: Teller, children: Sequence[CareChild]) -> None:
        self.case, self.teller, self.draws = case, teller, teller.draws
        self.children = list(children)
        self.are_never_alone = self.draws.chance(0.12)
        self.is_unseen = not case.story and self.draws.chance(0.12)

    def write(self) -> None:
        """Write the visits, the earliest first; only one between two others is made from afar."""
        days = sorted(self._days())
        for number, day in enumerate(days):
            cast = cast_of(self.case, self.children, day)
            for _ in range(_TRIES):
                opening = self._line(OPENINGS, day, cast, may_be_far=0 < number < len(days) - 1)
                if opening is not None and self._write_visit(opening, day, cast):
                    break

    def _days(self) -> Iterator[date]:
        """Yield the days of one to four visits, the latest first; to some families the last was long ago."""
        first = max(self.case.as_of - timedelta(days=WEEKS_TOLD_DAYS), *(child.came_on for child in self.children))
        ago = self.draws.between(LONG_UNSEEN_DAYS, 66) if self.is_unseen else self.draws.between(2, 34)
        day = working_day_before(self.case.as_of - timedelta(days=ago))
        if day < first:
            yield first
        drawn = int(self.draws.weighted(_VISITS))
        for _ in range(1 if self.is_unseen else max(drawn, 3 if self.case.story in WELL_KNOWN else 1)):
            if day < first:
                return
            yield day
            day = working_day_before(day - timedelta(days=self.draws.between(11, 30)))

    def _line(self, lines: Sequence[Line], day: date, cast: Cast, *, may_be_far: bool = True) -> Line | None:
        """Return one of some lines that fits all whom a visit is to, one of those told least."""
        fits = [
            line
            for line in self.teller.in_turn(lines)
            if line.several == (len(cast.children) > 1)
            and (may_be_far or not line.far)
            and is_about(self.case, line)
            and len(fitting(self.case, line, cast.children, day)) == len(cast.children)
            and has_needed(self.case, line, cast, day)
        ]
        return self.draws.one_of(fits[:_AMONG]) if fits else None

    def _write_visit(self, opening: Line, day: date, cast: Cast) -> bool:
        """Write a visit that began in some way; False where every word of it was said before."""
        lines = [opening, *filter(None, (self._line(part, day, cast) for part in self.draws.shuffled(_parts(opening))))]
        text = " ".join(line.what for line in dict.fromkeys(lines))
        said = self.teller.say(text, cast.names, self.case.key)
        if not said:
            return False
        steps = self._line(NEXT, day, cast)
        for line in lines:
            self.teller.tell(line)
        on = self._written_on(day)
        what = VisitRecorded(
            child=cast.children[0].local_id,
            on=day,
            at=self._time(day) if on > day else None,
            kind=opening.kinds[0],
            where=self._where(opening, day),
            what=said,
            seen=tuple(self._seen(child, day, opening) for child in self.children),
            next_steps=self.teller.say(steps.what, cast.names, self.case.key) if steps else "",
            with_persons=() if opening.far else cast.mentioned(text),
        )
        self.case.ledger.write(what, on=on, by=self.case.worker_on(day))
        return True

    def _where(self, opening: Line, day: date) -> str:
        """Return where a visit was; empty where it was made from afar, or in several places."""
        wheres = {self._at(child, day) for child in self.children}
        return opening.where or ("" if opening.far or len(wheres) > 1 else min(wheres))

    def _at(self, child: CareChild, day: date) -> str:
        return f"at {where_lives(self.case, child, day)}"

    def _seen(self, child: CareChild, day: date, opening: Line) -> SeenChild:
        """Return what a visit was for one child."""
        age = child.age_on(day)
        words = self._own(WORDS, child, day, 0.65) if age >= _TALKS_FROM_AGE else ""
        if opening.far:
            return SeenChild(child.local_id, is_seen=False, words=words)
        if len(self.children) > 1 and (because := self._own(NOT_SEEN, child, day, 0.1)):
            return SeenChild(child.local_id, is_seen=False, not_seen_because=because)
        may_be_alone = age >= _ALONE_FROM_AGE and not self.are_never_alone and opening.kinds[0] != "family_time"
        return SeenChild(
            child.local_id,
            is_seen=True,
            is_alone=may_be_alone and self.draws.chance(0.7),
            where="" if self._where(opening, day) else self._at(child, day),
            words=words,
            private=self._own(PRIVATE, child, day, 0.3) if len(self.children) > 1 else "",
        )

    def _own(self, lines: Sequence[Line], child: CareChild, day: date, share: float) -> str:
        """Return words that concern one child, in so many cases of all; empty in the others, or where none fit."""
        cast = cast_of(self.case, [child], day)
        line = self._line(lines, day, cast) if self.draws.chance(share) else None
        if line is None:
            return ""
        self.teller.tell(line)
        return self.teller.say(line.what, cast.names, self.case.key)

    def _time(self, day: date) -> time:
        """Return a time of day: after school for those who go there."""
        is_at_school = any(child.age_on(day) >= _SCHOOL_FROM_AGE for child in self.children)
        hour = self.draws.between(15, 17) if is_at_school else self.draws.between(9, 14)
        return time(hour, self.draws.between(0, 11) * 5)

    def _written_on(self, day: date) -> date:
        """Return the day on which the worker wrote: that day or one of the next, while still the family's worker."""
        on = at_work(day + timedelta(days=self.draws.one_of((0, 0, 1, 1, 2, 3))), self.case.as_of)
        return on if self.case.worker_on(on) == self.case.worker_on(day) else day


def _parts(opening: Line) -> tuple[Sequence[Line], ...]:
    """Return what is told of after the opening of a note, one after the other."""
    if opening.far:
        return AFAR, AFAR
    return (TOGETHER, STATES, TOGETHER) if opening.kinds[0] == "family_time" else (DOINGS, STATES, TALKS)
