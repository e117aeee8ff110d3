"""Months of returns home made by hand: how many went home in each, and how many of them came back early."""

from dataclasses import replace

from homeward.measures.shares import share_row
from tests.spec.reports.hand_made_pack import BY_MONTH, withheld


def by_month(counts, *, incomplete=0, hidden=()):
    """A series from April 2020 on: (back, went home) for each month, the last few not complete, those named hidden."""
    rows = []
    for at, (back, home) in enumerate(counts):
        period = f"{2020 + (at + 3) // 12}-{(at + 3) % 12 + 1:02}"
        row = withheld({}, period=period) if period in hidden else replace(share_row({}, back, home), period=period)
        rows.append(replace(row, complete=at < len(counts) - incomplete))
    return replace(BY_MONTH, rows=tuple(rows))
