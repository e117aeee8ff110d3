"""Behind a count: the children whom a number counts, listed for permitted people inside the service."""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.engine import collect_children
from homeward.journeys.episodes import one_where
from homeward.journeys.exits import EXITS
from homeward.journeys.looked_after import LOOKED_AFTER
from homeward.journeys.placed_with_parents import PLACED_WITH_PARENTS
from homeward.journeys.returns_home import RETURNS_HOME
from homeward.journeys.reviews_due import REVIEWS_DUE
from homeward.journeys.starts import STARTS
from homeward.measures.counting import Counting, NotListedError, Part
from homeward.measures.definition import Asked
from homeward.measures.groups import keys_known
from homeward.measures.narrowing import check_groups, conditions_of, why_not_narrowed
from homeward.measures.result import RowAt
from homeward.measures.returning import WAYS_OUT
from homeward.measures.shelf import definition

_DAY_OF: Mapping[str, str] = {
    STARTS.name: "start_day",
    LOOKED_AFTER.name: "day",
    EXITS.name: "exit_day",
    RETURNS_HOME.name: "home_day",
    PLACED_WITH_PARENTS.name: "end_day",
    REVIEWS_DUE.name: "due_day",
    WAYS_OUT.name: "exit_day",
}
"""In which column each table has the day of the event."""

_TOTAL = RowAt()


@dataclass(frozen=True)
class ChildEvent:
    """One event that a number counts, with what helps a person who may see it to recognise it.

    `on_day` is the day number of the start, exit, return home, 31 March or end of a placement with parents, or the last
    day in time of a review; `year` its return year. `age` (whole years, None where not known), `legal_status` and
    `need` are as on that day, those of a review as on the day care began. `is_in_numerator` says whether the numerator
    of the same row counts it. `days_to_re_entry`: days from a return home to being in care again, None where the child
    was not, or where the measure is not about returns home.
    """

    child_id: str
    on_day: int
    year: int
    age: int | None
    legal_status: str
    need: str
    is_in_numerator: bool
    days_to_re_entry: int | None = None


def behind(events: Events, measure_id: str, at: RowAt = _TOTAL, *, part: Part = "numerator") -> tuple[ChildEvent, ...]:
    """Return the events that a number of a measure counts, in the order of day and child: as many as the number says.

    Only for permitted people inside the service, who are known by name, and each look is audited: this is the one
    exception to the rule that no child's row leaves the engine. Whoever shows the list leaves out children who are
    restricted to others. A child has a row for each event that counts, so may be there twice. `at` says which row of
    the measure, by default its total; `part` which of its two numbers. `events` may be narrowed.

    Raises LookupError for a measure that is not on the shelf, NotListedError for a number that does not exist, and
    ValueError for a value that a group does not have.
    """
    counting = _counting(definition(measure_id).ask(events), at.beside, events)
    _check_place(counting, at, events)
    conditions = conditions_of(check_groups(at.group, events))
    counted, having = counting.behind(at, part), counting.behind(at, "numerator")
    conditions += [] if counted is None else [counted]
    frame = counting.frame.filter(*conditions) if conditions else counting.frame
    rows = collect_children(frame.select(*_columns(counting, having)))
    found = (ChildEvent(**row | {"is_in_numerator": row["is_in_numerator"] == 1}) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.on_day, each.child_id)))


def _counting(asked: Asked, beside: str, events: Events) -> Counting:
    if note := asked.why_not or why_not_narrowed(asked.counting, events):
        raise NotListedError(note)
    ways = {"": asked.counting, **{way.id: way.counting for way in asked.beside}}
    if beside not in ways:
        raise NotListedError("This measure is not counted in that other way.")
    return ways[beside]


def _check_place(counting: Counting, at: RowAt, events: Events) -> None:
    given = {name for name in ("period", "at_days") if getattr(at, name) is not None}
    if given != {counting.stands_at} - {None}:
        raise NotListedError(
            "A number of a series stands in a month, one of a curve on a day, and no other in either: say which."
        )
    if not set(at.group).issubset(keys_known(events, counting.by)):
        raise NotListedError("This number is not given for such a group.")


def _columns(counting: Counting, having: nw.Expr | None) -> list[nw.Expr]:
    names = ["child_id", "year", "age", "legal_status", "need"]
    names += ["days_to_re_entry"] if "days_to_re_entry" in counting.table.schema.names else []
    return [
        *map(nw.col, names),
        nw.col(_DAY_OF[counting.table.schema.name]).alias("on_day"),
        (nw.lit(1) if having is None else one_where(having)).alias("is_in_numerator"),
    ]
