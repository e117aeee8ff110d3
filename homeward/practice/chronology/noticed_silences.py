"""Points out long silences: days, one after the other, of which a chronology tells nothing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from homeward.practice.chronology.event import ChronologyEvent
from homeward.practice.chronology.noticed_kinds import Noticed, NoticedKind, Placed, in_full
from homeward.practice.chronology.when import When

SILENCE_DAYS = 180
"""More days than this without any event are pointed out: about half a year, long in any childhood."""

SILENCE_IN_CARE_DAYS = 91
"""More days than this while the child was looked after: about three months. People see the child and meet about the
child all the time then, so something ought to be known."""

SILENCES_IN_WORDS = (
    f"A silence is pointed out after {SILENCE_DAYS} days without any event: half a year is long in a childhood. While "
    f"the child is looked after it is pointed out after {SILENCE_IN_CARE_DAYS} days, because many people see the child "
    "then. An event whose day is not known exactly counts for all the days on which it can have been."
)

_DAY = timedelta(days=1)
_Days = tuple[date, date]
"""Days in a row: the first, and the first that is no longer among them."""


def silences(
    events: Iterable[ChronologyEvent], today: date, *, born_on: date | None = None, placed: Sequence[Placed] = ()
) -> Iterator[Noticed]:
    """Yield each run of days without any event that is too long; nothing of a chronology that is empty.

    It is reckoned from the birth, or from the first event where that is earlier or the birth is not known, until today.
    """
    filled = sorted(days for event in events for days in _days_of(event.when))
    if not filled:
        return
    in_care = _runs_in_care(placed)
    untold_from = min(filled[0][0], born_on or filled[0][0])
    for first_on, until_on in [*filled, (today, today)]:
        silent = untold_from, min(first_on, today)
        if _is_too_long(silent, in_care):
            yield _silence(silent, is_until_today=silent[1] == today)
        untold_from = max(untold_from, until_on)


def _days_of(when: When) -> Iterator[_Days]:
    """Yield the days on which an event can have begun and, where it went on, those on which it can have ended."""
    for day in dict.fromkeys((when.first_on, when.last_on or when.first_on)):
        point = When(day, when.exactness)
        yield point.earliest_on, point.latest_on + _DAY


def _is_too_long(silent: _Days, in_care: Iterable[_Days]) -> bool:
    return _length_days(silent) > SILENCE_DAYS or any(
        _length_days((max(silent[0], first_on), min(silent[1], until_on))) > SILENCE_IN_CARE_DAYS
        for first_on, until_on in in_care
    )


def _runs_in_care(placed: Iterable[Placed]) -> list[_Days]:
    """Return the days on which the child was looked after: placements without a gap between them are one run."""
    runs: list[_Days] = []
    for one in sorted(placed, key=lambda one: one.began_on):
        until_on = one.ended_on or date.max
        if runs and one.began_on <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(runs[-1][1], until_on)
        else:
            runs.append((one.began_on, until_on))
    return runs


def _length_days(days: _Days) -> int:
    return (days[1] - days[0]).days


def _silence(silent: _Days, *, is_until_today: bool) -> Noticed:
    first_on, until_on = silent
    until = "today" if is_until_today else in_full(until_on - _DAY)
    sentence = f"Nothing is told from {in_full(first_on)} until {until}: {_length_days(silent)} days."
    return Noticed(NoticedKind.SILENCE, first_on, sentence, ())
