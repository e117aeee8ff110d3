"""What somebody says in an assessment before it is stored."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.assessment import Offered, SaidBy
from homeward.practice.classification import Change, Rating, Wish
from homeward.practice.instruments.factor import Factor
from homeward.web.chronology.models import Voice
from homeward.web.people.models import Person


@dataclass(frozen=True)
class RatingDetails:
    """What was found of a factor, whose account it is, and the keys of the events that show it.

    `parent` is whom it is about where the factor is asked of each parent. `elsewhere_because` is why the words stand in
    the record of another family, too.
    """

    factor: Factor
    rating: Rating
    said_by: SaidBy
    words: str
    evidence: tuple[str, ...] = ()
    parent: Person | None = None
    name: str = ""
    elsewhere_because: str = ""


@dataclass(frozen=True)
class ChangeDetails:
    """One parent's capacity to change, and the keys of the events that show it."""

    parent: Person
    must_change: str
    motivation: str
    in_two_minds: str
    offered: str
    done: str
    change: Change
    seen_apart: bool
    lasted_since: date | None = None
    evidence: tuple[str, ...] = ()
    elsewhere_because: str = ""


@dataclass(frozen=True)
class ViewDetails:
    """What somebody thinks of the return. Child's and parents' words are those of a `voice`; others' are `words`.

    `wish` is None where the person was not asked what they want; `how` then says why.
    """

    whose: SaidBy
    on: date
    wish: Wish | None = None
    person: Person | None = None
    name: str = ""
    voice: Voice | None = None
    words: str = ""
    how: str = ""
    elsewhere_because: str = ""


@dataclass(frozen=True)
class HelpDetails:
    """Which help to take part somebody was offered."""

    person: Person
    advocate: Offered
    interpreter: Offered
    communication: Offered
    words: str = ""
