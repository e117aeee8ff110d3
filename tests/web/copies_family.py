"""The invented family with a chronology in which everybody's addresses and names stand, for tests of copies."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.web.accounts.models import User
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import LifeEvent
from homeward.web.people.details import ContactDetails, HomeDetails
from homeward.web.people.family.actions import add_contact, add_household
from homeward.web.people.models import Child, Person
from tests.web.people_story import BEGAN, Story, tell_story

FATHERS = ("22 Saffron Hill, Otherham", "ZZ2 2ZZ", "07700 900222")
MOTHERS = ("5 Thistle Close, Ownham", "ZZ5 5ZZ", "07700 900555")
TEXTS = (
    "Fin Exemplar moved to 22 saffron hill. Ring him on 0770 0900 222.",
    "Mr Exemplar’s new home is ZZ22ZZ. Mo Exemplar of 5 Thistle Close did not know.",
    "Jordan slept well at 1 Invented Lane with Flo Carter. Worker’s number: 020 7946 0000.",
    "Jordan started at the new school and was proud. Dad came to watch.",
)


@dataclass(frozen=True)
class Family:
    """The story, with its events."""

    story: Story
    events: tuple[LifeEvent, ...]

    @property
    def child(self) -> Child:
        return self.story.child

    @property
    def worker(self) -> User:
        return self.story.worker


def happened(child: Child, what: str, **words: object) -> EventDetails:
    """Return an event of the child alone."""
    about = {"category": Category.FAMILY, "knowledge": Knowledge.DOCUMENT, **words}
    concern = ConcernDetails(child, meant=about.pop("meant", ""), private=about.pop("private", ""))
    return EventDetails(When(date(2024, 4, 9)), what, concerns=(concern,), **about)


def tell_family(worker: User | None = None, manager: User | None = None) -> Family:
    """Write the family down, with events that name everybody, one about the father alone, and one restricted."""
    story = tell_story(worker, manager)
    for person, (address, postcode, phone) in ((story.father, FATHERS), (story.mother, MOTHERS)):
        _reached_at(story.child, person, address, postcode, phone)
    events = [_add(story, what) for what in TEXTS]
    events.append(_add(story, "He was seen drunk at Saffron Hill.", mentions=(story.father,)))
    events.append(_add(story, "The police hold intelligence on a visitor.", reach=Reach.RESTRICTED))
    events.append(_add(story, "Moved again.", place="With Flo Carter at 1 Invented Lane"))
    return Family(story, tuple(events))


def _add(story: Story, what: str, **words: object) -> LifeEvent:
    return add_event(child=story.child, details=happened(story.child, what, **words), by=story.worker)


def _reached_at(child: Child, person: Person, address: str, postcode: str, phone: str) -> None:
    add_household(child=child, people=[person], home=HomeDetails(address, postcode), by=None, on=BEGAN)
    add_contact(child=child, person=person, contact=ContactDetails("phone", phone), by=None, on=BEGAN)
