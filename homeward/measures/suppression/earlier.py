"""What could be learnt by laying a new pack beside one shared before."""

from collections.abc import Mapping, Sequence

from homeward.measures.result import Result
from homeward.measures.suppression.tables import Place, Table, TableName, is_small, place_of, read_tables, rows_of


def seen_by_comparing(results: Sequence[Result], before: Sequence[Result]) -> Mapping[TableName, set[Place]]:
    """Return the rows that must be hidden because of results shared before, by table.

    These are rows of which a count has changed by 1 to 5 since: the change would be a small number. And rows of a year
    that were hidden: what is known of that year has hardly changed, and shown now they would open the earlier pack.
    Measures whose definition has changed count other things and are not compared.
    """
    earlier = {result.id: result for result in before}
    same = [each for each in results if each.id in earlier and earlier[each.id].definition == each.definition]
    old_tables = {table.name: table for table in read_tables(before)}
    found = {
        table.name: _changed_little(table, old_tables[table.name])
        for table in read_tables(same)
        if table.name in old_tables
    }
    for each in same:
        for name, rows in rows_of(earlier[each.id]):
            hidden = {place_of(row) for row in rows if row.suppressed and "year" in row.group}
            found[name] = found.get(name, set()) | hidden
    return found


def _changed_little(new: Table, old: Table) -> set[Place]:
    return {
        place
        for place in new.counts.keys() & old.counts.keys()
        if any(
            is_small(abs(count - old.counts[place][side]))
            for side, count in new.counts[place].items()
            if side in old.counts[place]
        )
    }
