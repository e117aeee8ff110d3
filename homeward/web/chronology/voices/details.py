"""What is told of what somebody said, and of what was done about it, before it is stored."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.chronology.event import Reach
from homeward.web.chronology.models import HowAsked
from homeward.web.people.models import Person


@dataclass(frozen=True)
class VoiceDetails:
    """Who said what, in their own words, on which day, and how they were asked; `how_words` say more of that.

    `elsewhere_because` is why the words belong here, too, where they stand in another record.
    """

    person: Person
    on: date
    how: HowAsked
    words: str
    how_words: str = ""
    reach: Reach = Reach.SERVICE
    elsewhere_because: str = ""


@dataclass(frozen=True)
class AnswerDetails:
    """What was done about what somebody said, or why nothing was; and whether they were told."""

    on: date
    done: str
    was_told: bool
