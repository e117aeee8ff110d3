"""Words that every measure of going home shares, and the ways out of care that returns home are counted among."""

from typing import Any

import narwhals as nw

from homeward.journeys import Journeys
from homeward.journeys.characteristics import GROUP_COLUMNS
from homeward.journeys.periods import PLAN_OF, is_return_home

OWNER = "Homeward; a return home is an exit coded E4A, E4B or, in older returns, E4 in the statutory return"

BRISTOL = (
    "Where the wider definition is chosen (bristol, after Farmer and Patsios 2016), a placement with parents that "
    "begins after a stay elsewhere in care is a return home as well, on the day it begins; a discharge home that ends "
    "it is not counted a second time, and being placed elsewhere again is coming back into care."
)
"""What the wider definition counts, for the definitions of measures."""

GROUPS = tuple(column.name for column in GROUP_COLUMNS if column.name not in ("age", "place"))


def ways_out(journeys: Journeys) -> "nw.LazyFrame[Any]":
    """Return every exit and, under the wider definition, every return home to a placement with parents.

    Columns: year, exit_kind and the groups. A return home counts once: under the wider definition the returns home
    stand in place of the exits home.
    """
    columns = ("year", "exit_kind", *GROUPS)
    exits = journeys.exits.lazy()
    if journeys.definition == "dfe":
        return exits.select(*columns)
    kinds = {plan: kind for kind, plan in PLAN_OF.items()}
    kind = nw.col("plan").replace_strict(kinds, default="return_home_plan_unknown", return_dtype=nw.String())
    home = journeys.returns_home.lazy().with_columns(kind.alias("exit_kind"))
    return nw.concat([exits.filter(~is_return_home()).select(*columns), home.select(*columns)])
