"""Gathers all that a record knows of everybody by which they could be recognised or found, so that it can be withheld.

It asks for everybody, whether or not whoever prepares the copy may be told of them: somebody unknown to the preparer
must not stand in the copy either. None of it is shown.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.practice.chronology.withholding import Identity, Kept, Name, OthersData, Recipient, RecipientKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.copies.addressees import Addressee
from homeward.web.chronology.models import Mention, Visit
from homeward.web.chronology.siblings import siblings_of
from homeward.web.people.models import (
    AgencyKind,
    Allocation,
    CareEpisode,
    Child,
    ContactWay,
    Household,
    HouseholdMembership,
    Kinship,
    Merge,
    NetworkMember,
    NotToBeTold,
    Person,
    Relationship,
    Restriction,
)
from homeward.web.people.permissions import hidden_persons, tied_to

_PHONES = (ContactWay.PHONE, ContactWay.TEXT)
_FIND_HOMES = (AgencyKind.FOSTERING, AgencyKind.HOME)


def recipient_of(child: Child, to: Addressee) -> Recipient:
    """Return what the rules ask of the one for whom a copy is prepared; six queries at most."""
    if to.person is None:
        return Recipient(to.kind, Identity(""), _siblings_named(child, to))
    today = clock.today()
    kept = NotToBeTold.objects.on(today).filter(child=child, person=to.person).values_list("what", flat=True)
    own = next(_identities([to.person.pk], is_today_only=True))
    return Recipient(to.kind, own, _siblings_named(child, to), frozenset(Kept(what) for what in kept))


def others_of(user: User, child: Child, to: Addressee) -> OthersData:
    """Return what the record knows of everybody but the recipient; some twenty queries, however long the history.

    `user` prepares the copy: what is about somebody of whom the user may not be told is withheld.
    """
    placements = _placements(child)
    carers = _carers(child, placements)
    own_and_recipient = {child.person_id, *([to.person.pk] if to.person else [])}
    people = {one.person: one for one in _identities(_people(child, carers) - {child.person_id})}
    members = list(NetworkMember.objects.filter(child=child).select_related("agency", "user"))
    agencies = [member.agency for member in members if member.agency]
    kin = _kin_of(child)
    return OthersData(
        child=next(_identities([child.person_id])),
        people=tuple(one for one in people.values() if UUID(one.person) not in own_and_recipient),
        placements=tuple(_whereabouts(home) for home in placements),
        carers=frozenset(map(str, carers)),
        professionals=frozenset(
            str(one.person_id)
            for one in members
            if one.person_id and one.agency_id and one.person_id not in kin | carers
        ),
        workers=tuple(_workers(child, members)),
        schools=tuple({one.name for one in agencies if one.kind == AgencyKind.EDUCATION}),
        homes=tuple({one.name for one in agencies if one.kind in _FIND_HOMES}),
        secretive=frozenset(
            str(pk) for pk in NotToBeTold.objects.on(clock.today()).filter(child=child).values_list("person", flat=True)
        ),
        about_hidden=frozenset(_about_hidden(user, child)),
    )


def _siblings_named(child: Child, to: Addressee) -> frozenset[str]:
    """Return the sisters and brothers of whom the recipient may read: those who are the recipient's family, too.

    One whose record is restricted is not among them.
    """
    restricted = Restriction.objects.on(clock.today()).values("child")
    siblings = siblings_of(child).exclude(pk__in=restricted)
    if to.person is not None and to.kind != RecipientKind.CHILD:
        ties = Relationship.objects.on(clock.today())
        near = Q(person__in=ties.filter(other=to.person).values("person"))
        siblings = siblings.filter(near | Q(person__in=ties.filter(person=to.person).values("other")))
    return frozenset(str(pk) for pk in siblings.values_list("person", flat=True))


def _people(child: Child, carers: set[UUID]) -> set[UUID]:
    """Return all who are tied to the child or to a sister or brother, are mentioned, or cared for the child.

    With each stand the records that were merged into theirs: these may hold other names and addresses.
    """
    kids = Child.objects.filter(Q(pk=child.pk) | Q(pk__in=list(siblings_of(child).values_list("pk", flat=True))))
    found = set(Person.objects.filter(tied_to(kids)).values_list("pk", flat=True))
    found |= set(Mention.objects.filter(event__children=child).values_list("person", flat=True))
    found |= set(Visit.with_persons.through.objects.filter(visit__children=child).values_list("person", flat=True))
    found |= carers
    merged = Merge.objects.filter(kept__in=found, agreed_at__isnull=False, undone_at=None)
    return found | set(merged.values_list("other", flat=True))


def _placements(child: Child) -> list[Household]:
    """Return the homes where the child lives or lived while looked after, and where the child lives now."""
    placed = CareEpisode.objects.filter(child=child, struck_at=None, household__isnull=False).values("household")
    now = HouseholdMembership.objects.on(clock.today()).filter(person=child.person_id).values("household")
    return list(Household.objects.filter(Q(pk__in=placed) | Q(pk__in=now)))


def _carers(child: Child, placements: Iterable[Household]) -> set[UUID]:
    """Return who lives or lived in those homes, and who is said to be the child's carer."""
    housemates = HouseholdMembership.objects.standing().filter(household__in=list(placements))
    said = Relationship.objects.standing().filter(other=child.person_id, kind=Kinship.CARER)
    found = set(housemates.values_list("person", flat=True)) | set(said.values_list("person", flat=True))
    return found - {child.person_id}


