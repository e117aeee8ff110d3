"""Tells, beside research findings in a child's record, the published figures that are fit to leave the service."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.urls import reverse

from homeward.charts.figures import EMPTY_CELL, HIDDEN, NOBODY, NOT_COMPLETE, group_label, percent, range_cell
from homeward.measures.result import Result, ResultRow
from homeward.web.accounts.roles import FIGURE_READERS
from homeward.web.insight.kept_results import results_of
from homeward.web.insight.models import LARGE, Dataset, DatasetState
from homeward.web.people.group_rates import Beside, GroupRate, GroupRates

WITHIN_A_YEAR = "re_entry_within_12_months"
WITH_PARENTS = "placed_with_parents_ended_in_care"

_BASES: Mapping[str, str] = {
    WITHIN_A_YEAR: (
        "Out of the returns home that could be followed for a whole year. Each return counts, so a child can count "
        "more than once. Grouped by the child as on the day of going home."
    ),
    WITH_PARENTS: (
        "Out of the placements with parents that have ended. Each placement counts, so a child can count more than "
        "once. Grouped by the child as on the day it ended."
    ),
    "repeat_returns": "Out of all returns home. Each return counts, so a child can count more than once.",
}


@dataclass(frozen=True)
class _Asked:
    """Which measure stands beside a finding: by which group, only these values if any are named, with what care."""

    measure: str
    by: str = ""
    only: tuple[str, ...] = ()
    says: str = ""


_SEEN_IN_DATA = "Earlier returns that lie before the first yearly return read are not seen."
_N1_IS_WIDER = "The yearly return does not tell neglect from abuse, nor long from short."
BESIDE: Mapping[str, tuple[_Asked, ...]] = {
    "age_over_ten_at_return": (_Asked(WITHIN_A_YEAR, "age_band"), _Asked(WITH_PARENTS, "age_band")),
    "earlier_failed_return": (
        _Asked(WITHIN_A_YEAR, "earlier_returns", says=_SEEN_IN_DATA),
        _Asked(WITH_PARENTS, "earlier_returns", says=_SEEN_IN_DATA),
    ),
    "repeated_failed_returns": (_Asked("repeat_returns", says=_SEEN_IN_DATA),),
    "chronic_neglect_or_emotional_abuse": (_Asked(WITHIN_A_YEAR, "need", ("N1",), _N1_IS_WIDER),),
    "return_within_six_months": (
        _Asked(WITHIN_A_YEAR, "time_in_care", says="How long a child was away says little of whether a return holds."),
    ),
}
"""By research finding: the measures that count something of the same matter. Of all others the return tells nothing."""

_MEASURES = frozenset(asked.measure for each in BESIDE.values() for asked in each)


def group_rates_of(finding_ids: Collection[str]) -> Beside:
    """Return the published figures beside each finding that they are about; nothing is counted. One query.

    The first time after a return was published what its job kept is read too: a second query.
    """
    asked = {finding_id: BESIDE[finding_id] for finding_id in finding_ids if finding_id in BESIDE}
    if not asked:
        return {}
    published = Dataset.objects.filter(state=DatasetState.PUBLISHED).defer(*LARGE).first()
    if published is None:
        return _none(asked, "No yearly return is published yet, so there is no figure of our own.")
    results = _shared(published.pk)
    if results is None:
        return _none(asked, "The figures that may be shared are still being worked out. Look again in some minutes.")
    years = published.years_in_words
    return {each: tuple(_told(one, results.get(one.measure), years) for one in asks) for each, asks in asked.items()}


def _none(asked: Mapping[str, tuple[_Asked, ...]], says: str) -> Beside:
    return {finding_id: (GroupRates("This authority’s own figures", says=says),) for finding_id in asked}


def _shared(dataset_id: UUID) -> Mapping[str, Result] | None:
    """Return the results that a job kept as fit for sharing; None while it has not, which is not remembered."""
    try:
        return _kept(dataset_id)
    except LookupError:
        return None


@lru_cache(maxsize=2)
def _kept(dataset_id: UUID) -> Mapping[str, Result]:
    """Return the results asked for here. What was kept never changes. Raises LookupError while nothing is."""
    kept = Dataset.objects.values_list("shared", flat=True).get(pk=dataset_id)
    if not kept:
        raise LookupError("Nothing is kept of this dataset yet.")
    return {result.id: result for result in results_of(kept) if result.id in _MEASURES}


def _told(asked: _Asked, result: Result | None, years: str) -> GroupRates:
    if result is None or not result.rows:
        says = result.note if result and result.note else "This yearly return does not tell enough to count it."
        return GroupRates(result.title if result else "This authority’s own figures", says=says)
    return GroupRates(
        title=result.title,
        basis=_BASES[asked.measure],
        years=years,
        rates=tuple(_rates(asked, result)),
        says=asked.says,
        definition=result.definition,
        href=f"{reverse('figures_chapter', kwargs={'chapter_id': 'definitions'})}#{result.id}",
        opens_to=FIGURE_READERS,
    )


def _rates(asked: _Asked, result: Result) -> Iterator[GroupRate]:
    """Yield the rate of all children, then that of each group asked for."""
    for row in result.rows:
        if not row.group:
            yield _rate("All children", row)
    for row in result.rows:
        value = row.group.get(asked.by)
        if value is not None and set(row.group) == {asked.by} and (not asked.only or value in asked.only):
            yield _rate(_label(asked.by, value), row)


def _label(by: str, value: str) -> str:
    words = group_label(value, by)
    if by == "age_band":
        return "Age unknown" if value == "unknown" else f"Aged {words[:1].lower()}{words[1:]}"
    if by == "earlier_returns":
        counted = "one earlier return" if value == "1" else f"{words.lower()} earlier returns"
        return "No earlier return" if value == "0" else counted[:1].upper() + counted[1:]
    return words


def _rate(group: str, row: ResultRow) -> GroupRate:
    if row.suppressed:
        return GroupRate(group, HIDDEN.capitalize())
    if row.value is None or not row.denominator:
        return GroupRate(group, NOBODY.capitalize())
    counted = f"{row.numerator:,} of {row.denominator:,} ({percent(row.value)})"
    likely = range_cell(row.low, row.high, "percent", is_hidden=False)
    return GroupRate(
        group,
        counted if row.complete else f"{counted}, {NOT_COMPLETE}",
        "" if likely == EMPTY_CELL else likely,
    )
