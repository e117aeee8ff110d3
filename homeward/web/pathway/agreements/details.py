"""What somebody says of a written agreement before it is stored."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.agreement import Became, How, Judged, Who
from homeward.web.chronology.models import Attachment
from homeward.web.pathway.models import WrittenGoal, WrittenPromise
from homeward.web.people.models import Agency, Person


@dataclass(frozen=True)
class GoalDetails:
    """What is to change. It is the goal of `parent`'s or, where `is_of_child`, the child's in that parent's agreement.

    `parent` is None for a goal of the child's in an agreement with both parents.
    """

    concern: str
    change: str
    seen_by: str
    by_on: date | None = None
    helped_by: str = ""
    parent: Person | None = None
    is_of_child: bool = False
    elsewhere_because: str = ""


@dataclass(frozen=True)
class PromiseDetails:
    """What a service promises: an agency, or None for the service whose record this is.

    `parent` is in whose agreement it stands, None in one with both parents.
    """

    what: str
    agency: Agency | None = None
    by_whom: str = ""
    by_on: date | None = None
    parent: Person | None = None
    elsewhere_because: str = ""


@dataclass(frozen=True)
class AnswerDetails:
    """Somebody's answer to a version; `name` is typed as a signature, `scan` the signed paper in the record."""

    who: Who
    how: How
    on: date
    person: Person | None = None
    name: str = ""
    words: str = ""
    scan: Attachment | None = None


@dataclass(frozen=True)
class GoalLook:
    """What a review found of one goal, and the keys of the events that show it."""

    goal: WrittenGoal
    judged: Judged
    words: str = ""
    parents_view: str = ""
    lasting_since: date | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class PromiseLook:
    """What became of one promise."""

    promise: WrittenPromise
    became: Became
    words: str = ""
