"""Reads what is said in a child's record, person by person, and since when somebody has not been heard."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from homeward.web.chronology.models import Voice, VoiceAnswer
from homeward.web.chronology.naming import names_told
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.visits.queries import ToldVisit, visits_told
from homeward.web.chronology.wording import is_too_young_to_say
from homeward.web.people.family.queries import Relative, relatives_of
from homeward.web.people.models import Kinship, Person
from homeward.web.people.permissions import hidden_persons

NOT_HEARD_DAYS = 60
"""Whoever was not heard for more days than these was silent for long."""
PARENTS = frozenset({Kinship.MOTHER, Kinship.FATHER, Kinship.PARENT, Kinship.ADOPTIVE_PARENT})


@dataclass(frozen=True)
class Said:
    """Something that somebody said on a day: in a Voice of its own, or as the child's words in a visit.

    `is_shown` where the child was too young to say it, and what is written is what they showed.
    """

    on: date
    words: str
    how: str
    by: str
    voice: Voice | None = None
    visit: ToldVisit | None = None
    is_shown: bool = False

    @property
    def answers(self) -> tuple[VoiceAnswer, ...]:
        """What was done about it, the earliest first."""
        return tuple(self.voice.answers.all()) if self.voice else ()


@dataclass(frozen=True)
class Heard:
    """One person and what they said, the latest first. `who` says what they are to the child, or that it is the child.

    `is_awaited` says of the child and of each living parent that their silence matters.
    """

    person_pk: UUID
    name: str
    who: str
    is_awaited: bool
    said: tuple[Said, ...]

    def is_long_silent(self, today: date) -> bool:
        """Tell whether the person was never heard, or not for long."""
        return not self.said or (today - self.said[0].on).days > NOT_HEARD_DAYS

    def silence_in_words(self, today: date) -> str:
        """Return since when the person has not been heard: "Not heard since 3 May 2026: 61 days"; empty for today."""
        if not self.said:
            return "Never heard, as far as is written down here."
        last_on = self.said[0].on
        days = (today - last_on).days
        since = f"Not heard since {last_on.day} {last_on:%B %Y}"
        return f"{since}: {days} {'day' if days == 1 else 'days'}." if days > 0 else ""


def heard(reader: Reader, today: date) -> list[Heard]:
    """Return what is said in a child's record and open to the reader, person by person: the child first, then parents.

    The child and the parents stand there even if they said nothing; a fixed number of queries.
    """
    said = _said_by_person(reader)
    relatives = {one.person.pk: one for one in relatives_of(reader.user, reader.child, today)}
    names = names_told(reader, {*said, *relatives, reader.child.person_id}, ())
    parents = [pk for pk, one in relatives.items() if _is_living_parent(one)]
    others = sorted(said.keys() - {reader.child.person_id, *parents}, key=lambda pk: names.get(pk, ""))
    found = []
    for pk in (reader.child.person_id, *parents, *others):
        if pk in names:
            is_child = pk == reader.child.person_id
            who = "the child" if is_child else relatives[pk].words if pk in relatives else ""
            found.append(Heard(pk, names[pk], who, is_child or pk in parents, _latest_first(said[pk])))
    return found


def open_voices(reader: Reader) -> QuerySet[Voice]:
    """Return what stands as said in a child's record and is open to the reader, the latest first.

    What somebody said of whom the reader may not be told is left out, as where voices are listed.
    """
    found = Voice.objects.standing().filter(reader.open_to_them(), child=reader.child)
    if not reader.relations:
        return found.none()
    hidden = Person.objects.filter(hidden_persons(reader.user)).values("pk")
    found = found.exclude(person__in=hidden)
    return found.select_related("entered_by").order_by("-on", "-entered_at")


def _said_by_person(reader: Reader) -> defaultdict[UUID, list[Said]]:
    found: defaultdict[UUID, list[Said]] = defaultdict(list)
    for voice in open_voices(reader).prefetch_related("answers__entered_by"):
        by = voice.entered_by.name if voice.entered_by else ""
        is_shown = is_shown_only(reader, voice)
        said = Said(voice.on, voice.words, how_in_words(voice), by, voice=voice, is_shown=is_shown)
        found[voice.person_id].append(said)
    for told in visits_told(reader):
        if told.own.childs_words:
            by = told.visit.entered_by.name if told.visit.entered_by else ""
            how = f"In a visit or contact: {told.kind_in_words}"
            said = Said(told.visit.on, told.own.childs_words, how, by, visit=told, is_shown=told.is_shown)
            found[reader.child.person_id].append(said)
    return found


def is_shown_only(reader: Reader, voice: Voice) -> bool:
    """Tell whether it was the child of the record, and too young on that day to say it in words."""
    child = reader.child.person
    return voice.person_id == child.pk and is_too_young_to_say(child, voice.on)


def how_in_words(voice: Voice) -> str:
    """Return how somebody came to say something: "Asked alone: at the kitchen table"."""
    how = voice.get_how_display()
    return f"{how}: {voice.how_words}" if voice.how_words else how


def _is_living_parent(one: Relative) -> bool:
    return one.kind in PARENTS and one.person.died_on is None


def _latest_first(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(sorted(said, key=lambda one: one.on, reverse=True))
