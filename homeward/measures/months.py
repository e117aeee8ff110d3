"""Months, and stretches of months, in words a reader knows."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_in_words(period: str) -> str:
    """Write `2021-03` as `March 2021`; raises ValueError for anything else."""
    year, month = period.split("-")
    return f"{_MONTHS[int(month) - 1]} {year}"


def months_in_words(first: str, last: str) -> str:
    """Write a stretch from one month (`2021-04`) to another: `April to June 2021`, `October 2020 to March 2021`.

    Raises ValueError for anything that is no month.
    """
    begins, ends = month_in_words(first), month_in_words(last)
    if begins == ends:
        return ends
    name, year = begins.split()
    return f"{name} to {ends}" if ends.endswith(year) else f"{begins} to {ends}"


def month_number(period: str) -> int:
    """Return the months since the year 0 of `2021-03`, for counting on; raises ValueError for anything else."""
    year, month = map(int, period.split("-"))
    return year * 12 + month - 1
