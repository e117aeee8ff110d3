"""How a figure is written for a reader: shares in per cent, whole numbers, ranges, and why a figure is missing."""

import re

from homeward.charts.spec import Format
from homeward.sources.ssda903.codes import CIN

HIDDEN = "hidden: small numbers"
NOBODY = "no children to count"
NOT_COMPLETE = "not yet complete"
HIDDEN_CELL = "hidden"
EMPTY_CELL = "–"
MEDIAN = 0.5

GROUP_HEADINGS = {
    "year": "Year to 31 March",
    "age_band": "Age",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "legal_status": "Legal status",
    "need": "Category of need",
    "time_in_care": "Time in care",
    "earlier_returns": "Earlier returns home",
    "unaccompanied": "Unaccompanied",
    "outcome": "What is known",
}
_BY = {"year": "year", "unaccompanied": "whether unaccompanied"}


def by_group(key: str) -> str:
    """Say by what figures are given, for titles: `by category of need`."""
    return f"by {_BY.get(key, GROUP_HEADINGS[key].lower())}"


def percent(share: float, places: int | None = None) -> str:
    """Write a share from 0 to 1 in per cent, with `places` decimals.

    Without `places`: whole per cent, but one decimal where rounding would call a rare thing 0 % or a common one 100 %.
    """
    if places is None:
        rounded = round(share * 100)
        places = 1 if (rounded == 0 and share > 0) or (rounded == 100 and share < 1) else 0
    if 0 < share < 0.0005:
        return "under 0.1%"
    if 0.9995 <= share < 1:
        return "over 99.9%"
    return f"{share * 100:.{places}f}%"


def number(value: float) -> str:
    """Write a number with commas at the thousands and at most one decimal."""
    rounded = round(value, 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"


def written(value: float, as_format: Format) -> str:
    """Write a value the way its chart says."""
    return percent(value) if as_format == "percent" else number(value)


def count_cell(count: int | None, *, is_hidden: bool) -> str:
    """Write a count for a table: `hidden` where it is withheld, a dash where there is none."""
    if is_hidden:
        return HIDDEN_CELL
    return EMPTY_CELL if count is None else f"{count:,}"


def value_cell(value: float | None, as_format: Format, *, is_hidden: bool) -> str:
    """Write a value for a table, shares with one decimal: `hidden` where withheld, a dash where there is none."""
    if is_hidden:
        return HIDDEN_CELL
    if value is None:
        return EMPTY_CELL
    return percent(value, 1) if as_format == "percent" else number(value)


def range_cell(low: float | None, high: float | None, as_format: Format, *, is_hidden: bool) -> str:
    """Write an interval for a table as `low to high`."""
    if is_hidden:
        return HIDDEN_CELL
    if low is None or high is None:
        return EMPTY_CELL
    return f"{value_cell(low, as_format, is_hidden=False)} to {value_cell(high, as_format, is_hidden=False)}"


def group_label(value: str, key: str = "") -> str:
    """Write a group's value for a reader: `10-15` becomes `10 to 15`, the age `0` `Under 1`, a need its meaning."""
    if key == "need" and value in CIN:
        return f"{CIN[value].meaning[:1].upper()}{CIN[value].meaning[1:]} ({value})"
    if key == "age_band" and value == "0":
        return "Under 1"
    words = re.sub(r"(\d)-(\d)", r"\1 to \2", value.replace("_", " "))
    words = re.sub(r"(\d)\+", r"\1 and over", words)
    return words[:1].upper() + words[1:]
