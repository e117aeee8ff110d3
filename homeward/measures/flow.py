"""From coming into care to leaving it and coming back: the counts of one year side by side, none counted anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.measures.comparison import row_of
from homeward.measures.result import Result, ResultRow

_STARTED, _EXITS, _RETURNS_HOME, _RE_ENTRY = "started", "exits", "returns_home", "re_entry_within_12_months"
NEEDED = (_STARTED, _EXITS, _RETURNS_HOME, _RE_ENTRY)
"""The measures from which a flow is made."""

HOME = "return_home"
"""The way out of care, among those beside `exits`, that is going home."""

_NO_WAY_OUT = "as_dfe"
_WIDER = ", placements with parents included"


@dataclass(frozen=True)
class Step:
    """One count of the flow. `number` is None where it is hidden, and where the results have no such figure."""

    id: str
    label: str
    number: int | None
    is_hidden: bool = False


@dataclass(frozen=True)
class Flow:
    """The counts of one return year, or of all years where `year` is None, from coming into care to coming back.

    `ways` are the ways of leaving care; they make up `left`. Of the returns home, `went_home`, some were followed for
    12 months: `followed`, made up of `back` and `not_back`. The rest is `not_known`. `is_over` is False while the year
    goes on. Where `is_wider`, placements with parents count as returns home too, and `went_home` is more than the way
    out of care of that name.
    """

    year: str | None
    came: Step
    left: Step
    ways: tuple[Step, ...]
    went_home: Step
    followed: Step
    back: Step
    not_back: Step
    not_known: Step
    is_over: bool
    is_wider: bool

    @property
    def sentence(self) -> str:
        """What the counts say, in one plain sentence; a hidden count is said to be hidden."""
        when = "Over all years" if self.year is None else f"In the year to 31 March {self.year}"
        going_on = "" if self.is_over else ", which is not over,"
        ends = f"{_counted(self.came, 'start')} and {_counted(self.left, 'end')} of care"
        home = f"; {_counted(self.went_home, 'return')} home{_WIDER}"
        home = home if self.is_wider else f", {_told(self.went_home)} of them by going home"
        verb = "was" if self.came.number == 1 else "were"
        return f"{when}{going_on} there {verb} {ends}{home}; {_followed_in_words(self)}."

    @property
    def caution(self) -> str:
        """What a reader must not take the counts for."""
        return "Those who came into care and those who left it in this time are not all the same children."


def flow(results: Sequence[Result], year: str | None = None) -> Flow:
    """Put the counts of a return year, such as `2024`, side by side; without a year those of all years together.

    `results` come from `calculate`, or from `suppress`: what is hidden there is hidden here. The only counts that are
    worked out are those left of two that are shown. Raises LookupError where one of the measures `NEEDED` is missing.
    """
    by_id = {result.id: result for result in results}
    missing = [each for each in NEEDED if each not in by_id]
    if missing:
        raise LookupError(f"The flow needs the measure {missing[0]}, which is not among the results; calculate it too.")
    group = {} if year is None else {"year": year}
    came, left, home, back = (row_of(by_id[each], group) for each in NEEDED)
    is_wider = by_id[_RETURNS_HOME].drawn_from is None
    return Flow(
        year=year,
        came=_having("came", "Came into care", came),
        left=_having("left", "Left care", left),
        ways=_ways(by_id[_EXITS], group),
        went_home=_having("went_home", f"Returns home{_WIDER if is_wider else ''}", home),
        followed=_step("followed", "Followed for 12 months", back, back.denominator if back else None),
        back=_having("back", "Back in care within 12 months", back),
        not_back=_step("not_back", "Not back within 12 months", back, _lacking(back)),
        not_known=_not_known(home, back),
        is_over=all(row.complete for row in (came, left, home) if row),
        is_wider=is_wider,
    )


def _ways(exits: Result, group: dict[str, str]) -> tuple[Step, ...]:
    return tuple(
        _having(way.id, way.label, row_of(exits, group, way.id)) for way in exits.beside if way.id != _NO_WAY_OUT
    )


def _having(step_id: str, label: str, row: ResultRow | None) -> Step:
    return _step(step_id, label, row, row.numerator if row else None)


def _step(step_id: str, label: str, row: ResultRow | None, number: int | None) -> Step:
    return Step(step_id, label, number, is_hidden=row is not None and row.suppressed)


def _lacking(row: ResultRow | None) -> int | None:
    if row is None or row.numerator is None or row.denominator is None:
        return None
    return row.denominator - row.numerator


def _not_known(home: ResultRow | None, back: ResultRow | None) -> Step:
    """Return how many returns home are left when those followed are taken away: from two counts that are shown."""
    is_hidden = any(row is not None and row.suppressed for row in (home, back))
    all_home, followed = home.numerator if home else None, back.denominator if back else None
    number = None if all_home is None or followed is None else all_home - followed
    return Step("not_known", "Not followed for 12 months yet", number, is_hidden)


def _told(step: Step) -> str:
    if step.number is None:
        return "a hidden number" if step.is_hidden else "an unknown number"
    return f"{step.number:,}"


def _counted(step: Step, noun: str) -> str:
    between = " of" if step.number is None else ""
    return f"{_told(step)}{between} {noun}{'' if step.number == 1 else 's'}"


def _followed_in_words(of: Flow) -> str:
    if of.followed.number == 0:
        return "none of the returns home could be followed for 12 months yet"
    led = "was" if of.back.number == 1 else "were"
    followed = f"of {_counted(of.followed, 'return')} home followed for 12 months"
    return f"{followed}, {_told(of.back)} {led} followed by care again within that time"
