"""What a service writes down of its children's stories: events, visits, what somebody said, and what was done about it.

People are named by keys as in the other happenings: a child by its local id, anybody else by the key of their
`InventedPerson`. Codes such as `category`, `exactness`, `kind` or `how` are those of the service's record.
"""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Concerned:
    """An event concerns a child: what it meant for this child, and what of it concerns this child alone."""

    child: str
    meant: str = ""
    private: str = ""


@dataclass(frozen=True)
class EventWritten:
    """Something that happened to a child, and perhaps to sisters and brothers, was written down.

    `concerned` are these children, `child` among them. `on` is the day on which it happened, as exactly as `exactness`
    says (day, month, year, about), `until` the last day of it. `mentions` are the keys of others whom it is about,
    `reach` says who may read it, and `place` where the child is said to live from then on. `file_read` is the key of
    the ReaderNamed in whose reading it was found.
    """

    child: str
    on: date
    exactness: str
    what: str
    category: str
    knowledge: str
    concerned: tuple[Concerned, ...]
    known_from: str = ""
    until: date | None = None
    mentions: tuple[str, ...] = ()
    reach: str = "service"
    place: str = ""
    file_read: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said in words."""
        own = [words for one in self.concerned for words in (one.meant, one.private)]
        return (self.what, self.known_from, self.place, *own)


@dataclass(frozen=True)
class SeenChild:
    """What a visit was for one child. `is_alone` is None unless the child was seen; `where` is where, if not there."""

    child: str
    is_seen: bool
    is_alone: bool | None = None
    where: str = ""
    not_seen_because: str = ""
    words: str = ""
    private: str = ""


@dataclass(frozen=True)
class VisitRecorded:
    """A visit to a child, and perhaps to sisters and brothers, was written down; `seen` tells of each of them."""

    child: str
    on: date
    at: time | None
    kind: str
    where: str
    what: str
    seen: tuple[SeenChild, ...]
    next_steps: str = ""
    with_persons: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said in words."""
        own = [words for one in self.seen for words in (one.where, one.not_seen_because, one.words, one.private)]
        return (self.where, self.what, self.next_steps, *own)


@dataclass(frozen=True)
class VoiceWritten:
    """What the child or somebody of the family said was written down: their words, the day, how they were asked."""

    child: str
    person: str
    on: date
    how: str
    words: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said in words."""
        return (self.words,)


@dataclass(frozen=True)
class VoiceAnswered:
    """What was done about what somebody said, and whether they were told; `voice` is the key of the VoiceWritten."""

    child: str
    voice: str
    on: date
    done: str
    was_told: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said in words."""
        return (self.done,)
