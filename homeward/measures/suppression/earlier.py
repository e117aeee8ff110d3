"""What could be learnt by laying a new pack beside those shared before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from homeward.measures.result import Result
from homeward.measures.suppression.tables import Place, Table, TableName, is_small, place_of, read_tables, rows_of


def seen_by_comparing(results: Sequence[Result], before: Sequence[Result]) -> Mapping[TableName, set[Place]]:
    """Return the rows that must be hidden because of results shared before, by table.

    These are rows of which a count has changed by 1 to 5 since: the change would be a small number. And rows of a year
    that were hidden: what is known of that year has hardly changed, and shown now they would open the earlier pack.
    Measures whose definition has changed count other things and are not compared. `before` may hold the results of
    several packs, and so a measure more than once: each is compared by itself.
    """
    now = {table.name: table for table in read_tables(results)}
    definitions = {result.id: result.definition for result in results}
    same = [each for each in before if definitions.get(each.id) == each.definition]
    found: dict[TableName, set[Place]] = defaultdict(set)
    for old in read_tables(same):
        if old.name in now:
            found[old.name] |= _changed_little(now[old.name], old)
    for each in same:
        for name, rows in rows_of(each):
            found[name] |= {place_of(row) for row in rows if row.suppressed and "year" in row.group}
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
