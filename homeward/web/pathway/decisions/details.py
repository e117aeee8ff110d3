"""What is told of a proposal and of a dissent, as the actions take it."""

from dataclasses import dataclass

from homeward.web.pathway.models import Disagrees
from homeward.web.people.models import Household, Person


@dataclass(frozen=True)
class ProposalDetails:
    """What is proposed at a step: the answer, the reasons in plain words, conditions, and to which home.

    `apart` are the reasons as each parent is told them where domestic abuse is recorded or nobody knows; `for_parents`
    is empty then.
    """

    answer: str
    for_child: str
    for_parents: str = ""
    apart: tuple[tuple[Person, str], ...] = ()
    conditions: str = ""
    household: Household | None = None
    elsewhere_because: str = ""


@dataclass(frozen=True)
class DissentDetails:
    """Who disagrees with a proposal, and in their own words why."""

    whose: Disagrees
    words: str
    name: str = ""
    elsewhere_because: str = ""
