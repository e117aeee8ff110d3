"""Help after the return: a locally named plan with its lead practitioner, to a named day; sooner only with a reason."""

from dataclasses import dataclass
from datetime import date

from homeward.law.clock import add_months

LEAST_MONTHS, MOST_MONTHS = 6, 12
"""Help goes on for 6 to 12 months in most cases (Farmer and Patsios 2016); no law says so. More is never refused."""


@dataclass(frozen=True)
class Support:
    """The plan after care: what it is called here, who leads it, until when help comes, and why sooner if it is.

    `help` is what child and parents get, `school` who in school watches over the child. `written_on` is the day it was
    written down: it should stand before the return.
    """

    plan_name: str
    lead: str
    until_on: date
    sooner_because: str
    help: str
    school: str
    written_on: date
    by: str = ""
    key: str = ""

    def stood_before(self, came_home_on: date | None) -> bool:
        """Tell whether the plan and its lead stood before the child came home, so that no service stopped."""
        return came_home_on is None or self.written_on < came_home_on


def usual_end(came_home_on: date) -> tuple[date, date]:
    """Return the first and the last day on which help usually ends: 6 and 12 months after coming home."""
    return add_months(came_home_on, LEAST_MONTHS), add_months(came_home_on, MOST_MONTHS)


def why_not_until(home_on: date, until: date, because: str) -> str:
    """Return why help cannot end on a day; empty where it can. `home_on` is when the child came, or is to come, home.

    Help that ends before six months needs a reason.
    """
    if until <= home_on:
        return "The help must end after the child has come home."
    if until < usual_end(home_on)[0] and not because.strip():
        return "This is sooner than six months after coming home. Say why."
    return ""


def has_lasted(came_home_on: date, support: Support | None, today: date) -> bool:
    """Tell whether help was given long enough: for six months, or to the sooner day for which there is a reason."""
    if today >= usual_end(came_home_on)[0]:
        return support is not None
    return support is not None and bool(support.sooner_because) and today >= support.until_on
