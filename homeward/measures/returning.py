"""Words that every measure of going home shares, and the ways out of care that returns home are counted among."""

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.characteristics import GROUP_COLUMNS
from homeward.journeys.exits import EXITS
from homeward.journeys.periods import PLAN_OF, is_return_home
from homeward.sources.table import Schema, Table

OWNER = "Homeward; a return home is an exit coded E4A, E4B or, in older returns, E4 in the statutory return"

BRISTOL = (
    "Where the wider definition is chosen (bristol, after Farmer and Patsios 2016), a placement with parents that "
    "begins after a stay elsewhere in care is a return home as well, on the day it begins; a discharge home that ends "
    "it is not counted a second time, and being placed elsewhere again is coming back into care."
)
"""What the wider definition counts, for the definitions of measures."""

_NAMES = ("child_id", "exit_day", "year", "exit_kind", *(column.name for column in GROUP_COLUMNS))
WAYS_OUT = Schema(
    "ways_out",
    "one way out of care: an exit or, under the wider definition, a placement with parents",
    tuple(column for column in EXITS.columns if column.name in _NAMES),
)


def ways_out(events: Events) -> Table:
    """Return every exit and, under the wider definition, every return home to a placement with parents.

    A return home counts once: under the wider definition the returns home stand in place of the exits home. The table
    has the columns of `WAYS_OUT` at least.
    """
    if events.definition == "dfe":
        return events.exits
    kinds = {plan: kind for kind, plan in PLAN_OF.items()}
    kind = nw.col("plan").replace_strict(kinds, default="return_home_plan_unknown", return_dtype=nw.String())
    home = events.returns_home.lazy().with_columns(kind.alias("exit_kind"), nw.col("home_day").alias("exit_day"))
    others = events.exits.lazy().filter(~is_return_home())
    return Table(WAYS_OUT, nw.concat([each.select(*WAYS_OUT.names) for each in (others, home)]).to_native())
