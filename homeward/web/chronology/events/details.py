"""What somebody says of an event before it is stored."""

from dataclasses import dataclass

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.web.people.models import Child, Person


@dataclass(frozen=True)
class ConcernDetails:
    """That an event concerns a child: what it meant for the child, and what concerns this child alone."""

    child: Child
    meant: str = ""
    private: str = ""


@dataclass(frozen=True)
class EventDetails:
    """What happened, when, whence it is known, whom it concerns and whom else it is about (`mentions`).

    `place` is where the child is said to live from then on, where the event says so. `elsewhere_because` is why its
    words stand in the record of another family, too.
    """

    when: When
    what: str
    category: Category
    knowledge: Knowledge
    concerns: tuple[ConcernDetails, ...]
    known_from: str = ""
    mentions: tuple[Person, ...] = ()
    reach: Reach = Reach.SERVICE
    place: str = ""
    elsewhere_because: str = ""
