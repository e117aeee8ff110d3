"""Finds who may be the person that is asked for, and what the asker may be told of each."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Q, When

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.known.matching import Held, Sought, fit_of
from homeward.web.people.known.near_dates import near
from homeward.web.people.models import (
    Child,
    ChildTeam,
    ConflictOfInterest,
    Household,
    HouseholdMembership,
    Merge,
    NameKind,
    Person,
    PersonName,
    Restriction,
)
from homeward.web.people.permissions import hidden_persons, seen_persons, tied_to
from homeward.web.people.persons.queries import with_names
from homeward.web.people.relations import closed_children
from homeward.web.people.sounds import plain, sound_of

MOST = 500
"""So many candidates are compared at most; the names that sound alike in both halves come first."""


@dataclass(frozen=True)
class Match:
    """Somebody known who may be the one asked for, with what fits in words.

    `is_open` says whether the asker may open them. `team` is whom to ask otherwise (empty: nobody is responsible).
    """

    person: Person
    reasons: tuple[str, ...]
    is_open: bool
    team: str


@dataclass(frozen=True)
class ClosedMatch:
    """A record exists that the asker may not open: whose it is is not told, only the number to ring.

    `child_pk` is for the address at which the glass can be broken; None where that cannot open it.
    """

    number_to_ring: str
    child_pk: UUID | None


@dataclass(frozen=True)
class Known:
    """The answer: matches, the best first, and records that are closed to the asker."""

    matches: tuple[Match, ...]
    closed: tuple[ClosedMatch, ...]


def who_is_known(user: User, sought: Sought) -> Known:
    """Return everybody known who may be the one asked for, explained, and that there are closed records, where so.

    Everybody's name, date of birth and team are told, whichever team is responsible, so that nobody is written down
    twice; but of nobody whose record is restricted or shut to the asker, nor of their kin whom no other record holds.
    """
    fits = {pk: fit for pk, held in candidates(sought).items() if (fit := fit_of(sought, held))}
    shut = set(Person.objects.filter(shut_persons(user), pk__in=fits).values_list("pk", flat=True))
    opens = seen_persons(user, fits)
    teams = _teams(set(fits) - shut, clock.today())
    matches = [
        Match(person, fits[person.pk].reasons, person.pk in opens, teams.get(person.pk, ""))
        for person in with_names(Person.objects.filter(pk__in=set(fits) - shut))
    ]
    matches.sort(key=lambda match: (*fits[match.person.pk].order, match.person.shown_name))
    return Known(tuple(matches), _closed(user, shut))


def candidates(sought: Sought) -> dict[UUID, Held]:
    """Return by id who is worth comparing: of a name that sounds alike, a date of birth that is near, or an address.

    Records merged into another are left out; the kept one bears their names.
    """
    names = PersonName.objects.standing()
    given, family = ({sound_of(name[half]) for name in sought.names} - {""} for half in (0, 1))
    sounds = given | family
    either = names.filter(Q(given_sound__in=sounds) | Q(family_sound__in=sounds))
    both = names.filter(Q(given_sound__in=given, family_sound__in=family))
    dated = Q(born_on__in=near(sought.born_on) if sought.born_on else ())
    merged = Merge.objects.filter(agreed_at__isnull=False, undone_at=None).values("other")
    found = Person.objects.filter(Q(pk__in=either.values("person")) | dated | _at_address(sought.address))
    found = found.exclude(pk__in=merged).annotate(is_both=_said(Q(pk__in=both.values("person"))), is_dated=_said(dated))
    # What sorts is selected too: PostgreSQL takes a bare number in ORDER BY for the place of a column.
    rows = found.order_by("-is_both", "-is_dated", "pk").values_list("pk", "born_on", "is_both", "is_dated")[:MOST]
    return _held({pk: born_on for pk, born_on, *_ in rows})


def shut_persons(user: User) -> Q:
    """Return the condition on Person that the asker may not learn of them.

    That is whoever's own record as a child is shut to the asker, and whoever is tied to such a child only.
    """
    shut = closed_children(user)
    others = Child.objects.exclude(pk__in=shut.values("pk"))
    return hidden_persons(user) | (tied_to(shut) & ~tied_to(others))


def _said(condition: Q) -> Case:
    """Return 1 where a condition holds, else 0: also for one that can never hold, by which nothing could be sorted."""
    return Case(When(condition, then=1), default=0)


def _at_address(address: str) -> Q:
    """Return the condition that somebody lived at an address: the same postcode, or a home with all of its words."""
    words = plain(address).split()
    if len("".join(words)) < 4:
        return Q(pk__in=[])
    same = Q()
    for word in words:
        same &= Q(address__icontains=word)
    homes = Household.objects.standing().filter(same | Q(postcode_key="".join(words).upper()))
    members = HouseholdMembership.objects.standing().filter(household__in=homes)
    return Q(pk__in=members.values("person"))


def _held(born: Mapping[UUID, date | None]) -> dict[UUID, Held]:
    """Return what is known of persons, by id; a name that is no legal one says what it is."""
    bears: dict[UUID, list[tuple[str, str, str]]] = defaultdict(list)
    lived: dict[UUID, list[tuple[str, bool]]] = defaultdict(list)
    names = PersonName.objects.standing().filter(person__in=born)
    for pk, given, family, kind in names.values_list("person", "given", "family", "kind"):
        bears[pk].append((given, family, "" if kind == NameKind.LEGAL else NameKind(kind).label.lower()))
    homes = HouseholdMembership.objects.standing().filter(person__in=born)
    address = ("household__address", "household__postcode")
    for pk, street, postcode, ends_on in homes.values_list("person", *address, "ends_on"):
        lived[pk].append((f"{street} {postcode}", ends_on is not None))
    return {pk: Held(tuple(bears[pk]), born_on, tuple(lived[pk])) for pk, born_on in born.items()}


def _teams(persons: set[UUID], day: date) -> dict[UUID, str]:
    """Return the name of the team responsible for each of these persons who is a child, by the person's id."""
    spells = ChildTeam.objects.on(day).filter(child__person__in=persons).select_related("team", "child")
    return {spell.child.person_id: spell.team.name for spell in spells}


def _closed(user: User, shut: set[UUID]) -> tuple[ClosedMatch, ...]:
    """Return a closed match for each child whose record is shut, be it found by itself or by its kin; each once."""
    if not shut:
        return ()
    today = clock.today()
    kids = closed_children(user)
    own = list(kids.filter(person__in=shut))
    kin = shut - {child.person_id for child in own}
    by_kin = [child for child in kids.exclude(person__in=shut) if _is_tied(child, kin)] if kin else []
    numbers = dict(
        Restriction.objects.on(today).filter(child__in=[*own, *by_kin]).values_list("child", "number_to_ring")
    )
    barred = set(ConflictOfInterest.objects.on(today).filter(user=user).values_list("child", flat=True))
    return tuple(
        ClosedMatch(numbers.get(child.pk, ""), None if child.pk in barred else child.pk) for child in [*own, *by_kin]
    )


def _is_tied(child: Child, persons: set[UUID]) -> bool:
    return Person.objects.filter(tied_to(Child.objects.filter(pk=child.pk)), pk__in=persons).exists()
