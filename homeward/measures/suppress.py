"""Small numbers are hidden before results leave the service: 1 to 5, and whatever would reveal them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from homeward.measures.linked_counts import SMALLEST_SHOWN, TOTAL, Group, choose_hidden, is_small
from homeward.measures.result import Beside, Result, ResultRow

Rows = Mapping[Group, ResultRow]
Hidden = dict[str, set[Group]]
"""The groups hidden so far, by the measure's id."""


def suppress(results: Sequence[Result]) -> tuple[Result, ...]:
    """Return the results fit for sharing. Give all results of a pack at once: linked tables are treated together.

    A row is hidden whole: every number None and `suppressed` True. Linked are a total and its groups; a share's
    numerator, denominator and the rest between them; a measure and its other ways of counting; a measure and the one
    it is drawn from. What is hidden in one table is hidden in those drawn from it or given beside it, never the other
    way round: the parts that these add are chosen so that the larger table, shown, gives none of them away.

    In a curve the counts are left out, as its steps and the number at risk would tell when each child came back. A
    point is shown where 6 or more were at risk and where, since the point shown before, nobody came back or at least 6
    did. Kinds of measures for which no rule is written yet are hidden whole.
    """
    hidden_of: Hidden = {}
    done: dict[str, Result] = {}
    for result in _parents_first(results):
        parent = next((each for each in results if each.id == result.drawn_from), None)
        treat = _TREATMENTS.get(result.kind, _hide_whole)
        done[result.id] = treat(result, parent, hidden_of)
    return tuple(done[result.id] for result in results)


def _parents_first(results: Sequence[Result]) -> list[Result]:
    """Put measures after the ones they are drawn from."""
    by_id = {result.id: result for result in results}
    return sorted(results, key=lambda result: _depth(result, by_id))


def _depth(result: Result, by_id: Mapping[str, Result]) -> int:
    parent = by_id.get(result.drawn_from or "")
    return 0 if parent is None else 1 + _depth(parent, by_id)


def _suppress_rows(result: Result, parent: Result | None, hidden_of: Hidden) -> Result:
    """Treat a count or a share and, below it, its other ways of counting."""
    rows = _by_group(result.rows)
    sources = _by_group(parent.rows) if parent else {}
    hidden = choose_hidden(
        {group: (*_parts(row), _left_out(row, sources.get(group))) for group, row in rows.items()},
        {group: _size(row) for group, row in rows.items()},
        hidden_above=hidden_of[parent.id] if parent else (),
        sizes_are_secret=True,
    )
    hidden_of[result.id] = hidden
    beside = tuple(_suppress_beside(each, result, hidden) for each in result.beside)
    return replace(result, rows=_hide(result.rows, hidden), beside=beside)


def _suppress_beside(beside: Beside, result: Result, hidden_above: Collection[Group]) -> Beside:
    """Hide in one other way of counting what any of its kind has to hide: together they may add up to the whole."""
    main = _by_group(result.rows)
    siblings = [_by_group(each.rows) for each in result.beside if _narrows(each, main) == _narrows(beside, main)]
    groups = set.intersection(*(set(rows) for rows in siblings))
    hidden = choose_hidden(
        {group: [part for rows in siblings for part in _split(main[group], rows[group])] for group in groups},
        {group: _size(main[group]) for group in groups},
        hidden_above=hidden_above,
        sizes_are_secret=False,
    )
    return replace(beside, rows=_hide(beside.rows, hidden | (set(_by_group(beside.rows)) - groups)))


def _narrows(beside: Beside, main: Rows) -> bool:
    """Say whether it counts among fewer children, and not just a part of the numerator."""
    return any(row.denominator != main[group].denominator for group, row in _by_group(beside.rows).items())


def _suppress_curve(result: Result, parent: Result | None, hidden_of: Hidden) -> Result:
    """Show a curve's points without counts, and only those between which enough happened."""
    if parent is not None and TOTAL in hidden_of[parent.id]:
        return _hide_whole(result, parent, hidden_of)
    hidden_of[result.id] = set()
    shown: list[ResultRow] = []
    told = 0
    for row in result.rows:
        count, at_risk = row.numerator or 0, row.denominator or 0
        if at_risk < SMALLEST_SHOWN or is_small(count - told):
            shown.append(_hidden(row))
        else:
            told = count
            shown.append(replace(row, numerator=None, denominator=None))
    return replace(result, rows=tuple(shown), beside=_hide_besides(result))


def _hide_whole(result: Result, parent: Result | None, hidden_of: Hidden) -> Result:
    hidden_of[result.id] = {TOTAL, *_by_group(result.rows)}
    return replace(result, rows=tuple(map(_hidden, result.rows)), beside=_hide_besides(result))


_TREATMENTS: Mapping[str, Callable[[Result, Result | None, Hidden], Result]] = {
    "count": _suppress_rows,
    "share": _suppress_rows,
    "curve": _suppress_curve,
}


def _hide_besides(result: Result) -> tuple[Beside, ...]:
    return tuple(replace(each, rows=tuple(map(_hidden, each.rows))) for each in result.beside)


def _by_group(rows: Sequence[ResultRow]) -> dict[Group, ResultRow]:
    return {frozenset(row.group.items()): row for row in rows}


def _size(row: ResultRow) -> int:
    """Return how many a row is about: those counted among, or in a plain count those counted."""
    return (row.numerator or 0) if row.denominator is None else row.denominator


def _parts(row: ResultRow) -> tuple[int, ...]:
    """Return the counts that a row is made of: with and without, or in a plain count only with."""
    having = row.numerator or 0
    return (having,) if row.denominator is None else (having, row.denominator - having)


def _left_out(row: ResultRow, source: ResultRow | None) -> int:
    """Return how many of those it is drawn from a row does not ask about, as a reader could work out; else 0."""
    return 0 if source is None else abs((source.numerator or 0) - _size(row))


def _split(main: ResultRow, beside: ResultRow) -> list[int]:
    """Return into which counts another way of counting splits those of the measure."""
    pairs = zip(_parts(main), _parts(beside), strict=True)
    return [count for whole, part in pairs for count in (part, abs(whole - part))]


def _hide(rows: Sequence[ResultRow], hidden: Collection[Group]) -> tuple[ResultRow, ...]:
    return tuple(_hidden(row) if frozenset(row.group.items()) in hidden else row for row in rows)


def _hidden(row: ResultRow) -> ResultRow:
    return replace(row, numerator=None, denominator=None, value=None, low=None, high=None, suppressed=True)
