"""True for us? What research found and what is published, beside our own figures, told source by source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from homeward.charts import ChartTable
from homeward.charts.figures import EMPTY_CELL, group_label, value_cell
from homeward.charts.spec import Format
from homeward.evidence.finding import ResearchFinding
from homeward.evidence.shelf import research_findings
from homeward.measures.comparison import Comparison, Verdict
from homeward.reports.datapack import Pack

BESIDE = {
    "research": "Beside research",
    "england": "Beside England’s published figures",
    "authority": "Beside what is published of the authority itself",
}
"""What figures stand beside ours, in the order in which they are told."""


@dataclass(frozen=True)
class Told:
    """One source beside our figures: `title`, whom and when it is about, its caution, and the figures as a table."""

    title: str
    about: str
    caution: str
    table: ChartTable


def told_beside(pack: Pack) -> Mapping[str, tuple[Told, ...]]:
    """Return, by heading, the sources of which at least one figure can stand beside ours."""
    kinds = {result.id: result.kind for result in pack.results}
    told = {heading: tuple(_told(pack.comparisons.get(key, ()), kinds)) for key, heading in BESIDE.items()}
    return {heading: found for heading, found in told.items() if found}


def not_comparable(pack: Pack) -> ChartTable:
    """Return what research found about something like our measures that cannot stand beside them, and why."""
    kinds = {result.id: result.kind for result in pack.results}
    rows = [each for found in pack.comparisons.values() for each in found if each.verdict is Verdict.NOT_COMPARABLE]
    return ChartTable(
        caption="Not comparable",
        headers=("What was counted", "There", "Why not"),
        rows=tuple((_sentence(each.counts), theirs(each, kinds), each.why) for each in rows),
    )


def theirs(comparison: Comparison, kinds: Mapping[str, str]) -> str:
    """Write the figure from elsewhere."""
    as_format = _format(comparison, kinds)
    low = value_cell(comparison.value, as_format, is_hidden=False)
    if comparison.value_to is None:
        return low
    return f"{low} to {value_cell(comparison.value_to, as_format, is_hidden=False)}"


def ours(comparison: Comparison, kinds: Mapping[str, str]) -> str:
    """Write our figure, with the year where it is of one; a dash where there is none to compare."""
    row = comparison.ours
    if row is None:
        return EMPTY_CELL
    figure = value_cell(row.value, _format(comparison, kinds), is_hidden=row.suppressed)
    groups = ", ".join(group_label(value, key) for key, value in row.group.items())
    return f"{figure} ({groups})" if groups else figure


def title_of(comparison: Comparison) -> str:
    """Return the title of the finding, or the citation of a published release."""
    finding = _finding(comparison)
    return finding.title if finding else comparison.cohort


def _finding(comparison: Comparison) -> ResearchFinding | None:
    return next((finding for finding in research_findings() if finding.id == comparison.source), None)


def _about(comparison: Comparison) -> str:
    """Say whom the figures are about and when, and where a finding was published; a release is cited in its title."""
    finding = _finding(comparison)
    if finding is None:
        return f"{_sentence(comparison.period)}."
    cited = "; ".join(publication.citation for publication in finding.publications)
    return f"{_sentence(comparison.cohort)}; {comparison.period}. Source: {cited}."


def _told(found: Sequence[Comparison], kinds: Mapping[str, str]) -> Iterator[Told]:
    compared = [each for each in found if each.verdict is not Verdict.NOT_COMPARABLE]
    for _, group in groupby(compared, lambda each: (each.source, each.cohort, each.period)):
        rows = tuple(group)
        first = rows[0]
        title = title_of(first)
        yield Told(
            title=title.rstrip("."),
            about=_about(first),
            caution=first.caution,
            table=ChartTable(
                caption=f"{title.rstrip('.')}, beside ours",
                headers=("What was counted", "There", "Ours", "Do they differ?"),
                rows=tuple(
                    (_sentence(each.counts), theirs(each, kinds), ours(each, kinds), f"{_verdict(each)} {each.why}")
                    for each in rows
                ),
            ),
        )


def _verdict(comparison: Comparison) -> str:
    return f"{_sentence(comparison.verdict.value)}."


def _format(comparison: Comparison, kinds: Mapping[str, str]) -> Format:
    return "number" if kinds.get(comparison.measure) == "count" else "percent"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
