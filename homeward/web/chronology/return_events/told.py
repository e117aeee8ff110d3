"""Tells the chronology from the return: reviews, and times when the child was missing; never retyped or corrected."""

from collections.abc import Iterator

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import Exactness, When
from homeward.sources.ssda903.codes import CODES
from homeward.web.chronology.models import ReturnEvent, ReturnEventKind
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from


def tell() -> None:
    """State that the chronology is told from the reviews and missing times of the return."""
    tell_from(return_events)


def return_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield the reviews and missing times of a child as the return tells them; one query."""
    if Reach.SERVICE not in reader.reaches:
        return
    for event in ReturnEvent.objects.filter(child=reader.child):
        is_review = event.kind == ReturnEventKind.REVIEW
        yield ChronologyEvent(
            key=f"return-{event.pk}",
            when=When(event.on, Exactness.DAY, event.until_on),
            category=Category.REVIEW if is_review else Category.MISSING,
            what=_review(event) if is_review else _missing(event),
            knowledge=Knowledge.RETURN,
            known_from="its table of reviews" if is_review else "its table of missing children",
            origin=Origin.RETURN,
        )


def _review(event: ReturnEvent) -> str:
    took_part = CODES["REVIEW_CODE"].get(event.code)
    if took_part is None:
        return "Review held."
    return f"Review held. How the child took part: {took_part.meaning or f'the return’s code {took_part.code}'}."


def _missing(event: ReturnEvent) -> str:
    known = CODES["MISSING"].get(event.code)
    said = (known.meaning if known else "") or "missing"
    end = "" if event.until_on else " The return does not say when this ended."
    return f"{said.capitalize()}.{end}"
