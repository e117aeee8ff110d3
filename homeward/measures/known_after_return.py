"""What is known of children 6 or 12 months after they went home, by our own record; "not known" is counted too."""

from collections.abc import Sequence

import narwhals as nw

from homeward.journeys.engine import collect_counts
from homeward.measures.result import Result, ResultRow
from homeward.sources.table import Table

OUTCOMES = (
    "home_and_well",
    "home_with_worries",
    "back_in_care",
    "maltreated",
    "elsewhere",
    "died",
    "not_known",
)
"""The words of an outcome, in the order in which they are given."""
_OWNER = "Homeward; an outcome is what is written down in the practice record with the basis on which it is known"


def known_after_return(outcomes: Table, months: int) -> Result:
    """Count the returns home by what is known of them so many months after, all of them and by each outcome.

    `outcomes` is a table of `homeward.sources.record.RETURNS_KNOWN`. Only counts leave the engine. Each return counts,
    and each has one outcome: they add up to the total. Raises ValueError for an outcome that is not known.
    """
    asked = outcomes.lazy().filter(nw.col("months") == months)
    counted = collect_counts(asked.group_by("outcome").agg(nw.len().alias("rows")))
    counts = {str(row["outcome"]): int(row["rows"]) for row in counted}
    if unknown := set(counts) - set(OUTCOMES):
        raise ValueError(f"There are no such outcomes: {', '.join(sorted(unknown))}.")
    rows = [_row({}, sum(counts.values())), *(_row({"outcome": one}, counts.get(one, 0)) for one in OUTCOMES)]
    return Result(
        id=f"known_{months}_months_after_return",
        title=f"What is known {months} months after going home",
        unit="returns home",
        kind="count",
        direction="read together",
        why=(
            "Whether children are well at home is what a return is for. Care statistics tell only who came back into "
            "care; what nobody has found out stands here as not known, and never as well."
        ),
        definition=(
            f"Every return home that is written down on the return-home pathway and was {months} months ago or more, "
            "by what is known of it then: back in care first, then maltreated, then moved elsewhere. Home and well "
            "only where somebody saw the child, or was told, from one month before that day until two months after it."
        ),
        owner=_OWNER,
        rows=tuple(rows),
    )


def all_known(outcomes: Table, months: Sequence[int]) -> tuple[Result, ...]:
    """Return what is known at each of some milestones."""
    return tuple(known_after_return(outcomes, one) for one in months)


def _row(group: dict[str, str], count: int) -> ResultRow:
    return ResultRow(group=group, numerator=count, denominator=None, value=float(count))
