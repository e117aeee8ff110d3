"""True for us? Published figures of England, or of the authority itself, beside ours, counted the same way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from homeward.evidence.published import NotPublishedError, england, for_authority
from homeward.evidence.release import PublishedFigure
from homeward.evidence.releases import release
from homeward.measures.comparison import Comparison, Published, Verdict, judge, row_of
from homeward.measures.result import Result, ResultRow

Ask = Callable[..., PublishedFigure]


@dataclass(frozen=True)
class _Share:
    """A published share: the sum of some groups of one figure, out of its total, or a percentage as printed."""

    measure: str
    beside: str
    figure: str
    groups: tuple[Mapping[str, str], ...]
    counts: str


_SHARES = (
    _Share(
        "returns_home",
        "as_dfe",
        "exits",
        ({"exit_kind": "return_home_planned"}, {"exit_kind": "return_home_unplanned"}),
        "children whose last exit of the year was home, planned or not, out of all who left",
    ),
    _Share(
        "placed_with_parents",
        "",
        "looked_after",
        ({"placement": "placed_with_parents"},),
        "children placed with parents, out of all looked after on 31 March",
    ),
    _Share(
        "three_or_more_placements",
        "",
        "three_or_more_placements",
        (),
        "children with three or more placements in the year, out of all looked after on 31 March",
    ),
)
_COUNTS = (
    ("looked_after", "", "children looked after on 31 March"),
    ("started", "as_dfe", "children who came into care in the year, each once"),
    ("exits", "as_dfe", "children who left care in the year, each once"),
)


def compare_with_england(results: Sequence[Result], year: int) -> tuple[Comparison, ...]:
    """Return England's published shares of a return year beside ours of that year; those not published are left out."""
    return tuple(_shares(results, year, england))


def compare_with_own(results: Sequence[Result], year: int, code: str) -> tuple[Comparison, ...]:
    """Return what is published of the authority itself for a return year beside ours of that year.

    `code` as in `authority`; raises UnknownAuthorityError. Numbers that ought to be the same differ where they are not.
    Figures not published, or hidden there, are left out.
    """

    def ask(measure: str, year: int, **group: str) -> PublishedFigure:
        return for_authority(code, measure, year, **group)

    return (*_counts(results, year, ask), *_shares(results, year, ask))


def _shares(results: Sequence[Result], year: int, ask: Ask) -> Iterator[Comparison]:
    by_id = {result.id: result for result in results}
    for each in _SHARES:
        try:
            figure = ask(each.figure, year)
            parts = [ask(each.figure, year, release=figure.release_id, **group) for group in each.groups]
        except NotPublishedError:
            continue
        if not all(cell.is_number for cell in (figure, *parts)) or not figure.number:
            continue
        value = sum(part.number for part in parts) / figure.number if parts else figure.number / 100
        # A printed percentage is rounded, and so are the counts; half a unit is the room that leaves.
        room = figure.rounded_to / 200 if not parts else 0.0
        ours = row_of(by_id.get(each.measure), {"year": str(year)}, each.beside)
        verdict, why = judge(ours, Published(lowest=max(0.0, value - room), highest=value + room))
        yield _comparison(each.measure, each.counts, value, figure, (ours, verdict, why))


def _counts(results: Sequence[Result], year: int, ask: Ask) -> Iterator[Comparison]:
    by_id = {result.id: result for result in results}
    for measure, beside, counts in _COUNTS:
        try:
            figure = ask(measure, year)
        except NotPublishedError:
            continue
        if figure.is_number:
            ours = row_of(by_id.get(measure), {"year": str(year)}, beside)
            judged = _judge_count(ours, figure)
            yield _comparison(measure, counts, figure.number, figure, (ours, *judged))


def _judge_count(ours: ResultRow | None, figure: PublishedFigure) -> tuple[Verdict, str]:
    if ours is None or ours.numerator is None or not ours.complete:
        return Verdict.CANNOT_BE_TOLD, "There is no complete figure of ours to compare, or it is hidden."
    if abs(ours.numerator - figure.number) <= figure.rounded_to / 2:
        return Verdict.DOES_NOT_DIFFER, "The numbers are the same, as far as they are printed."
    return (
        Verdict.DIFFERS,
        "The same children should be counted: the returns may have been changed since, or lack rows.",
    )


def _comparison(
    measure: str, counts: str, value: float, figure: PublishedFigure, judged: tuple[ResultRow | None, Verdict, str]
) -> Comparison:
    source, (ours, verdict, why) = release(figure.release_id), judged
    return Comparison(
        source=source.id,
        measure=measure,
        counts=counts,
        value=value,
        value_to=None,
        cohort=source.citation,
        period=f"year ending 31 March {figure.year}",
        caution=source.caution.strip(),
        ours=ours,
        verdict=verdict,
        why=why,
    )
