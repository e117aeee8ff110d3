"""Tells the chronology from visits: whether the child was seen, what happened, and the child's own words in quotes."""

from collections.abc import Iterator

from django.urls import reverse

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import When
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.chronology.visits.queries import ToldVisit, of_whom_visits_tell, visits_told
from homeward.web.chronology.wording import said_or_showed


def tell() -> None:
    """State that the chronology is told from visits."""
    tell_from(visit_events, of_whom_visits_tell)


def visit_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield the visits of a child as events; as many queries as `visits_told`."""
    for told in visits_told(reader):
        yield _event(reader, told)


def _event(reader: Reader, told: ToldVisit) -> ChronologyEvent:
    visit = told.visit
    return ChronologyEvent(
        key=f"visit-{visit.pk}",
        when=When(visit.on, at=visit.at),
        category=Category.VISIT,
        what=_what(told),
        knowledge=Knowledge.SEEN,
        private=told.own.private,
        mentions=told.others,
        siblings=told.siblings,
        reach=Reach(visit.reach),
        origin=Origin.VISIT,
        by=visit.entered_by.name if visit.entered_by else "",
        written_at=visit.entered_at,
        href=reverse("visit", kwargs={"child_pk": reader.child.pk, "pk": visit.pk}),
    )


def _what(told: ToldVisit) -> str:
    """Return the visit in words, what it was first, then line by line what happened, what was said, what comes next."""
    first = ". ".join(words for words in (told.kind_in_words, told.seen_in_words) if words)
    words, steps = told.own.childs_words, told.visit.next_steps
    lines = [f"{first}.", told.visit.what]
    lines += [said_or_showed("The child", words, is_shown=told.is_shown)] if words else []
    lines += [f"Next: {steps}"] if steps else []
    return "\n".join(lines)