def _kin_of(child: Child) -> set[UUID]:
    ties = Relationship.objects.standing()
    kin = set(ties.filter(other=child.person_id).values_list("person", flat=True))
    return kin | set(ties.filter(person=child.person_id).values_list("other", flat=True))


def _workers(child: Child, members: Iterable[NetworkMember]) -> set[str]:
    users = User.objects.filter(pk__in=Allocation.objects.filter(child=child).values("user"))
    return {user.name for user in users} | {member.user.name for member in members if member.user}


def _about_hidden(user: User, child: Child) -> Iterable[str]:
    """Yield the keys of what is about somebody of whom the user may not be told."""
    hidden = Person.objects.filter(hidden_persons(user)).values("pk")
    mentions = Mention.objects.filter(event__children=child, person__in=hidden).values_list("event", flat=True)
    there = Visit.with_persons.through.objects.filter(visit__children=child, person__in=hidden)
    yield from (f"event-{pk}" for pk in mentions)
    yield from (f"visit-{pk}" for pk in there.values_list("visit", flat=True))


def _identities(persons: Iterable[UUID], *, is_today_only: bool = False) -> Iterable[Identity]:
    """Yield what is known of persons: every name ever borne and, unless only today's are asked for, every address."""
    found: QuerySet[Person] = Person.objects.filter(pk__in=list(persons))
    for person in found.prefetch_related("names", "households__household", "contacts"):
        today = clock.today()
        homes = [one.household for one in person.households.all() if not is_today_only or one.holds_on(today)]
        ways = [one for one in person.contacts.all() if not is_today_only or one.holds_on(today)]
        yield Identity(
            person=str(person.pk),
            names=tuple(Name(name.given, name.family) for name in person.names.all()),
            addresses=tuple(home.address for home in homes if home.address),
            postcodes=tuple(home.postcode for home in homes if home.postcode),
            phones=tuple(
                [home.phone for home in homes if home.phone] + [way.value for way in ways if way.way in _PHONES]
            ),
            emails=tuple(way.value for way in ways if way.way == ContactWay.EMAIL),
            sex=person.sex,
        )


def _whereabouts(home: Household) -> Identity:
    """Return a home's address, postcode and phone number."""
    return Identity(
        "",
        addresses=(home.address,) if home.address else (),
        postcodes=(home.postcode,) if home.postcode else (),
        phones=(home.phone,) if home.phone else (),
    )
