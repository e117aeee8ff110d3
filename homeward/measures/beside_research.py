"""True for us? What research found, beside our own figures, as far as definitions allow."""

from collections.abc import Mapping, Sequence

from homeward.evidence.comparable import Agreement
from homeward.evidence.finding import FindingFigure, ResearchFinding
from homeward.evidence.shelf import research_findings
from homeward.measures.comparison import ABOUT, Comparison, Published, Verdict, judge, row_of
from homeward.measures.result import Result, ResultRow
from homeward.measures.shares import share_row

_PARTS: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("who_went_home_in_six_authorities", "entered care for abuse or neglect"): ("need", ("N1",)),
    ("who_went_home_in_six_authorities", "looked after by agreement (section 20) before return"): (
        "legal_status",
        ("section_20",),
    ),
    ("who_went_home_in_six_authorities", "on a care order or interim care order before return"): (
        "legal_status",
        ("full_care_order", "interim_care_order"),
    ),
}
"""Figures that tell who went home, by finding and what it counted: the groups that make up the part, of all who did."""

_OF_NO_GROUP = ("who_went_home_in_six_authorities",)
"""Findings that tell who went home: what is not in `_PARTS` is by a group by which our measure is not given."""


def compare(results: Sequence[Result], *, is_relevant_only: bool = True) -> tuple[Comparison, ...]:
    """Return each figure of research beside ours, in the order of the findings.

    `results` come from `calculate`, or from `suppress`: a hidden figure cannot be told. With `is_relevant_only` figures
    that no measure of ours counts are left out; those of which one does, by another definition, are there as not
    comparable, with the reason. A finding is about groups, and never one child's probability.
    """
    by_id = {result.id: result for result in results}
    return tuple(
        _compare(finding, figure, by_id.get(figure.comparable.measure))
        for finding in research_findings()
        for figure in finding.figures
        if figure.comparable.measure or not is_relevant_only
    )


def _compare(finding: ResearchFinding, figure: FindingFigure, result: Result | None) -> Comparison:
    scale = 100 if figure.unit == "percent" else 1
    ours, verdict, why = _judged(finding, figure, result)
    return Comparison(
        source=finding.id,
        measure=figure.comparable.measure,
        counts=figure.counts,
        value=figure.value / scale,
        value_to=None if figure.value_to is None else figure.value_to / scale,
        cohort=f"{finding.cohort.who}; {finding.cohort.where}",
        period=finding.cohort.period,
        caution=finding.caution.strip(),
        ours=ours,
        verdict=verdict,
        why=why,
    )


def _judged(
    finding: ResearchFinding, figure: FindingFigure, result: Result | None
) -> tuple[ResultRow | None, Verdict, str]:
    reason = figure.comparable.reason.strip()
    if figure.comparable.agreement is Agreement.NO or figure.unit != "percent":
        return None, Verdict.NOT_COMPARABLE, reason
    part = _PARTS.get((finding.id, figure.counts))
    if part is None and finding.id in _OF_NO_GROUP:
        return None, Verdict.NOT_COMPARABLE, "Our measure is not given by this group."
    ours = row_of(result, {}) if part is None else _part_of(result, *part)
    verdict, why = judge(ours, _published(finding, figure))
    return ours, verdict, f"{why} {reason}"


def _part_of(result: Result | None, key: str, values: tuple[str, ...]) -> ResultRow | None:
    """Return which share of all who went home were in some groups."""
    rows = [row_of(result, group) for group in ({}, *({key: value} for value in values))]
    numbers = [row.numerator for row in rows if row is not None and row.numerator is not None]
    if len(numbers) != len(rows):
        return None
    return share_row({}, sum(numbers[1:]), numbers[0])


def _published(finding: ResearchFinding, figure: FindingFigure) -> Published:
    """Return the figure as a share. Without a denominator of its own it is taken to be out of the whole cohort."""
    around = ABOUT if figure.is_about else 0.0
    highest = figure.value if figure.value_to is None else figure.value_to
    return Published(
        lowest=max(0.0, figure.value / 100 - around),
        highest=min(1.0, highest / 100 + around),
        out_of=figure.denominator or finding.cohort.number,
    )
