"""The figures in short: in one plain sentence what was counted, in another how sure we can be of it."""

from dataclasses import dataclass

from homeward.charts.figures import MEDIAN, number, percent
from homeward.measures.result import Result, ResultRow
from homeward.reports.datapack import Pack

_COUNTED = {
    "returns_home": "Children left care {out_of} times, and {number} of these were returns home to parents ({share}).",
    "re_entry_within_12_months": (
        "Children went home {out_of} times with a whole year to look back on, and after {number} of these returns the "
        "child was in care again within 12 months ({share})."
    ),
}
_COUNTED_MORE_WIDELY = {
    "returns_home": (
        "Children left care, or were placed with parents while in care, {out_of} times, and {number} of these were "
        "returns home ({share})."
    )
}
"""What differs where placements with parents count as returns home."""

_READ_TOGETHER = (
    "Neither figure is good or bad alone. A return home can succeed or fail, and coming back into care can protect a "
    "child: read the two together."
)
_ALL_YEARS = "All years together:"


@dataclass(frozen=True)
class Glance:
    """One measure in short: its title, the share in large type, what was counted, and how sure it is."""

    id: str
    title: str
    figure: str
    counted: str
    how_sure: str


def glances(pack: Pack) -> tuple[Glance, ...]:
    """Return the measures that a reader meets first, in the pack's order."""
    sentences = _COUNTED if pack.definition == "dfe" else _COUNTED | _COUNTED_MORE_WIDELY
    return tuple(_glance(result, sentences[result.id]) for result in pack.results if result.id in sentences)


def how_to_read(pack: Pack) -> str:
    """Return the sentence that keeps a reader from judging by one figure, where the measures ask for it."""
    together = [result for result in pack.results if result.id in _COUNTED and result.direction == "read together"]
    return _READ_TOGETHER if len(together) > 1 else ""


def in_short(result: Result) -> str:
    """Say a measure's total in one line, or nothing where it has none (a curve, a series, a measure without rows)."""
    row = next((row for row in result.rows if not row.group and row.quantile in (None, MEDIAN)), None)
    if row is None or result.kind in ("curve", "series"):
        return ""
    if row.suppressed:
        return f"{_ALL_YEARS} hidden, because of small numbers."
    if row.value is None:
        return f"{_ALL_YEARS} nobody to count."
    return f"{_ALL_YEARS} {_figure_in_short(result, row, row.value)}."


def _figure_in_short(result: Result, row: ResultRow, value: float) -> str:
    if result.kind == "share":
        return f"{percent(value)} ({row.numerator or 0:,} of {row.denominator or 0:,})"
    if result.kind == "quantile":
        return f"median {number(value)} {result.unit}, of {row.numerator or 0:,} measured"
    return f"{number(value)} {result.unit}"


def _glance(result: Result, sentence: str) -> Glance:
    row = next((row for row in result.rows if not row.group), None)
    if row is None or row.suppressed:
        hidden = (
            "This figure is hidden: it rests on so few children that they could be recognised, or would give such a "
            "number away."
        )
        return Glance(result.id, result.title, "hidden", hidden, "")
    if not row.denominator or row.value is None:
        return Glance(result.id, result.title, "–", "There was nobody to count, so there is no share.", "")
    counted = sentence.format(number=f"{row.numerator or 0:,}", out_of=f"{row.denominator:,}", share=percent(row.value))
    return Glance(result.id, result.title, percent(row.value), counted, _how_sure(row))


def _how_sure(row: ResultRow) -> str:
    """Say the interval in words, wider words for a wider range."""
    if row.low is None or row.high is None:
        return ""
    likely = f"The underlying rate is likely between {percent(row.low)} and {percent(row.high)} (95% interval)"
    if row.high - row.low > 0.2:
        return f"{likely}: with so few to count, the figure is only a rough guide."
    return f"{likely}."
