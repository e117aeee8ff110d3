"""Tells the chronology from what child and parents say, in their own words."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.urls import reverse

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import When
from homeward.web import clock
from homeward.web.chronology.models import Voice
from homeward.web.chronology.naming import mentioned, names_told
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.chronology.voices.queries import PARENTS, how_in_words, open_voices
from homeward.web.people.family.queries import relatives_of
from homeward.web.people.models import Kinship


def tell() -> None:
    """State that the chronology is told from what people say."""
    tell_from(voice_events)


def voice_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield what stands as said in a child's record and is open to the reader; a fixed number of queries."""
    voices = list(open_voices(reader))
    if not voices:
        return
    kinds = {one.person.pk: one.kind for one in relatives_of(reader.user, reader.child, clock.today())}
    names = names_told(reader.user, {voice.person_id for voice in voices}, ())
    for voice in voices:
        if voice.person_id in names:
            yield _event(reader, voice, names, _known_from(reader, voice, kinds))


def _event(reader: Reader, voice: Voice, names: Mapping[UUID, str], knowledge: Knowledge) -> ChronologyEvent:
    others = [voice.person_id] if voice.person_id != reader.child.person_id else []
    return ChronologyEvent(
        key=f"voice-{voice.pk}",
        when=When(voice.on),
        category=Category.VOICE,
        what=f"{names[voice.person_id]} said: “{voice.words}”",
        knowledge=knowledge,
        known_from=how_in_words(voice),
        mentions=mentioned(others, names),
        reach=Reach(voice.reach),
        origin=Origin.VOICE,
        by=voice.entered_by.name if voice.entered_by else "",
        href=f"{reverse('voices', kwargs={'child_pk': reader.child.pk})}#said-{voice.pk}",
    )


def _known_from(reader: Reader, voice: Voice, kinds: Mapping[UUID, Kinship]) -> Knowledge:
    """Return who told it: whoever is no kin of the child was heard by the writer."""
    if voice.person_id == reader.child.person_id:
        return Knowledge.CHILD
    kind = kinds.get(voice.person_id)
    if kind is None:
        return Knowledge.SEEN
    if kind in PARENTS:
        return Knowledge.PARENT
    return Knowledge.CARER if kind == Kinship.CARER else Knowledge.RELATIVE
