"""A chronology of the invented family: told by several sources, with a contradiction and a silence planted in it."""

from datetime import date, timedelta

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import Exactness, When
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import Concern, LifeEvent
from homeward.web.people.models import Person
from tests.web.people_story import Story

BRUISE = "The mother says that Jordan fell from the swing in the garden."
OTHER_BRUISE = "The school says that Jordan came with the bruise and had not been in any garden."
RESTRICTED = "The grandmother asked that nobody is told that she rang."


def tell_chronology(story: Story, *, long: int = 0) -> None:
    """Write events into the story's chronology, by its worker; `long` adds so many short ones, a fortnight apart."""
    worker, mother, father = story.worker, story.mother, story.father
    tell(
        story,
        worker,
        When(date(2019, 1, 1), Exactness.YEAR),
        "Began to play football.",
        Category.STRENGTH,
        Knowledge.RELATIVE,
        meant="It is what Jordan talks about most.",
    )
    tell(
        story,
        worker,
        When(date(2021, 9, 6)),
        "Began Year 1 at Invented Primary School.",
        Category.EDUCATION,
        Knowledge.DOCUMENT,
        known_from="School report of July 2022",
        reach=Reach.AGENCIES,
        meant="Jordan settled within weeks and made two friends.",
    )
    tell(story, worker, When(date(2023, 5, 3)), BRUISE, Category.HARM, Knowledge.PARENT, mentions=(mother,))
    tell(
        story,
        worker,
        When(date(2023, 5, 3)),
        OTHER_BRUISE,
        Category.HARM,
        Knowledge.PROFESSIONAL,
        known_from="Head teacher, by phone on 4 May 2023",
        mentions=(mother,),
        meant="Jordan did not want to talk.",
    )
    tell(
        story,
        worker,
        When(date(2023, 6, 1), Exactness.ABOUT),
        "The father moved out.",
        Category.FAMILY,
        Knowledge.PARENT,
        mentions=(father,),
    )
    tell(
        story,
        worker,
        When(date(2023, 8, 1), last_on=date(2023, 8, 20)),
        "Stayed with an aunt.",
        Category.PLACEMENT,
        Knowledge.RELATIVE,
        place="9 Other Street, Inventown",
    )
    tell(
        story,
        worker,
        When(date(2023, 8, 12)),
        "Lived with the grandmother.",
        Category.PLACEMENT,
        Knowledge.NOT_KNOWN,
        place="4 Made-up Lane, Inventown",
    )
    tell(
        story, worker, When(date(2023, 8, 25)), RESTRICTED, Category.FAMILY, Knowledge.RELATIVE, reach=Reach.RESTRICTED
    )
    store_many(story, long)


def store_many(story: Story, many: int) -> None:
    """Store so many short events, twelve days apart, past the action: it would take a minute for hundreds."""
    events = LifeEvent.objects.bulk_create(
        LifeEvent(
            on=date(2008, 1, 1) + at * timedelta(days=12),
            what=f"Short event {at + 1}: a phone call about school.",
            category=Category.EDUCATION,
            knowledge=Knowledge.PROFESSIONAL,
            entered_by=story.worker,
            entered_at=clock.now(),
        )
        for at in range(many)
    )
    meant = ("It was quickly settled.", "", "")
    Concern.objects.bulk_create(
        Concern(event=event, child=story.child, meant=meant[at % 3]) for at, event in enumerate(events)
    )


def tell(
    story: Story, by: User, when: When, what: str, category: Category, knowledge: Knowledge, **words: object
) -> None:
    """Write one event down."""
    mentions: tuple[Person, ...] = words.pop("mentions", ())
    concerns = (ConcernDetails(story.child, words.pop("meant", "")),)
    details = EventDetails(when, what, category, knowledge, concerns, mentions=mentions, **words)
    add_event(child=story.child, details=details, by=by)
