"""The clauses of which a chapter's first sentences are made, from figures that may be shown and from nothing else."""

from collections.abc import Sequence

from homeward.charts.figures import MEDIAN, number, percent
from homeward.measures.result import Result, ResultRow
from homeward.reports.datapack import Pack, all_rows

WIDE = 0.2
"""A share whose interval is wider than this is only a rough guide."""


def result_of(pack: Pack, measure: str) -> Result | None:
    """Return a measure of the pack, or None where it has no such measure or could not count it."""
    return next((each for each in pack.results if each.id == measure and each.rows), None)


def total_of(result: Result | None) -> ResultRow | None:
    """Return the row of all years, of quantiles the median; None where there is none."""
    rows = result.rows if result else ()
    return next((row for row in rows if not row.group and row.quantile in (None, MEDIAN)), None)


def latest_year_of(result: Result | None) -> ResultRow | None:
    """Return the row of the latest return year that is complete, or None."""
    rows = [row for row in (result.rows if result else ()) if set(row.group) == {"year"} and row.complete]
    return max(rows, key=lambda row: row.group["year"], default=None)


def counted(how_many: int, one: str, many: str) -> str:
    """Write a count with its noun: `1 child`, `1,900 children`."""
    return f"{how_many:,} {one if how_many == 1 else many}"


def share_told(row: ResultRow | None, told: str, *, what: str, nobody: str, nouns: tuple[str, str]) -> str:
    """Fill a share into `told` as {number}, {out_of} (with its noun), {share}, {was} and {were_returns}.

    Where there is no share, say why: `what` is hidden or not counted, or there is `nobody`.
    """
    if row is None or row.suppressed:
        return f"{what} is {'not counted here' if row is None else 'hidden'}"
    if row.value is None:
        return nobody
    among, having = row.denominator or 0, row.numerator or 0
    return told.format(
        number=f"{having:,}",
        out_of=counted(among, *nouns),
        share=percent(row.value),
        was="was" if having == 1 else "were",
        were_returns="was a return" if having == 1 else "were returns",
    )


def went_home(pack: Pack) -> str:
    """Tell how many who left care went home."""
    wider = "" if pack.definition == "dfe" else " or placements with parents"
    return share_told(
        total_of(result_of(pack, "returns_home")),
        "of {out_of}, {number} {were_returns} home ({share})",
        what=f"how many exits from care{wider} were returns home",
        nobody="nobody left care",
        nouns=(f"exit from care{wider}", f"exits from care{wider}"),
    )


def came_back(pack: Pack, months: int = 12) -> str:
    """Tell after how many returns home the child was in care again within so many months."""
    return share_told(
        total_of(result_of(pack, f"re_entry_within_{months}_months")),
        f"after {{number}} of {{out_of}} home with {months} months to look back on, the child was in care again within "
        "that time ({share})",
        what=f"after how many returns home the child was in care again within {months} months",
        nobody=f"no return home has {months} months to look back on, so how many were in care again is not known yet",
        nouns=("return", "returns"),
    )


def half_took(row: ResultRow | None, told: str) -> str:
    """Fill a median number of days into `told` as {days}; nothing where it is hidden or nobody was measured."""
    return "" if row is None or row.value is None else told.format(days=number(row.value))


def likely(row: ResultRow | None, what: str) -> str:
    """Say between what values a share (named by `what`) lies; nothing where there is no interval."""
    if row is None or row.low is None or row.high is None:
        return ""
    found = f"{what} is likely between {percent(row.low)} and {percent(row.high)} (95% interval)"
    return f"{found}, and with so few to count the figure is only a rough guide" if row.high - row.low > WIDE else found


def not_over(result: Result | None) -> str:
    """Name the years of which a measure's figure is not complete yet; nothing where all are."""
    rows = result.rows if result else ()
    years = sorted({row.group["year"] for row in rows if set(row.group) == {"year"} and not row.complete})
    return f"{listed(years)} {'is' if len(years) == 1 else 'are'} not complete yet" if years else ""


def hidden_among(results: Sequence[Result]) -> str:
    """Say how many figures of some measures are hidden; nothing where none is."""
    rows = [row for result in results for row in all_rows(result)]
    hidden = sum(row.suppressed for row in rows)
    if not hidden:
        return ""
    return f"{hidden:,} of {len(rows):,} figures {'is' if hidden == 1 else 'are'} hidden because of small numbers"


def listed(words: Sequence[str]) -> str:
    """Write words as a list: `2023, 2024 and 2025`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(*clauses: str) -> str:
    """Join clauses into one sentence, leaving out empty ones; nothing of nothing."""
    joined = "; ".join(filter(None, clauses))
    return f"{joined[:1].upper()}{joined[1:].removesuffix('.')}." if joined else ""
