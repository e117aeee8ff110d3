"""Writes families: who lives where, how to reach them, who is who to whom, and who may be told what."""

from dataclasses import asdict
from datetime import date

from django.core.exceptions import ValidationError

from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.people.details import ContactDetails, HomeDetails, KinDetails, LeaveDetails, SecretDetails
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import (
    Agency,
    Child,
    Contact,
    Household,
    HouseholdMembership,
    MayBeContacted,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    Relationship,
)
from homeward.web.people.permissions import seen_persons
from homeward.web.people.recording import about_child
from homeward.web.people.rights import NotPermittedError, check_tied, check_writes


def add_household(
    *, child: Child, people: list[Person], home: HomeDetails, by: User | None, on: date | None
) -> Household:
    """Write down where people in a child's record live from a day on (None: nobody knows since when)."""
    check_writes(child, by)
    for person in people:
        check_tied(child, person)
    with recorded("household_added", by=by) as entry:
        household = entered(
            Household,
            by,
            address=home.address.strip(),
            postcode=home.postcode.strip().upper(),
            postcode_key=_postcode_key(home.postcode),
            phone=home.phone.strip(),
        )
        household.save()
        for person in people:
            _member(household, person, home.note, by, on).save()
        about_child(entry, child, by, household, people=len(people))
    return household


def join_household(
    *, child: Child, household: Household, person: Person, by: User | None, on: date | None
) -> HouseholdMembership:
    """Say that somebody in a child's record lives in a household of that record from a day on."""
    check_writes(child, by)
    check_tied(child, person)
    _check_known_household(child, household)
    with recorded("household_joined", by=by) as entry:
        if household.memberships.standing().filter(person=person, ends_on=None).exists():
            raise ValidationError("This person lives there already.")
        membership = _member(household, person, "", by, on)
        membership.save()
        about_child(entry, child, by, membership)
    return membership


def add_contact(*, child: Child, person: Person, contact: ContactDetails, by: User | None, on: date | None) -> Contact:
    """Write down how somebody in a child's record can be reached, and whether that is safe for them."""
    check_writes(child, by)
    check_tied(child, person)
    with recorded("contact_added", by=by) as entry:
        added = entered(Contact, by, person=person, begins_on=on, **asdict(contact))
        added.save()
        about_child(entry, child, by, added)
    return added


def relate_persons(*, child: Child, kin: KinDetails, by: User | None, on: date | None) -> Relationship:
    """Say who is who to whom. One of the two is in the child's record, and the user sees both.

    Otherwise a relation could be made up to see somebody's record by it.
    """
    check_writes(child, by)
    _check_may_relate(child, kin, by)
    with recorded("persons_related", by=by) as entry:
        same = {"person": kin.person, "other": kin.other, "kind": kin.kind}
        if Relationship.objects.standing().filter(**same, ends_on=None).exists():
            raise ValidationError("That is recorded already.")
        relationship = entered(Relationship, by, **same, begins_on=on)
        relationship.save()
        about_child(entry, child, by, relationship, kind=kin.kind)
    return relationship


def give_responsibility(
    *, child: Child, holder: Person | Agency, basis: str, by: User | None, on: date | None
) -> ParentalResponsibility:
    """Say that a person or an agency has parental responsibility for a child, and on what basis (a PRBasis)."""
    check_writes(child, by)
    if isinstance(holder, Person):
        check_tied(child, holder)
    with recorded("responsibility_given", by=by) as entry:
        who = {"person": holder} if isinstance(holder, Person) else {"agency": holder}
        held = entered(ParentalResponsibility, by, child=child, basis=basis, begins_on=on, **who)
        held.save()
        about_child(entry, child, by, held, basis=basis)
    return held


def keep_secret(
    *, child: Child, person: Person, secret: SecretDetails, by: User | None, on: date | None
) -> NotToBeTold:
    """Say that somebody in a child's record must not be told something about the child, and why."""
    check_writes(child, by)
    check_tied(child, person)
    why = words_needed(secret.reason, "reason", "Say why this person must not be told.")
    with recorded("secret_kept", by=by) as entry:
        kept = entered(NotToBeTold, by, child=child, person=person, what=secret.what, reason=why, begins_on=on)
        kept.save()
        about_child(entry, child, by, kept, what=secret.what)
    return kept


def state_contact_leave(
    *, child: Child, person: Person, leave: LeaveDetails, by: User | None, on: date
) -> MayBeContacted:
    """Say whether somebody in a child's record may be contacted from a day on; what held before ends that day."""
    check_writes(child, by)
    check_tied(child, person)
    with recorded("contact_leave_stated", by=by) as entry:
        MayBeContacted.objects.on(on).filter(child=child, person=person).update(ends_on=on)
        stated = entered(MayBeContacted, by, child=child, person=person, begins_on=on, **asdict(leave))
        stated.save()
        about_child(entry, child, by, stated, may=leave.may)
    return stated


def _postcode_key(postcode: str) -> str:
    """Return a postcode in capitals without blanks, as it is compared."""
    return "".join(postcode.split()).upper()[:10]


def _member(household: Household, person: Person, note: str, by: User | None, on: date | None) -> HouseholdMembership:
    return entered(HouseholdMembership, by, household=household, person=person, note=note, begins_on=on)


def _check_known_household(child: Child, household: Household) -> None:
    """Raise NotPermittedError for a household of which nobody in the child's record is a member."""
    for membership in household.memberships.standing().select_related("person"):
        try:
            check_tied(child, membership.person)
        except NotPermittedError:
            continue
        return
    raise NotPermittedError("This household is not in the child’s record.")


def _check_may_relate(child: Child, kin: KinDetails, by: User | None) -> None:
    if kin.person == kin.other:
        raise ValidationError("Nobody is related to themselves: choose two people.")
    try:
        check_tied(child, kin.person)
    except NotPermittedError:
        check_tied(child, kin.other)
    two = (kin.person.pk, kin.other.pk)
    if by is not None and len(seen_persons(by, two)) < 2:
        raise NotPermittedError("You may relate only people whom you see in the records open to you.")
