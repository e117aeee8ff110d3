"""Reads which homes a child could return to, who aged 18 or over lives there, and what was found of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from homeward.law.clock import age_on
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Written
from homeward.web.pathway.models import AdultAssessed, ContactOrder, HomeFound, OrderAtHome, ParentPlacement
from homeward.web.pathway.models.ways import PathwayStart
from homeward.web.people.care.queries import care_on, episodes_of, periods_of, placed_since
from homeward.web.people.family.queries import kinds_of
from homeward.web.people.looked_up import once
from homeward.web.people.models import Household, HouseholdMembership, Kinship, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import with_names

NOT_TOLD = "somebody of whom you may not be told"
_PARENTS = frozenset({Kinship.MOTHER, Kinship.FATHER, Kinship.PARENT, Kinship.ADOPTIVE_PARENT})
_WITH_PARENTS = "P1"
_ADULT = 18


@dataclass(frozen=True)
class Adult:
    """Somebody aged 18 or over of a household, or of an age nobody recorded, and what was found of them, if anything.

    `name` says so where the reader may not be told of them; `is_told` is False then.
    """

    person_id: UUID
    name: str
    is_told: bool
    is_age_known: bool
    found: AdultAssessed | None


@dataclass(frozen=True)
class Home:
    """A household in which a parent lives to whom the child could return. `name` says whose home it is."""

    household: Household
    name: str
    found: HomeFound | None
    adults: tuple[Adult, ...]

    @property
    def is_suitable(self) -> bool:
        """Whether the home and every adult in it were assessed and found suitable."""
        return bool(self.found and self.found.is_suitable) and all(
            one.found is not None and one.found.is_suitable for one in self.adults
        )

    @property
    def is_assessed(self) -> bool:
        """Whether the home and every adult in it were assessed, whatever was found."""
        return self.found is not None and all(one.found is not None for one in self.adults)


@dataclass(frozen=True)
class HomeAssessment:
    """All that was found for a way: homes, what was considered of a placement with parents, and why an order stays.

    `placed_on` is the day from which the child lives with a parent while in care, as the care history has it.
    """

    homes: tuple[Home, ...]
    placement: ParentPlacement | None
    order: OrderAtHome | None
    placed_on: date | None

    @property
    def suitable(self) -> tuple[Home, ...]:
        """The homes that were found suitable with every adult in them."""
        return tuple(home for home in self.homes if home.is_suitable)

    @property
    def may_be_placed(self) -> bool:
        """Whether what comes before a placement with a parent is there: home, adults, plan, and no order against it."""
        plan = self.placement
        return bool(self.suitable) and plan is not None and plan.contact_order != ContactOrder.FORBIDS


def home_assessment_of(start: PathwayStart, today: date, user: User | None = None) -> HomeAssessment:
    """Return what was found of the homes to which a child could return; eight queries, two more for a reader.

    Without a reader (None) it holds no names. While one page is made it is read once.
    """
    what = f"home assessment on {today} for {user.pk if user else None}"
    return once(what, start, lambda: _read(start, today, user))


def _read(start: PathwayStart, today: date, user: User | None) -> HomeAssessment:
    members = list(members_of_homes(start, today))
    adults = [one for one in members if _is_adult(one.person, start, today)]
    names = _names(user, {one.person_id for one in members})
    homes_found = {row.household_id: row for row in _standing(start.homes_found, today)}
    assessed = {row.person_id: row for row in _standing(start.adults_assessed, today)}
    parents = parents_of(start, today)
    homes: dict[UUID, Home] = {}
    for one in members:
        whose = [names.get(two.person_id, NOT_TOLD) for two in members if _lives_with(two, one) and _in(two, parents)]
        of_home = tuple(_adult(two, names, assessed) for two in adults if _lives_with(two, one))
        name = f"Where {' and '.join(whose)} lives" if len(whose) == 1 else f"Where {' and '.join(whose)} live"
        homes[one.household_id] = Home(one.household, name, homes_found.get(one.household_id), of_home)
    return HomeAssessment(
        tuple(homes.values()),
        _standing(start.parent_placements, today).last(),
        _standing(start.orders_at_home, today).last(),
        placed_with_parents_on(start, today),
    )


def parents_of(start: PathwayStart, today: date) -> frozenset[UUID]:
    """Return the persons to whom a child could return: the parents who are assessed or, before that, all of them."""
    return once(f"parents on {today}", start, lambda: _parents_of(start, today))


def _parents_of(start: PathwayStart, today: date) -> frozenset[UUID]:
    assessed = frozenset(start.assessed_parents.filter(struck_at=None).values_list("person", flat=True))
    return assessed or frozenset(pk for pk, kind in kinds_of(start.child, today).items() if kind in _PARENTS)


def members_of_homes(start: PathwayStart, today: date) -> Iterable[HouseholdMembership]:
    """Return who lives today in the homes of the parents to whom a child could return."""
    lived = HouseholdMembership.objects.on(today)
    homes = lived.filter(person__in=parents_of(start, today)).values("household")
    found = lived.filter(household__in=homes, person__died_on=None).exclude(person=start.child.person_id)
    return found.select_related("household", "person").order_by("begins_on", "pk")


def placed_with_parents_on(start: PathwayStart, today: date) -> date | None:
    """Return since when a child in care has lived with a parent; None where the child does not, or is not in care."""
    periods = periods_of(episodes_of(start.child))
    episode = care_on(periods, today)
    if episode is None or episode.place != _WITH_PARENTS:
        return None
    period = next(one for one in periods if episode in one.episodes)
    return placed_since(period, episode)


def _is_adult(person: Person, start: PathwayStart, today: date) -> bool:
    return person.born_on is None or age_on(person.born_on, max(today, person.born_on)) >= _ADULT


def _lives_with(one: HouseholdMembership, other: HouseholdMembership) -> bool:
    return one.household_id == other.household_id


def _in(one: HouseholdMembership, persons: frozenset[UUID]) -> bool:
    return one.person_id in persons


def _adult(one: HouseholdMembership, names: Mapping[UUID, str], assessed: Mapping[UUID, AdultAssessed]) -> Adult:
    name = names.get(one.person_id, NOT_TOLD)
    is_told = one.person_id in names
    return Adult(one.person_id, name, is_told, one.person.born_on is not None, assessed.get(one.person_id))


def _names(user: User | None, persons: set[UUID]) -> dict[UUID, str]:
    if user is None:
        return {}
    told = Person.objects.filter(pk__in=persons).exclude(hidden_persons(user))
    return {person.pk: person.shown_name for person in with_names(told)}


def _standing(written: QuerySet[Written], today: date) -> QuerySet[Written]:
    return written.filter(struck_at=None, on__lte=today).select_related("entered_by").order_by("on", "entered_at")
