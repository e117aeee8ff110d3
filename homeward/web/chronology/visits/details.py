"""What somebody tells of a visit before it is stored, and what cannot be of it."""

from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError

from homeward.practice.chronology.event import Reach
from homeward.web.chronology.models import IN_PERSON, VisitKind
from homeward.web.people.models import Child, Person


@dataclass(frozen=True)
class SeenDetails:
    """What a visit was for one child: seen or why not, alone or not, the child's own words, what concerns them alone.

    `where` is where this child was seen, if not where the visit was. `is_alone` is None unless seen.
    """

    child: Child
    is_seen: bool = False
    is_alone: bool | None = None
    where: str = ""
    not_seen_because: str = ""
    childs_words: str = ""
    private: str = ""


@dataclass(frozen=True)
class VisitDetails:
    """A visit or contact: when, of what kind, where, with which children, what happened, what comes next, who else.

    `elsewhere_because` is why its words belong here, too, where they stand in another record.
    """

    on: date
    at: time | None
    kind: VisitKind
    what: str
    visited: tuple[SeenDetails, ...]
    where: str = ""
    next_steps: str = ""
    with_persons: tuple[Person, ...] = ()
    reach: Reach = Reach.SERVICE
    elsewhere_because: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All words that were typed of it."""
        of_children = (text for one in self.visited for text in (one.where, one.childs_words, one.private))
        return (self.what, self.where, self.next_steps, *of_children)


def check_seen(one: SeenDetails, kind: VisitKind) -> None:
    """Raise ValidationError, by field, where what is told of one child cannot be of a contact of this kind.

    A child is seen only where people meet; whoever was seen was alone with the writer or was not; and for a child who
    could have been seen and was not there is a reason.
    """
    could_see = kind in IN_PERSON
    if one.is_seen and not could_see:
        raise ValidationError({"seen": "A child is seen only where you meet. Choose “No”, or another kind of contact."})
    if one.is_seen and one.is_alone is None:
        raise ValidationError({"seen": "Say whether the child was seen alone."})
    if one.is_seen and one.not_seen_because.strip():
        raise ValidationError({"not_seen_because": "Leave this empty for a child who was seen."})
    if not one.is_seen and one.is_alone is not None:
        raise ValidationError({"seen": "A child who was not seen was not seen alone either."})
    if could_see and not one.is_seen and not one.not_seen_because.strip():
        raise ValidationError({"not_seen_because": "Say why the child was not seen."})
