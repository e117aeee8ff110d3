"""Reads what a child’s page shows at a glance: where and with whom the child is, by which order, who works there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import prefetch_related_objects

from homeward.charts.journey_strip import JourneyStrip
from homeward.law.duty import Due
from homeward.web.accounts.models import User
from homeward.web.people.care.queries import PeriodInCare, care_on, episodes_of, in_words, periods_of, placed_since
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    CareEpisode,
    Child,
    ContactLeave,
    Household,
    HouseholdMembership,
    KeyWorker,
    MayBeContacted,
    NetworkMember,
    NotToBeTold,
    ParentalResponsibility,
    Person,
)
from homeward.web.people.network.queries import name_of
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.record.journey import strip_of_periods
from homeward.web.people.record.next_due import first_review_due
from homeward.web.people.record.warnings import Warn, warnings_of
from homeward.web.people.teams.queries import workers_of


@dataclass(frozen=True)
class Care:
    """A child's care on a day, in words, with since when."""

    place: str
    placed_since: date
    status: str
    status_since: date
    began_on: date


@dataclass(frozen=True)
class Glance:
    """What a child's page shows. `care` is None where the child is not looked after.

    `home` is the household of the placement or, where none is recorded, the one in which the child is said to live.
    `with_whom` are names, of persons and of foster carers. `responsible` are names with the basis in words.
    `left_care` is the last period of care, where it has ended.
    """

    care: Care | None
    left_care: PeriodInCare | None
    home: Household | None
    with_whom: tuple[str, ...]
    workers: tuple[Allocation, ...]
    key_worker: str
    responsible: tuple[tuple[str, str], ...]
    warnings: tuple[Warn, ...]
    strip: JourneyStrip | None
    next_review: Due | None

    def workers_as(self, role: AllocatedAs) -> tuple[Allocation, ...]:
        """Return who works with the child as something."""
        return tuple(worker for worker in self.workers if worker.allocated_as == role)


def glance_at(user: User, child: Child, on: date) -> Glance:
    """Return a child's page for somebody who may open it; ten queries, however long the history."""
    periods = periods_of(episodes_of(child))
    episode = care_on(periods, on)
    members = _members(child, episode, on)
    held = list(ParentalResponsibility.objects.on(on).filter(child=child).select_related("agency"))
    secrets = list(NotToBeTold.objects.on(on).filter(child=child))
    shunned = list(MayBeContacted.objects.on(on).filter(child=child, may=ContactLeave.NO))
    key_worker = _key_worker(child, on)
    persons = _persons(user, [fact.person_id for fact in (*members, *held, *secrets, *shunned)])
    known = [key_worker.person] if key_worker and key_worker.person else []
    prefetch_related_objects([child.person, *persons, *known], "names")
    names = {person.pk: person.shown_name for person in persons}
    workers = tuple(workers_of(child, on))
    care = _care(periods, episode)
    return Glance(
        care=care,
        left_care=periods[-1] if periods and periods[-1].ended_on and not care else None,
        home=episode.household if episode and episode.household else _own_home(members, child),
        with_whom=tuple(dict.fromkeys(_with_whom(members, workers, child, names))),
        workers=workers,
        key_worker=name_of(key_worker) if key_worker else "",
        responsible=tuple(_responsible(held, names)),
        warnings=warnings_of(secrets, shunned, names),
        strip=strip_of_periods(periods, child.person.born_on, on),
        next_review=first_review_due(care.began_on, on) if care else None,
    )


def _care(periods: Sequence[PeriodInCare], episode: CareEpisode | None) -> Care | None:
    if episode is None:
        return None
    period = next(period for period in periods if episode in period.episodes)
    return Care(
        place=in_words("place", episode.place),
        placed_since=placed_since(period, episode),
        status=in_words("legal_status", episode.legal_status),
        status_since=_status_since(period, episode),
        began_on=period.began_on,
    )


def _status_since(period: PeriodInCare, episode: CareEpisode) -> date:
    """Return since when a child has had the legal status of an episode without a break."""
    since = episode.decom_on
    for before in reversed(period.episodes[: period.episodes.index(episode)]):
        if before.legal_status != episode.legal_status:
            break
        since = before.decom_on
    return since


def _members(child: Child, episode: CareEpisode | None, on: date) -> list[HouseholdMembership]:
    """Return who lives where the child does, the child too: in the household of the placement, or the child's own."""
    spells = HouseholdMembership.objects.on(on)
    homes = spells.filter(person=child.person_id).values("household")
    placed = episode.household_id if episode else None
    found = spells.filter(household=placed) if placed else spells.filter(household__in=homes)
    return list(found.select_related("household").order_by("begins_on", "pk"))


def _own_home(members: Iterable[HouseholdMembership], child: Child) -> Household | None:
    return next((member.household for member in members if member.person_id == child.person_id), None)


def _with_whom(
    members: Iterable[HouseholdMembership], workers: Iterable[Allocation], child: Child, names: dict[UUID, str]
) -> Iterable[str]:
    """Yield the names of those with whom a child lives: the foster carers, and who else lives there."""
    for worker in workers:
        if worker.allocated_as == AllocatedAs.FOSTER_CARER:
            yield worker.user.name
    for member in members:
        if member.person_id != child.person_id and member.person_id in names:
            yield names[member.person_id]


def _persons(user: User, pks: Iterable[UUID | None]) -> list[Person]:
    """Return those persons whom the reader may be told of."""
    found = Person.objects.filter(pk__in={pk for pk in pks if pk}).exclude(hidden_persons(user))
    return list(found.select_related("child"))


def _responsible(held: Iterable[ParentalResponsibility], names: dict[UUID, str]) -> Iterable[tuple[str, str]]:
    for one in held:
        name = one.agency.name if one.agency else names.get(one.person_id, "")
        if name:
            yield name, one.get_basis_display()


def _key_worker(child: Child, on: date) -> NetworkMember | None:
    spells = KeyWorker.objects.on(on).filter(child=child).select_related("member__user", "member__person__child")
    spell = spells.order_by("-begins_on").first()
    return spell.member if spell else None
