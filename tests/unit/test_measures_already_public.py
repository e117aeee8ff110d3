"""A figure that would give a number away beside what is published of the authority is hidden."""

from dataclasses import replace

import pytest

from homeward.evidence.published import for_authority
from homeward.measures.already_public import already_public
from homeward.measures.result import Beside, Result, ResultRow
from homeward.measures.shares import share_row
from homeward.measures.suppress import suppress

BRISTOL, YEAR = "801", "2025"


def returns_home(numerator: int) -> Result:
    year, total = share_row({"year": YEAR}, numerator, 400), share_row({}, numerator + 80, 900)
    rows = (total, year, share_row({"year": "2024"}, 80, 500))
    return Result(
        id="returns_home", title="t", unit="u", kind="share", direction="read together", why="w", definition="d",
        owner="o", rows=rows, beside=(Beside("as_dfe", "Counted as the Department does", rows),),
    )  # fmt: skip


def planned() -> int:
    return int(for_authority(BRISTOL, "exits", int(YEAR), exit_kind="return_home_planned").number)


def shown(result: Result) -> ResultRow:
    (shared,) = suppress([result], published_before=already_public([result], BRISTOL))
    return next(row for row in shared.beside[0].rows if row.group == {"year": YEAR})


@pytest.mark.parametrize("unplanned", [1, 5])
def test_a_year_is_hidden_where_the_published_planned_returns_would_leave_few_unplanned(unplanned: int) -> None:
    assert shown(returns_home(planned() + unplanned)).suppressed


@pytest.mark.parametrize("unplanned", [0, 6, 40])
def test_a_year_is_shown_where_nothing_small_is_left(unplanned: int) -> None:
    assert not shown(returns_home(planned() + unplanned)).suppressed


def test_without_the_department_s_way_of_counting_nothing_can_be_laid_beside() -> None:
    assert already_public([replace(returns_home(30), beside=())], BRISTOL) == ()
    assert already_public([], BRISTOL) == ()
