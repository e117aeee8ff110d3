"""Tells the chronology from what child and parents say, in their own words."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.urls import reverse

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import When
from homeward.web import clock
from homeward.web.chronology.models import Voice
from homeward.web.chronology.naming import Told, mentioned, names_told
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.chronology.voices.queries import PARENTS, how_in_words, is_shown_only, open_voices
from homeward.web.chronology.wording import said_or_showed
from homeward.web.people.family.queries import kinds_of
from homeward.web.people.models import Kinship


def tell() -> None:
    """State that the chronology is told from what people say."""
    tell_from(voice_events, _of_whom)


def voice_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield what stands as said in a child's record and is open to the reader; two queries, and the names."""
    voices = _kept(reader)
    if not voices:
        return
    kinds = kinds_of(reader.child, clock.today())
    names = names_told(reader, *_of_whom(reader))
    for voice in voices:
        if voice.person_id in names:
            yield _event(reader, voice, names, _known_from(reader, voice, kinds))


def _kept(reader: Reader) -> list[Voice]:
    return reader.once("voices", lambda: list(open_voices(reader)))


def _of_whom(reader: Reader) -> Told:
    """Return who said something."""
    return {voice.person_id for voice in _kept(reader)}, ()


def _event(reader: Reader, voice: Voice, names: Mapping[UUID, str], knowledge: Knowledge) -> ChronologyEvent:
    others = [voice.person_id] if voice.person_id != reader.child.person_id else []
    return ChronologyEvent(
        key=f"voice-{voice.pk}",
        when=When(voice.on),
        category=Category.VOICE,
        what=said_or_showed(names[voice.person_id], voice.words, is_shown=is_shown_only(reader, voice)),
        knowledge=knowledge,
        known_from=how_in_words(voice),
        mentions=mentioned(others, names),
        reach=Reach(voice.reach),
        origin=Origin.VOICE,
        by=voice.entered_by.name if voice.entered_by else "",
        written_at=voice.entered_at,
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
