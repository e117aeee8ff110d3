"""The door by which this authority's figures come beside a record: rates of groups, never one child's chance."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from homeward.web.accounts.roles import Role


@dataclass(frozen=True)
class GroupRate:
    """The rate of one group of children, in words: `counted` ("31 of 140 (22%)") and how sure that is.

    Where the figure is hidden, not there or not complete yet, `counted` says so.
    """

    group: str
    counted: str
    range: str = ""


@dataclass(frozen=True)
class GroupRates:
    """Figures of this authority beside one research finding, all fit to leave the service.

    `title` says what is counted, `basis` out of what, `years` of which return years; `definition` is the measure's
    own, and `href` where it stands among the figures, for those who hold a role of `opens_to`. Where there is no figure
    `rates` is empty; `says` gives the reason, or what to be careful about, in a sentence.
    """

    title: str
    basis: str = ""
    years: str = ""
    rates: tuple[GroupRate, ...] = ()
    says: str = ""
    definition: str = ""
    href: str = ""
    opens_to: frozenset[Role] = frozenset()


Beside = Mapping[str, tuple[GroupRates, ...]]
Source = Callable[[Collection[str]], Beside]
_sources: list[Source] = []


def tell_group_rates(source: Source) -> None:
    """State, once, when the service starts, who tells group rates beside research findings.

    A source is asked with the findings' ids for all of a page at once, counts nothing anew, and leaves out the findings
    that none of its measures is about. Raises ValueError the second time.
    """
    if source in _sources:
        raise ValueError(f"{source.__qualname__} tells group rates already")
    _sources.append(source)


def group_rates_for(finding_ids: Collection[str]) -> Beside:
    """Return this authority's figures by the id of the research finding beside which they may stand.

    A finding is left out where nothing that the authority counts is about it.
    """
    found: dict[str, tuple[GroupRates, ...]] = {}
    for source in _sources:
        for finding_id, rates in source(finding_ids).items():
            found[finding_id] = found.get(finding_id, ()) + rates
    return found
