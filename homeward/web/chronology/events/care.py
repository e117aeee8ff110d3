"""Tells the chronology from a child's looked-after history; what stands there is changed there, and never retyped."""

from collections.abc import Iterator

from django.urls import reverse

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import When
from homeward.web.chronology.events.care_in_plain_words import began_plainly, changed_plainly, left_plainly
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.people.care.queries import PeriodInCare, episodes_of, in_words, periods_of
from homeward.web.people.models import CareEpisode, EpisodeSource


def tell() -> None:
    """State that the chronology is told from the looked-after history."""
    tell_from(care_events)


def care_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield what the care history says happened: care began, changed or ended; one query. Short breaks are left out."""
    if Reach.SERVICE not in reader.reaches:
        return
    href = reverse("care", kwargs={"child_pk": reader.child.pk})
    for period in periods_told(reader):
        before: CareEpisode | None = None
        for episode in period.episodes:
            yield _began(episode, before, href)
            before = episode
        if period.ended_on:
            yield _left(period, href)


def periods_told(reader: Reader) -> list[PeriodInCare]:
    """Return the periods of care of the reader's child, asked for once in one telling."""
    return reader.once("periods in care", lambda: periods_of(episodes_of(reader.child)))


def _began(episode: CareEpisode, before: CareEpisode | None, href: str) -> ChronologyEvent:
    place, status = in_words("place", episode.place), in_words("legal_status", episode.legal_status)
    is_new_status = before is not None and before.legal_status != episode.legal_status
    is_move = not is_new_status or _is_move(episode)
    plain = changed_plainly(episode, is_move=is_move, is_new_status=is_new_status)
    if before is None:
        said, category = f"Became looked after: {place}. Legal status: {status}.", Category.PLACEMENT
        plain = began_plainly(episode)
    elif not is_move:
        said, category = f"Legal status changed to: {status}.", Category.LEGAL
    else:
        new_status = f" Legal status changed to: {status}." if is_new_status else ""
        said, category = f"Moved: {place}.{new_status}", Category.PLACEMENT
    return _event(episode, f"began-{episode.pk}", When(episode.decom_on), (category, said, plain), href)


def _is_move(episode: CareEpisode) -> bool:
    """Tell whether the reason for a new episode says that the child moved: the return's RNE P, T or B, U."""
    return episode.reason_new_episode in ("P", "B", "T", "U")


def _left(period: PeriodInCare, href: str) -> ChronologyEvent:
    last = period.last
    why = in_words("reason_ceased", last.reason_ceased) if last.reason_ceased else "the reason is not recorded"
    said = f"Stopped being looked after: {why}."
    told = Category.PLACEMENT, said, left_plainly(last)
    return _event(last, f"left-{last.pk}", When(period.ended_on), told, href)


def _event(episode: CareEpisode, key: str, when: When, told: tuple[Category, str, str], href: str) -> ChronologyEvent:
    is_imported = episode.source == EpisodeSource.IMPORTED
    category, said, plain = told
    return ChronologyEvent(
        key=key,
        when=when,
        category=category,
        what=said,
        knowledge=Knowledge.RETURN if is_imported else Knowledge.RECORD,
        known_from="" if is_imported else "care history",
        origin=Origin.EPISODE,
        href=href,
        plain=plain,
    )
