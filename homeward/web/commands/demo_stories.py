"""Fills the demo with the children's stories: events, visits, and what was said, by the actions that people use."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from homeward.invented.families import story_happenings as told
from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import Exactness, When
from homeward.web.accounts.models import User
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import HowAsked, LifeEvent, Visit, VisitKind, Voice, VoiceAnswer
from homeward.web.chronology.visits.actions import record_visit
from homeward.web.chronology.visits.details import SeenDetails, VisitDetails
from homeward.web.chronology.voices.actions import answer_voice, write_voice
from homeward.web.chronology.voices.details import AnswerDetails, VoiceDetails
from homeward.web.people.models import Child, Person


class Replay(Protocol):
    """What was written down so far: children by local id, people and whatever else by key."""

    children: dict[str, Child]
    made: dict[str, Any]

    def person(self, key: str) -> Person:
        """Return a person by key."""
        ...


def _event_written(self: Replay, what: told.EventWritten, by: User | None, on: date) -> LifeEvent:
    details = EventDetails(
        when=When(what.on, Exactness(what.exactness), what.until),
        what=what.what,
        category=Category(what.category),
        knowledge=Knowledge(what.knowledge),
        concerns=tuple(ConcernDetails(self.children[one.child], one.meant, one.private) for one in what.concerned),
        known_from=what.known_from,
        mentions=tuple(self.person(key) for key in what.mentions),
        reach=Reach(what.reach),
        place=what.place,
    )
    file_read = self.made[what.file_read] if what.file_read else None
    return add_event(child=self.children[what.child], details=details, by=by, file_read=file_read)


def _visit_recorded(self: Replay, what: told.VisitRecorded, by: User | None, on: date) -> Visit:
    details = VisitDetails(
        on=what.on,
        at=what.at,
        kind=VisitKind(what.kind),
        what=what.what,
        visited=tuple(_seen(self, one) for one in what.seen),
        where=what.where,
        next_steps=what.next_steps,
        with_persons=tuple(self.person(key) for key in what.with_persons),
    )
    return record_visit(child=self.children[what.child], details=details, by=by)


def _seen(self: Replay, one: told.SeenChild) -> SeenDetails:
    return SeenDetails(
        child=self.children[one.child],
        is_seen=one.is_seen,
        is_alone=one.is_alone,
        where=one.where,
        not_seen_because=one.not_seen_because,
        childs_words=one.words,
        private=one.private,
    )


def _voice_written(self: Replay, what: told.VoiceWritten, by: User | None, on: date) -> Voice:
    details = VoiceDetails(person=self.person(what.person), on=what.on, how=HowAsked(what.how), words=what.words)
    return write_voice(child=self.children[what.child], details=details, by=by)


def _voice_answered(self: Replay, what: told.VoiceAnswered, by: User | None, on: date) -> VoiceAnswer:
    details = AnswerDetails(on=what.on, done=what.done, was_told=what.was_told)
    return answer_voice(child=self.children[what.child], voice=self.made[what.voice], details=details, by=by)


STORY_WRITERS: Mapping[type, Callable[[Replay, Any, Any, date], Any]] = MappingProxyType(
    {
        told.EventWritten: _event_written,
        told.VisitRecorded: _visit_recorded,
        told.VoiceWritten: _voice_written,
        told.VoiceAnswered: _voice_answered,
    }
)
"""What writes each kind of thing that a child's story is told from."""
