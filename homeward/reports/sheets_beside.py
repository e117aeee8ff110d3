"""The workbook's sheets that stand beside the measures: the flow, the early warning, others' figures, the data."""

from collections.abc import Sequence

from homeward.charts.figures import HIDDEN_CELL, NOT_COMPLETE
from homeward.measures.authority_shares import AuthorityShare
from homeward.measures.beside_others import BesideOthers
from homeward.measures.comparison import Comparison
from homeward.measures.early_warning import EarlyWarning
from homeward.measures.flow import Flow, Step
from homeward.measures.mix_of_children import MixFigure
from homeward.reports.datapack import Pack
from homeward.reports.told_findings import group_findings
from homeward.reports.true_for_us import title_of
from homeward.reports.workbook import Cell, Share, Sheet

_AUTHORITY_HEADERS = ("Authority", "Code", "Number", "Out of", "Share", "Why no figure", "Beside England", "By chance")
_MIX_HEADERS = ("Children", "Unit", "Year", "Ours", "Ours from", "Median of others", "Others with a figure", "England")
_COMPARED_HEADERS = (
    "Beside",
    "Source",
    "Whom",
    "When",
    "What was counted",
    "There",
    "There, up to",
    "Ours",
    "Ours is of",
    "Do they differ?",
    "Why",
    "Caution",
)


def sheets_beside(pack: Pack) -> list[Sheet]:
    """Return the sheets that the pack has something for."""
    sheets = [_data_quality(pack), _definitions(pack)]
    if pack.comparisons:
        sheets.insert(0, _true_for_us(pack))
    if pack.beside_others:
        sheets[:0] = [_every_authority(pack.beside_others), _mix(pack.beside_others.mix)]
    if pack.flow:
        sheets.insert(0, _flow(pack.flow))
    if pack.early_warning and pack.early_warning.periods:
        sheets.insert(0, _early_warning(pack.early_warning))
    return sheets


def _number(number: float | None, *, is_hidden: bool, is_share: bool = False) -> Cell:
    if is_hidden or number is None:
        return HIDDEN_CELL if is_hidden else None
    return Share(number) if is_share else number


def _early_warning(warning: EarlyWarning) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            each.in_words,
            *(_number(count, is_hidden=each.is_hidden) for count in (each.numerator, each.denominator)),
            *(_number(share, is_hidden=each.is_hidden, is_share=True) for share in (each.value, each.low, each.high)),
            each.sign,
            "yes" if each.complete else NOT_COMPLETE,
        )
        for each in warning.periods
    ]
    headers = ("When", "Number", "Out of", "Share", "Least by chance", "Most by chance", "Sign of change", "Complete")
    return Sheet(
        "Early warning", f"{warning.title}: run chart", "early-warning", headers, rows, (26, 10, 10, 10, 12, 12, 24, 16)
    )


def _flow(of: Flow) -> Sheet:
    steps: list[tuple[str, Step]] = [
        ("Into care", of.came),
        ("Out of care", of.left),
        *(("Out of care", way) for way in of.ways),
        *(("After going home", step) for step in (of.went_home, of.followed, of.back, of.not_back, of.not_known)),
    ]
    rows = [(where, step.label, _number(step.number, is_hidden=step.is_hidden)) for where, step in steps]
    return Sheet(
        "Flow", "Into care, out of it and back", "in-care", ("Step", "What happened", "Number"), rows, (20, 70, 10)
    )


def _every_authority(beside: BesideOthers) -> Sheet:
    counted = [("Ours, counted here", beside.counted)] if beside.counted else []
    published = [(f"{each.name} (ours)" if each.is_ours else each.name, each) for each in beside.authorities]
    rows = [
        _authority_row(name, share)
        for name, share in (*counted, ("England", beside.england), *sorted(published, key=lambda named: named[0]))
    ]
    title = f"{beside.title}: every authority, {beside.year}"
    return Sheet("Beside others", title, "beside-others", _AUTHORITY_HEADERS, rows, (36, 12, 10, 10, 10, 40, 26, 26))


def _authority_row(name: str, share: AuthorityShare) -> tuple[Cell, ...]:
    code = "" if name == "England" else share.code
    found = None if share.share is None else Share(share.share)
    told = (share.why_not, share.standing or "", share.by_chance or "")
    return (name, code, share.numerator, share.denominator, found, *told)


def _mix(mix: Sequence[MixFigure]) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for each in mix:
        is_share = each.unit == "share"
        ours = _number(each.ours, is_hidden=each.is_hidden, is_share=is_share)
        others, england = (_number(value, is_hidden=False, is_share=is_share) for value in (each.others, each.england))
        told = f"{each.told} of {each.out_of}" if each.is_published else "not published"
        rows.append((each.counts, each.unit, each.year, ours, each.ours_from, others, told, england))
    title = "Who the children are, beside others"
    return Sheet("Who the children are", title, "beside-others", _MIX_HEADERS, rows, (70, 12, 8, 10, 40, 12, 14, 10))


def _true_for_us(pack: Pack) -> Sheet:
    kinds = {result.id: result.kind for result in pack.results}
    rows = [
        _compared(beside, each, is_share=kinds.get(each.measure) != "count")
        for beside, found in pack.comparisons.items()
        for each in found
    ]
    widths = (12, 30, 30, 18, 34, 10, 10, 10, 12, 16, 44, 44)
    return Sheet("True for us", "Research and published figures", "true-for-us", _COMPARED_HEADERS, rows, widths)


def _compared(beside: str, each: Comparison, *, is_share: bool) -> tuple[Cell, ...]:
    row = each.ours
    ours = _number(row.value, is_hidden=row.suppressed, is_share=is_share) if row else None
    return (
        beside,
        title_of(each),
        each.cohort,
        each.period,
        each.counts,
        *(_number(value, is_hidden=False, is_share=is_share) for value in (each.value, each.value_to)),
        ours,
        "; ".join(row.group.values()) if row else "",
        each.verdict.value,
        each.why,
        each.caution,
    )


def _data_quality(pack: Pack) -> Sheet:
    fates: list[tuple[Cell, ...]] = [
        (f"Rows of {table}", "rows", fate.read, fate.used, fate.repaired, fate.set_aside)
        for table, fate in pack.fates.items()
    ]
    rows = fates + [(group.sentence, group.severity, group.count) for group in group_findings(pack.findings)]
    headers = ("What", "Kind", "Times or rows read", "Used", "Repaired", "Set aside")
    title = "Rows read, and what was noticed"
    return Sheet("Data quality", title, "data-quality", headers, rows, (80, 12, 18, 10, 10, 10))


def _definitions(pack: Pack) -> Sheet:
    rows = [
        (each.title, each.definition, each.why, each.unit, each.direction, each.owner, each.id) for each in pack.results
    ]
    headers = ("Measure", "Definition", "Why it matters", "Unit", "Direction", "Looked after by", "Id")
    title = "What each figure counts"
    return Sheet("Definitions", title, "definitions", headers, rows, (34, 90, 60, 30, 18, 34, 34))
