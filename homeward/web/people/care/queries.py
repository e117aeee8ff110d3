"""Reads a child's looked-after history: episodes in words, periods of care, and where the child is now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from homeward.sources.ssda903.codes import CODES, CONTINUES, RESPITE, Code
from homeward.web.people.care.checking import EpisodeDetails
from homeward.web.people.models import CareEpisode, Child

DETAILS = tuple(field.name for field in fields(EpisodeDetails))
"""The fields of an episode that the return tells."""

CODE_SETS = {
    "reason_new_episode": "RNE",
    "legal_status": "LS",
    "need": "CIN",
    "place": "PLACE",
    "place_provider": "PLACE_PROVIDER",
    "reason_ceased": "REC",
    "reason_place_change": "REASON_PLACE_CHANGE",
}
"""The return's code set for each field of `CareEpisode` that holds a code."""


@dataclass(frozen=True)
class PeriodInCare:
    """A run of episodes without a gap: first day, last day (None while it lasts), and its episodes in order."""

    began_on: date
    ended_on: date | None
    episodes: tuple[CareEpisode, ...]

    @property
    def last(self) -> CareEpisode:
        """The episode with which the period ended, or in which the child is."""
        return self.episodes[-1]


def in_words(field: str, code: str) -> str:
    """Return a code of an episode's field as the reader of returns puts it; the code itself where none is known."""
    known = CODES[CODE_SETS[field]].get(code)
    return known.meaning if known and known.meaning else code


def every_choice(field: str, year: int) -> list[tuple[str, str]]:
    """Return every code of a field with words, for a history of many years: those of a year's return come first.

    The code stands in brackets, and with a code that is gone the last return that could hold it.
    """
    codes = sorted(CODES[CODE_SETS[field]].values(), key=lambda code: not code.is_valid_in(year))
    return [(code.code, f"{_capital(code.meaning or code.code)} ({_with_years(code, year)})") for code in codes]


def _with_years(code: Code, year: int) -> str:
    gone = code.to_year is not None and code.to_year < year
    return f"{code.code}, in returns until {code.to_year}" if gone else code.code


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def struck_episodes_of(child: Child) -> list[CareEpisode]:
    """Return a child's episodes that were struck out, the last struck first, with who did so; one query."""
    struck = child.episodes.exclude(struck_at=None).select_related("struck_by", "entered_by")
    return list(struck.order_by("-struck_at", "decom_on"))


def episodes_of(child: Child) -> list[CareEpisode]:
    """Return a child's standing episodes in order, each with its household; one query."""
    return list(child.episodes.filter(struck_at=None).select_related("household").order_by("decom_on"))


def periods_of(episodes: Iterable[CareEpisode]) -> list[PeriodInCare]:
    """Return the periods of care that a child's episodes (in order) make; short breaks (V3, V4) are left out.

    A period goes on where an episode begins on the day on which the one before ended.
    """
    runs: list[list[CareEpisode]] = []
    for episode in episodes:
        if episode.legal_status in RESPITE:
            continue
        if runs and runs[-1][-1].dec_on == episode.decom_on:
            runs[-1].append(episode)
        else:
            runs.append([episode])
    return [PeriodInCare(run[0].decom_on, run[-1].dec_on, tuple(run)) for run in runs]


def periods_of_children(children: Iterable[UUID]) -> Mapping[UUID, list[PeriodInCare]]:
    """Return the periods of care of each of some children who were ever in care, by the child's id; one query."""
    by_child: dict[UUID, list[CareEpisode]] = defaultdict(list)
    episodes = CareEpisode.objects.filter(child__in=list(children), struck_at=None)
    for episode in episodes.order_by("decom_on"):
        by_child[episode.child_id].append(episode)
    return {child: periods_of(told) for child, told in by_child.items()}


def care_on(periods: Sequence[PeriodInCare], day: date) -> CareEpisode | None:
    """Return the episode in which a child is on a day; None where the child is not looked after then."""
    for period in reversed(periods):
        for episode in reversed(period.episodes):
            if episode.decom_on <= day and (episode.dec_on is None or day < episode.dec_on):
                return episode
    return None


def placed_since(period: PeriodInCare, episode: CareEpisode) -> date:
    """Return since when a child has lived where they live in an episode: changes of legal status alone are no move."""
    since, later = episode.decom_on, episode
    for before in reversed(period.episodes[: period.episodes.index(episode)]):
        if later.reason_new_episode != "L" or before.reason_ceased not in (CONTINUES, ""):
            break
        since, later = before.decom_on, before
    return since


def details_of(row: CareEpisode) -> EpisodeDetails:
    """Return a stored episode's days and codes."""
    return EpisodeDetails(**{name: getattr(row, name) for name in DETAILS})
