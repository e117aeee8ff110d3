"""Small numbers are hidden before results leave the service: 1 to 5, and whatever would reveal them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from homeward.measures.result import Result, ResultRow
from homeward.measures.suppression.choice import Choice, hide_small_rows
from homeward.measures.suppression.curve_points import choose_points, shared_point
from homeward.measures.suppression.earlier import seen_by_comparing
from homeward.measures.suppression.quantiles import is_of_few, without_far_ends
from homeward.measures.suppression.rounds import hide_until_nothing_is_recoverable
from homeward.measures.suppression.system import System, build_system
from homeward.measures.suppression.tables import Place, TableName, place_of, rows_of

Hidden = Mapping[TableName, Collection[Place]]


@dataclass(frozen=True)
class SuppressionAudit:
    """How the small numbers of a pack were hidden.

    Of `rows` in all (points of curves and quantiles included), `hidden_as_small` tell a number from 1 to 5, and
    `hidden_to_protect` would help to work one out. After so many `rounds` of audit by linear programming, nothing was
    left to recover: `suppress` does not return before.
    """

    rows: int
    hidden_as_small: int
    hidden_to_protect: int
    rounds: int

    @property
    def in_words(self) -> str:
        """The record as a data pack may print it."""
        rounds = "1 round" if self.rounds == 1 else f"{self.rounds:,} rounds"
        return (
            f"Of {self.rows:,} figures {self.hidden_as_small + self.hidden_to_protect:,} are hidden: "
            f"{self.hidden_as_small:,} because they rest on 1 to 5 children, {self.hidden_to_protect:,} because they "
            f"would give such a number away. Audited by linear programming in {rounds}: nothing to recover."
        )


def suppress(results: Sequence[Result], *, published_before: Sequence[Result] = ()) -> tuple[Result, ...]:
    """Return the results fit for sharing. Give all results of a pack at once: linked tables are treated together.

    A row is hidden whole: every number None and `suppressed` True. Hidden are rows that tell a number from 1 to 5 (of
    children with, without or in all; never 0), and then those rows, at the least cost, by which a reader who knows how
    the tables are linked could narrow a small number down to 1 to 5, or work out any other hidden count. How costs are
    weighed says `system._cost`; what a reader is taken to know, `audit`; which points of a curve are shown and how they
    are rounded, `curve_points`.

    `published_before` are results shared earlier: rows of which a count has changed by 1 to 5 since are hidden, and so
    are rows of a year that were hidden then.
    """
    return suppress_and_audit(results, published_before=published_before)[0]


def suppress_and_audit(
    results: Sequence[Result], *, published_before: Sequence[Result] = ()
) -> tuple[tuple[Result, ...], SuppressionAudit]:
    """Return what `suppress` returns, with the record of how it was done."""
    thinned = tuple(choose_points(each) if each.kind == "curve" else each for each in results)
    system = build_system(thinned)
    choice = Choice(system)
    as_small = _rows_at(system, hide_small_rows(choice))
    seen = seen_by_comparing(thinned, published_before)
    for number, row in enumerate(system.rows):
        if row.place in seen.get(row.table, ()) and not system.is_of_nobody(row):
            choice.hide(number)
    rounds = hide_until_nothing_is_recoverable(choice)
    shared = tuple(_share(each, _rows_at(system, choice.hidden)) for each in thinned)
    small = sum(_count_hidden(before, _share(before, as_small)) for before in results)
    hidden = sum(_count_hidden(before, after) for before, after in zip(results, shared, strict=True))
    return shared, SuppressionAudit(sum(map(_count_rows, results)), small, hidden - small, rounds)


def _rows_at(system: System, numbers: Collection[int]) -> Hidden:
    found: dict[TableName, set[Place]] = {}
    for number in numbers:
        found.setdefault(system.rows[number].table, set()).add(system.rows[number].place)
    return found


def _share(result: Result, hidden: Hidden) -> Result:
    tables = {name: tuple(_shared_rows(result, name, rows, hidden)) for name, rows in rows_of(result)}
    beside = tuple(replace(each, rows=tables[TableName(result.id, each.id)]) for each in result.beside)
    return replace(result, rows=tables[TableName(result.id)], beside=beside)


def _shared_rows(result: Result, name: TableName, rows: Sequence[ResultRow], hidden: Hidden) -> Iterator[ResultRow]:
    for row in rows:
        if row.suppressed or place_of(row) in hidden.get(name, ()) or is_of_few(row):
            yield replace(row, numerator=None, denominator=None, value=None, low=None, high=None, suppressed=True)
        else:
            yield shared_point(row) if result.kind == "curve" else without_far_ends(row)


def _count_hidden(before: Result, after: Result) -> int:
    pairs = zip(_all_rows(before), _all_rows(after), strict=True)
    return sum(row.suppressed and not old.suppressed for old, row in pairs)


def _count_rows(result: Result) -> int:
    return sum(1 for _ in _all_rows(result))


def _all_rows(result: Result) -> Iterator[ResultRow]:
    for _, rows in rows_of(result):
        yield from rows
