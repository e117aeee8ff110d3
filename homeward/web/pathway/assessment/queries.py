"""Reads an assessment of a return home as one value, as somebody may see it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from homeward.practice.assessment import (
    Assessment,
    HelpOffered,
    Offered,
    Parent,
    Said,
    SaidBy,
    Shown,
    Viewed,
    WarningToAnswer,
    weigh,
    with_warnings,
)
from homeward.practice.classification import Change, Rating, Wish
from homeward.practice.instruments.shelf import instrument
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Voice, Written
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.voices.queries import how_in_words, open_voices
from homeward.web.pathway.assessment.known import VOICE, said_by_record
from homeward.web.pathway.models import (
    AssessedParent,
    FactorRating,
    HelpToTakePart,
    ParentChange,
    PathwayStart,
    ReturnView,
    WarningAnswer,
)
from homeward.web.people.care.queries import periods_of_children
from homeward.web.people.models import Person
from homeward.web.people.permissions import hidden_persons

RETURN_HOME = instrument("return_home")
NOT_TOLD = "somebody of whom you may not be told"
NOT_OPEN = "Words that you may not open, or that were corrected since."


@dataclass(frozen=True)
class _Eyes:
    """What a reader may be told: names by the person's id, and voices by theirs. `is_machine` sees no words."""

    names: Mapping[UUID, str]
    voices: Mapping[UUID, Voice]
    is_machine: bool

    def name(self, person: UUID | None) -> str:
        """Return somebody's name as it is told to the reader."""
        if person is None or self.is_machine:
            return ""
        return self.names.get(person, NOT_TOLD)

    def may_read_of(self, person: UUID | None) -> bool:
        """Tell whether the reader may be told of somebody."""
        return self.is_machine or person is None or person in self.names

    def own_words(self, voices: Iterable[UUID]) -> str:
        """Return what was said in somebody's own words, as far as it is open to the reader."""
        if self.is_machine:
            return ""
        return "; ".join(self.voices[one].words if one in self.voices else NOT_OPEN for one in voices)

    def said(self, person: UUID | None, words: str) -> str:
        """Return words about somebody, or that they are not open to the reader."""
        return words if self.may_read_of(person) else NOT_OPEN


@dataclass(frozen=True)
class _Held:
    """All that is stored of the assessment of one way."""

    parents: tuple[AssessedParent, ...]
    ratings: tuple[FactorRating, ...]
    changes: tuple[ParentChange, ...]
    views: tuple[ReturnView, ...]
    helps: tuple[HelpToTakePart, ...]
    answers: tuple[WarningAnswer, ...]
    by_record: Mapping[tuple[str, str], tuple[Said, ...]]

    @property
    def persons(self) -> set[UUID]:
        """The ids of the persons of whom something is written."""
        return {row.person_id for row in (*self.parents, *self.views, *self.helps) if row.person_id}

    @property
    def voices(self) -> set[UUID]:
        """The ids of what was said in somebody's own words and is linked."""
        return {row.voice_id for row in self.views if row.voice_id}.union(*map(_voices_of, self.ratings))


def assessment_of(start: PathwayStart, today: date, user: User | None) -> Assessment:
    """Return the assessment of a way as it stands on a day; ten queries, and five more where somebody reads it.

    Without a reader (None) it holds no names and no words of voices: enough to tell what is found and missing.
    """
    held = _held([start], today)[start.pk]
    return _assessment(held, _eyes(start, user, held.persons | {start.child.person_id}, held.voices))


def assessments_of(starts: Iterable[PathwayStart], today: date) -> Mapping[UUID, Assessment]:
    """Return the assessments of some ways, without a reader, by the id of the start; ten queries for all of them."""
    eyes = _Eyes({}, {}, is_machine=True)
    return {pk: _assessment(held, eyes) for pk, held in _held(starts, today).items()}


def _assessment(held: _Held, eyes: _Eyes) -> Assessment:
    of_parents = tuple(Parent(str(row.person_id), eyes.name(row.person_id)) for row in held.parents)
    assessed = {row.person_id for row in held.parents}
    shown = tuple(_shown(row, eyes) for row in held.changes if row.parent_id in assessed)
    viewed = tuple(_viewed(row, eyes) for row in held.views)
    weighed = weigh(RETURN_HOME.factors, of_parents, _said(held, eyes), shown, viewed)
    helped = tuple(_helped(row, eyes) for row in held.helps)
    answers = dict(map(_answer, held.answers))
    return with_warnings(Assessment(weighed, shown, viewed, helped, (), of_parents), answers)


