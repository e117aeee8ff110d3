"""What the record knows of a factor already: it is shown rather than asked, and an earlier failed return is counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from homeward.practice.assessment import Said, SaidBy
from homeward.practice.chronology.event import CATEGORY_WORDS, Category, ChronologyEvent, Knowledge
from homeward.practice.chronology.when import Exactness, When
from homeward.practice.classification import Rating
from homeward.practice.instruments.factor import Factor
from homeward.web.accounts.models import User
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.care.queries import PeriodInCare
from homeward.web.people.models import Child

FAILED_RETURN = "earlier_failed_return"
BORN = "record-born"
"""The key under which the date of birth is evidence: it is no event of the chronology."""
VOICE = "voice-"
"""With this begin the keys of what somebody said in their own words."""
_HOME = frozenset({"E4", "E4A", "E4B", "E13"})
"""The return's reasons why care ended that say the child went to live with parents or relatives."""
_WITH_PARENTS = "P1"
_LIKELY: Mapping[str, tuple[Category, ...]] = MappingProxyType(
    {
        "maltreated_before": (Category.HARM,),
        "long_neglect": (Category.HARM, Category.HEALTH),
        "earlier_failed_return": (Category.PLACEMENT, Category.LEGAL),
        "behaviour": (Category.HEALTH, Category.MISSING, Category.EDUCATION),
        "school_trouble": (Category.EDUCATION,),
        "substance_misuse": (Category.HARM, Category.SUPPORT, Category.POLICE),
        "mental_health": (Category.HEALTH, Category.SUPPORT),
        "domestic_abuse": (Category.POLICE, Category.HARM),
        "family_time_goes_well": (Category.FAMILY_TIME,),
        "household_changed": (Category.FAMILY, Category.PLACEMENT),
        "people_round_the_family": (Category.FAMILY, Category.STRENGTH),
        "specialist_help": (Category.SUPPORT,),
        "help_ends_early": (Category.SUPPORT,),
    }
)
"""Of which kind events are likely that show a factor; of the others any may be."""


@dataclass(frozen=True)
class Known:
    """What the record knows of a factor, in sentences."""

    sentences: tuple[str, ...]


def events_to_show(user: User, child: Child) -> list[ChronologyEvent]:
    """Return all that can be linked as evidence as somebody may read it: the chronology, and the date of birth."""
    person = child.person
    born = []
    if person.born_on and person.born_exactly in tuple(Exactness):
        when = When(person.born_on, Exactness(person.born_exactly))
        born = [ChronologyEvent(BORN, when, Category.FAMILY, "Born.", Knowledge.RECORD, "date of birth")]
    return [*born, *chronology_of(user, child)]


def likely(factor: Factor) -> tuple[Category, ...]:
    """Return of which kinds the events are that are likely to show a factor; empty where it may be any."""
    return _LIKELY.get(factor.id, ())


def known_of(factor: Factor, events: Sequence[ChronologyEvent]) -> Known:
    """Return what the record knows of a factor by the events that a reader may see."""
    kinds = likely(factor)
    return Known(tuple(_counted(kind, [one for one in events if one.category == kind]) for kind in kinds))


def _counted(kind: Category, found: Sequence[ChronologyEvent]) -> str:
    title = CATEGORY_WORDS[kind]
    if not found:
        return f"{title}: nothing is written in the chronology."
    times = "one event" if len(found) == 1 else f"{len(found)} events"
    return (
        f"{title}: {times} in the chronology, the last of {max(found, key=lambda one: one.when.order).when.in_words}."
    )


def said_by_record(periods: Iterable[PeriodInCare]) -> Mapping[tuple[str, str], tuple[Said, ...]]:
    """Return what a child's care history says of factors by itself: that an earlier return failed."""
    keys = tuple(dict.fromkeys(_failed_returns(periods)))
    if not keys:
        return {}
    words = "The care history shows that the child went home, and came back into care."
    on, last = keys[-1]
    said = Said(Rating.PRESENT, SaidBy.RECORD, words, tuple(key for key, _ in keys), last, "", on)
    return {(FAILED_RETURN, ""): (said,)}


def _failed_returns(periods: Iterable[PeriodInCare]) -> Iterator[tuple[str, date]]:
    """Yield the events that show a failed return, with their day: care ended by going home and began again.

    A placement with parents from which the child moved elsewhere in care is one too.
    """
    before: PeriodInCare | None = None
    for period in periods:
        if before is not None and before.last.reason_ceased in _HOME and before.ended_on:
            yield f"left-{before.last.pk}", before.ended_on
            yield f"began-{period.episodes[0].pk}", period.began_on
        for one, following in zip(period.episodes, period.episodes[1:], strict=False):
            if one.place == _WITH_PARENTS and following.place != _WITH_PARENTS:
                yield f"began-{one.pk}", one.decom_on
                yield f"began-{following.pk}", following.decom_on
        before = period
