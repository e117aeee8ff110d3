"""Events: what happened to children and is counted, each with what the child was like on that day."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeward.journeys.returns_home import DefinitionName
from homeward.sources.table import Table


@dataclass(frozen=True, kw_only=True)
class Events:
    """Everything that measures count, as it stood at the end of `as_of_day`, held by one engine.

    Each row is one event of one child, and every table has the columns of `GROUP_COLUMNS` and the return `year`.
    `data_from_day` is the day number of the 1 April on which the first return read opens; `years` are the return years
    read, ascending. `definition` says what counts as a return home. `tables_read` names the tables of the return that
    were given: without Reviews nothing is in `reviews_due`, without CarePlans no plan is known, and without UASC nobody
    is known to be unaccompanied. `narrowed_to` holds, by key of a group, the values that were asked for: the tables
    then hold no other events. It is empty where they hold all.
    """

    starts: Table
    looked_after: Table
    exits: Table
    returns_home: Table
    placed_with_parents: Table
    reviews_due: Table
    as_of_day: int
    data_from_day: int
    years: tuple[int, ...]
    definition: DefinitionName
    tables_read: frozenset[str]
    narrowed_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