def _held(starts: Iterable[PathwayStart], today: date) -> Mapping[UUID, _Held]:
    """Return what is stored of the assessments of some ways, by the id of the start; ten queries for all of them."""
    told = list(starts)
    children = [start.child_id for start in told]
    parents = _by_start(AssessedParent.objects.standing(), told)
    ratings = _by_start(_rows(FactorRating, today).prefetch_related("evidence"), told)
    changes = _by_start(_rows(ParentChange, today).prefetch_related("evidence"), told)
    # What somebody wants rests on their own words: where these are struck out, they are asked again.
    views = _by_start(_rows(ReturnView, today).exclude(voice__struck_at__isnull=False), told)
    helps = _by_start(_rows(HelpToTakePart, today), told)
    answers, periods = _by_start(_rows(WarningAnswer, today), told), periods_of_children(children)
    return {
        start.pk: _Held(
            parents[start.pk],
            ratings[start.pk],
            changes[start.pk],
            views[start.pk],
            helps[start.pk],
            answers[start.pk],
            said_by_record(periods.get(start.child_id, [])),
        )
        for start in told
    }


def _by_start(written: QuerySet[Any], starts: Sequence[PathwayStart]) -> Mapping[UUID, tuple[Any, ...]]:
    """Return what was written of each of some ways, in its own order, by the id of the start."""
    found: dict[UUID, list[Any]] = {start.pk: [] for start in starts}
    for row in written.filter(start__in=list(found)):
        found[row.start_id].append(row)
    return {pk: tuple(rows) for pk, rows in found.items()}


def _voices_of(row: FactorRating) -> set[UUID]:
    """Return the ids of what was said in somebody's own words and shows what was found of a factor."""
    keys = (link.event_key for link in row.evidence.all())
    return {UUID(key.removeprefix(VOICE)) for key in keys if key.startswith(VOICE)}


def _rows(model: type[Written], today: date) -> QuerySet[Any]:
    return model.objects.standing().filter(on__lte=today).select_related("entered_by")


def _eyes(start: PathwayStart, user: User | None, persons: Iterable[UUID], voices: Iterable[UUID]) -> _Eyes:
    if user is None:
        return _Eyes({}, {}, is_machine=True)
    told = Person.objects.filter(pk__in=list(persons)).exclude(hidden_persons(user))
    names = {person.pk: person.shown_name for person in told.select_related("child").prefetch_related("names")}
    linked = list(voices)
    open_to_reader = open_voices(reader_of(user, start.child)).filter(pk__in=linked) if linked else Voice.objects.none()
    return _Eyes(names, {voice.pk: voice for voice in open_to_reader}, is_machine=False)


def _said(held: _Held, eyes: _Eyes) -> Mapping[tuple[str, str], tuple[Said, ...]]:
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for key, of_record in held.by_record.items():
        found[key] += of_record
    for row in held.ratings:
        found[row.factor, str(row.parent_id or "")].append(
            Said(
                rating=Rating(row.rating),
                said_by=SaidBy(row.said_by),
                words=eyes.said(row.parent_id, row.words or eyes.own_words(_voices_of(row))),
                evidence=tuple(link.event_key for link in row.evidence.all()),
                on=row.on,
                by=_by(row),
                key=str(row.pk),
                name=row.name,
                by_id=str(row.entered_by_id or ""),
            )
        )
    return {key: tuple(accounts) for key, accounts in found.items()}


def _shown(row: ParentChange, eyes: _Eyes) -> Shown:
    words = ("must_change", "motivation", "in_two_minds", "offered", "done")
    return Shown(
        parent=eyes.name(row.parent_id),
        **{name: eyes.said(row.parent_id, getattr(row, name)) for name in words},
        lasted_since=row.lasted_since_on,
        change=Change(row.change),
        evidence=tuple(link.event_key for link in row.evidence.all()),
        on=row.on,
        by=_by(row),
        key=str(row.pk),
        parent_id=str(row.parent_id),
        seen_apart=row.seen_apart,
    )


def _viewed(row: ReturnView, eyes: _Eyes) -> Viewed:
    voice = eyes.voices.get(row.voice_id)
    words = voice.words if voice else row.words if row.voice_id is None else "" if eyes.is_machine else NOT_OPEN
    return Viewed(
        whose=SaidBy(row.whose),
        name=row.name or eyes.name(row.person_id),
        wish=Wish(row.wish) if row.wish else None,
        words=eyes.said(row.person_id, words),
        on=row.on,
        how=eyes.said(row.person_id, row.how or (how_in_words(voice) if voice else "")),
        key=str(row.pk),
        parent_id=str(row.person_id) if row.whose == SaidBy.PARENT else "",
        evidence=(f"voice-{row.voice_id}",) if row.voice_id else (),
        by=_by(row),
    )


def _helped(row: HelpToTakePart, eyes: _Eyes) -> HelpOffered:
    return HelpOffered(
        whom=eyes.name(row.person_id),
        advocate=Offered(row.advocate),
        interpreter=Offered(row.interpreter),
        communication=Offered(row.communication),
        words=eyes.said(row.person_id, row.words),
        key=str(row.pk),
        person_id=str(row.person_id),
        on=row.on,
        by=_by(row),
    )


def _answer(row: WarningAnswer) -> tuple[tuple[str, str], WarningToAnswer]:
    parent = str(row.parent_id or "")
    told = WarningToAnswer(row.warning, "", "", (), row.answer, _by(row), row.on, parent_id=parent, key=str(row.pk))
    return (row.warning, parent), told


def _by(row: Written) -> str:
    return row.entered_by.name if row.entered_by else ""
