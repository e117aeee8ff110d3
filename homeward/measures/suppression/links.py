"""How the counts of a pack hang together, as far as a reader could know: which are the same, and which add up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from homeward.measures.suppression.tables import (
    IN_MONTH,
    ON_DAY,
    SIDES,
    TOTAL,
    CountName,
    Place,
    Side,
    Table,
    TableName,
)

Column = Mapping[Place, int]
_MOST_WAYS = 12


@dataclass(frozen=True)
class Rest:
    """The count that is left of a whole when parts are taken away: shown nowhere, but found by taking away."""

    whole: CountName
    parts: tuple[CountName, ...]


Name = CountName | Rest


@dataclass(frozen=True)
class Links:
    """`same` are pairs of names of one count; `sums` a whole and its parts. All of it is true of the figures."""

    same: list[tuple[Name, Name]] = field(default_factory=list)
    sums: list[tuple[Name, tuple[Name, ...]]] = field(default_factory=list)

    def add_up(self, whole: CountName, parts: Sequence[CountName], *, exactly: bool) -> None:
        """Say that parts add up to a whole, either exactly or with a rest."""
        rest = () if exactly else (Rest(whole, tuple(parts)),)
        self.sums.append((whole, (*parts, *rest)))


def find_links(tables: Sequence[Table]) -> Links:
    """Return all links between the counts of a pack.

    Only what is true of the figures becomes a link: a sum that does not come out is none. Where counts of two tables
    agree everywhere, a reader is taken to know that they count the same.
    """
    links = Links()
    by_name = {table.name: table for table in tables}
    for table in tables:
        _link_sides(table, links)
        _link_margins(table, links)
        _link_days(table, links)
        _link_to_parents(table, by_name, links)
    _link_ways_that_add_up(tables, by_name, links)
    _link_windows(tables, links)
    _link_what_agrees(tables, links)
    return links


def _link_sides(table: Table, links: Links) -> None:
    """Those asked about are those having and those lacking."""
    for place, sides in table.counts.items():
        if len(sides) == len(SIDES):
            having, lacking, asked = (CountName(table.name, place, side) for side in SIDES)
            links.add_up(asked, (having, lacking), exactly=True)


def _link_margins(table: Table, links: Links) -> None:
    """Link a total to the values of each key, and a row of one key to those of that key and a second."""
    families: dict[str, dict[Place, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in table.counts:
        for pair in sorted(place):
            if place - {pair} in table.counts:
                families[",".join(sorted(key for key, _ in place)) + "/" + pair[0]][place - {pair}].append(place)
    for family in families.values():
        for side in SIDES:
            _link_family(table.name, side, table.column(side), family, links)


def _link_family(
    name: TableName, side: Side, column: Column, family: Mapping[Place, Sequence[Place]], links: Links
) -> None:
    """Link totals to their parts: exactly where all come out, else with a rest (of unlisted values) where there is."""
    families = {whole: parts for whole, parts in family.items() if {whole, *parts} <= column.keys()}
    left = {whole: column[whole] - sum(column[part] for part in parts) for whole, parts in families.items()}
    if any(rest < 0 for rest in left.values()):
        return
    exactly = not any(left.values())
    for whole, parts in families.items():
        names = [CountName(name, part, side) for part in sorted(parts, key=sorted)]
        links.add_up(CountName(name, whole, side), names, exactly=exactly)


def _link_days(table: Table, links: Links) -> None:
    """Along a curve the count grows from day to day."""
    days: dict[Place, list[tuple[int, Place]]] = defaultdict(list)
    for place in table.counts:
        for key, value in place:
            if key == ON_DAY:
                days[place - {(key, value)}].append((int(value), place))
    for points in days.values():
        ordered = [place for _, place in sorted(points, key=lambda point: point[0])]
        for before, after in pairwise(ordered):
            whole, part = (CountName(table.name, place, "having") for place in (after, before))
            links.add_up(whole, [part], exactly=False)


def _link_to_parents(table: Table, by_name: Mapping[TableName, Table], links: Links) -> None:
    """Link a way of counting to its measure, and a measure to those it is part of or drawn from."""
    if table.name.way:
        _link_as_part(table, by_name[TableName(table.name.measure)], links)
        return
    whole = by_name.get(TableName(table.of.part_of or ""))
    if whole:
        _link_as_part(table, whole, links)
        _link_months(table, whole, links)
    source = by_name.get(TableName(table.of.drawn_from or ""))
    if source and table.of.kind != "curve":
        _link_subset(table, table.size_side, source, "having", links) or _link_subset(
            table, table.size_side, source, source.size_side, links
        )


def _link_as_part(part: Table, whole: Table, links: Links) -> None:
    """Link two ways of counting, side by side; either can be the one that counts fewer."""
    for side in SIDES:
        _link_subset(part, side, whole, side, links, known_where_equal=False) or _link_subset(
            whole, side, part, side, links, known_where_equal=False
        )


def _link_subset(  # noqa: PLR0913 - two columns, each of a table and a side
    part: Table, part_side: Side, whole: Table, whole_side: Side, links: Links, *, known_where_equal: bool = True
) -> bool:
    """Link a column to one of which it is a part, and say whether it is one.

    Where `known_where_equal` a reader is taken to know of rows in which the part is the whole, as when all of a year's
    children could be followed long enough.
    """
    few, many = part.column(part_side), whole.column(whole_side)
    common = few.keys() & many.keys()
    if not common or any(few[place] > many[place] for place in common):
        return False
    for place in sorted(common, key=sorted):
        names = CountName(whole.name, place, whole_side), CountName(part.name, place, part_side)
        if known_where_equal and few[place] == many[place]:
            links.same.append(names)
        else:
            links.add_up(names[0], names[1:], exactly=False)
    return True


def _link_months(table: Table, whole: Table, links: Links) -> None:
    """Link the months of a series to the years, and the total, of another table."""
    years: dict[Place, list[Place]] = defaultdict(list)
    for place in table.counts:
        for key, month in place:
            if key == IN_MONTH:
                rest = place - {(key, month)}
                years[rest | {("year", _return_year(month))}].append(place)
                years[rest].append(place)
    for side in SIDES:
        _link_months_of(table, side, whole, years, links)


def _link_months_of(
    table: Table, side: Side, whole: Table, years: Mapping[Place, Sequence[Place]], links: Links
) -> None:
    few, many = table.column(side), whole.column(side)
    known = {place: parts for place, parts in years.items() if place in many and {*parts} <= few.keys()}
    left = {place: many[place] - sum(few[part] for part in parts) for place, parts in known.items()}
    if any(rest < 0 for rest in left.values()):
        return
    for place, parts in known.items():
        names = [CountName(table.name, part, side) for part in sorted(parts, key=sorted)]
        links.add_up(CountName(whole.name, place, side), names, exactly=left[place] == 0)


def _return_year(month: str) -> str:
    """Return the return year of a month given as YYYY-MM: the year of the 31 March that ends it."""
    year, number = map(int, month.split("-"))
    return str(year + (number > 3))


def _link_ways_that_add_up(tables: Iterable[Table], by_name: Mapping[TableName, Table], links: Links) -> None:
    """Link ways of counting that between them make up the measure, such as planned and unplanned.

    Of several choices that come out in every row the one with most ways is taken.
    """
    ways: dict[str, list[Table]] = defaultdict(list)
    for table in tables:
        if table.name.way:
            ways[table.name.measure].append(table)
    for measure, found in ways.items():
        main = by_name.get(TableName(measure))
        chosen = _ways_that_add_up(main.column("having"), found) if main else ()
        for place in _common_places(chosen):
            parts = [CountName(each.name, place, "having") for each in chosen]
            links.add_up(CountName(TableName(measure), place, "having"), parts, exactly=True)


def _ways_that_add_up(whole: Column, ways: Sequence[Table]) -> tuple[Table, ...]:
    columns = {each.name: each.column("having") for each in ways}
    possible = [each for each in ways if columns[each.name]][:_MOST_WAYS]
    for number in range(len(possible), 1, -1):
        for chosen in combinations(possible, number):
            if sum(columns[each.name].get(TOTAL, 0) for each in chosen) != whole.get(TOTAL, 0):
                continue
            places = [place for place in _common_places(chosen) if place in whole]
            if all(whole[place] == sum(columns[each.name][place] for each in chosen) for place in places):
                return chosen
    return ()


def _common_places(tables: Sequence[Table]) -> list[Place]:
    common = set.intersection(*(set(each.column("having")) for each in tables)) if tables else set()
    return sorted(common, key=sorted)


def _link_windows(tables: Sequence[Table], links: Links) -> None:
    """Link every two windows after the same event, and each to the curve over the same event.

    Whoever can be followed for the longer window can be for the shorter, and whoever did not have it happen within the
    longer did not within the shorter. What happened within a window had happened by the curve's day.
    """
    for first, second in _pairs_of_windows(tables):
        _link_subset(second, second.size_side, first, first.size_side, links)
        _link_subset(second, "lacking", first, "lacking", links)
    for curve in tables:
        if curve.of.kind == "curve":
            for table in tables:
                if table.name.way == curve.name.way == "" and table.of.drawn_from == curve.of.drawn_from:
                    _link_to_curve(table, curve, links)


def _pairs_of_windows(tables: Sequence[Table]) -> Iterator[tuple[Table, Table]]:
    windows: dict[tuple[str | None, str], list[tuple[int, Table]]] = defaultdict(list)
    for table in tables:
        if table.of.within_days is not None:
            windows[table.of.drawn_from, table.name.way].append((table.of.within_days, table))
    for found in windows.values():
        ordered = [table for _, table in sorted(found, key=lambda each: each[0])]
        yield from combinations(ordered, 2)


def _link_to_curve(table: Table, curve: Table, links: Links) -> None:
    day = (ON_DAY, str(table.of.within_days))
    for place, count in table.column("having").items():
        point = place | {day}
        if point in curve.counts and curve.counts[point]["having"] >= count:
            whole = CountName(curve.name, point, "having")
            links.add_up(whole, [CountName(table.name, place, "having")], exactly=False)


def _link_what_agrees(tables: Sequence[Table], links: Links) -> None:
    """Take columns of two tables that agree wherever both have a count, at two places or more, for the same."""
    alike: dict[int, list[tuple[Table, Side, Column]]] = defaultdict(list)
    for table in tables:
        for side in SIDES:
            column = table.column(side)
            if column.get(TOTAL):
                alike[column[TOTAL]].append((table, side, column))
    for found in alike.values():
        for (first, side, one), (second, other_side, other) in combinations(found, 2):
            common = sorted(one.keys() & other.keys(), key=sorted)
            if sum(bool(one[place]) for place in common) > 1 and all(one[place] == other[place] for place in common):
                links.same.extend(
                    (CountName(first.name, place, side), CountName(second.name, place, other_side)) for place in common
                )
