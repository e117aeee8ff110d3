"""Puts beside a factor of a child's assessment what research found of groups, and this authority's own group rates."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from homeward.evidence.finding import FindingFigure, ResearchFinding, Status
from homeward.evidence.shelf import research_finding
from homeward.practice.classification import Rating
from homeward.practice.instruments.factor import Factor, Way
from homeward.web.accounts.roles import Role
from homeward.web.people.care.queries import care_on, episodes_of, periods_of
from homeward.web.people.group_rates import GroupRates, group_rates_for
from homeward.web.people.models import Child

NEVER_A_CHANCE = "These are rates of groups. No rate is this child’s chance, and none of them decides anything."
NOT_COUNTED = "The yearly return does not record this, so there is no figure of our own."
SHORT_STAY = "return_within_six_months"
"""The finding that is often quoted the wrong way round: that a child goes home soon tells nothing of how it holds."""
SHORT_STAY_DAYS = 183
"""Six months, as the measures count them (CONTRACTS, "Meanings that numbers hang on")."""

_STATUS_WORDS: Mapping[Status, str] = {
    Status.FOUND: "",
    Status.INFERRED: "Concluded here from what was read.",
    Status.UNVERIFIED: "Unverified: recalled from the literature and not checked against it yet.",
}


@dataclass(frozen=True)
class FindingBeside:
    """One research finding as it stands beside a factor, with this authority's own figures.

    `numbers` are the study's, each in a sentence. `status` is empty where the finding was read, else says how it is
    known. `says` stands where the authority counts nothing of the matter.
    """

    finding: ResearchFinding
    numbers: tuple[str, ...]
    status: str
    own: tuple[GroupRates, ...]
    says: str

    @property
    def cited(self) -> tuple[str, ...]:
        """Where it was published, each publication in words."""
        return tuple(publication.citation for publication in self.finding.publications)

    @property
    def looked_at(self) -> str:
        """Whom the study looked at, where and when, in a sentence."""
        cohort = self.finding.cohort
        number = f"{cohort.number:,} " if cohort.number else ""
        words = f"{number}{cohort.who}; {cohort.where}; period: {cohort.period}."
        return f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True)
class Evidence:
    """What stands beside one factor of one child's assessment.

    `early` is the caution that a return soon after entry says nothing of whether it holds; None where the child has
    been looked after for longer, and no figure by time in care stands here.
    """

    factor: Factor
    findings: tuple[FindingBeside, ...]
    early: FindingBeside | None = None
    never: str = NEVER_A_CHANCE


def evidence_for(factor: Factor, child: Child, today: date, roles: Collection[Role] = frozenset()) -> Evidence:
    """Return what stands beside one factor; as `evidence_of`."""
    return evidence_of([factor], child, today, roles)[factor.id]


def evidence_of(
    factors: Iterable[Factor], child: Child, today: date, roles: Collection[Role] = frozenset()
) -> Mapping[str, Evidence]:
    """Return what stands beside each factor, by the factor's id; two queries however many factors, and no counting.

    `roles` are the reader's, who is led to a measure's definition among the figures where these open it.
    """
    asked = list(factors)
    is_short = _is_short(child, today)
    ids = [finding_id for factor in asked for finding_id in factor.findings]
    rates = group_rates_for([*ids, *([SHORT_STAY] if is_short else [])])
    own = {finding_id: tuple(_open_to(one, roles) for one in found) for finding_id, found in rates.items()}
    early = _beside(SHORT_STAY, own) if is_short else None
    return {factor.id: Evidence(factor, tuple(_beside(one, own) for one in factor.findings), early) for factor in asked}


def is_recorded(factor: Factor, rating: Rating | None) -> bool:
    """Tell whether the evidence stands beside a rating: of a risk that is or was there, of a strength that is not."""
    if factor.way == Way.LOWERS:
        return rating == Rating.ABSENT
    return rating in (Rating.PRESENT, Rating.ADDRESSED)


def _is_short(child: Child, today: date) -> bool:
    """Tell whether the child was looked after for less than six months by today; one query."""
    periods = periods_of(episodes_of(child))
    episode = care_on(periods, today)
    since = next((period.began_on for period in periods if episode in period.episodes), None) if episode else None
    return since is not None and (today - since).days < SHORT_STAY_DAYS


def _open_to(rates: GroupRates, roles: Collection[Role]) -> GroupRates:
    return rates if rates.opens_to & frozenset(roles) else replace(rates, href="")


def _beside(finding_id: str, own: Mapping[str, tuple[GroupRates, ...]]) -> FindingBeside:
    finding = research_finding(finding_id)
    return FindingBeside(
        finding=finding,
        numbers=tuple(_numbers(finding)),
        status=_STATUS_WORDS[finding.status],
        own=own.get(finding_id, ()),
        says="" if finding_id in own else NOT_COUNTED,
    )


def _numbers(finding: ResearchFinding) -> Iterator[str]:
    for figure in finding.figures:
        counts = figure.counts[:1].upper() + figure.counts[1:]
        yield f"{counts}: {_number(figure)}."


def _number(figure: FindingFigure) -> str:
    unit = "%" if figure.unit == "percent" else " children"
    upto = f" to {figure.value_to:g}" if figure.value_to is not None else ""
    return f"{'about ' if figure.is_about else ''}{figure.value:g}{upto}{unit}"
