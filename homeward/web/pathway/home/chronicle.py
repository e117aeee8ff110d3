"""Tells the chronology from family time: each session that no visit tells of, so that it can be shown as evidence."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.urls import reverse

from homeward.practice.after.family_time import TOOK_PLACE_WORDS, TookPlace
from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import When
from homeward.web.chronology.naming import Told, mentioned, names_told
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.chronology.wording import is_too_young_to_say, said_or_showed
from homeward.web.pathway.models import FamilyTimeSession


def tell() -> None:
    """State that the chronology is told from family time."""
    tell_from(family_time_events, of_whom_family_time_tells)


def of_whom_family_time_tells(reader: Reader) -> Told:
    """Return with whom a child had family time."""
    return {row.person_id for row in _rows(reader)}, frozenset()


def family_time_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield a child's sessions that no visit tells of, as events; one query, and the names."""
    rows = _rows(reader)
    if not rows:
        return
    names = names_told(reader, {row.person_id for row in rows}, ())
    href = reverse("family_time", kwargs={"child_pk": reader.child.pk})
    for row in rows:
        if row.person_id in names:
            yield _event(reader, row, names, href)


def _rows(reader: Reader) -> list[FamilyTimeSession]:
    if Reach.SERVICE not in reader.reaches:
        return []
    rows = FamilyTimeSession.objects.standing().filter(child=reader.child, visit=None).select_related("entered_by")
    return reader.once("family time", lambda: list(rows))


def _event(reader: Reader, row: FamilyTimeSession, names: Mapping[UUID, str], href: str) -> ChronologyEvent:
    lines = [f"Family time. {TOOK_PLACE_WORDS[TookPlace(row.took_place)]}.", row.because, row.saw]
    if row.childs_words:
        is_shown = is_too_young_to_say(reader.child.person, row.on)
        lines.append(said_or_showed("The child", row.childs_words, is_shown=is_shown))
    return ChronologyEvent(
        key=f"family-time-{row.pk}",
        when=When(row.on),
        category=Category.FAMILY_TIME,
        what="\n".join(filter(None, lines)),
        knowledge=Knowledge.RECORD,
        known_from=row.seen_by or "family time",
        mentions=mentioned([row.person_id], names),
        origin=Origin.PATHWAY,
        by=row.entered_by.name if row.entered_by else "",
        href=href,
        written_at=row.entered_at,
    )
