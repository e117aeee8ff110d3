"""Writes the network round a child: agencies, who from them works with the child, and the key worker."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.people.details import MemberDetails, PersonDetails
from homeward.web.people.entering import ended, entered, words_needed
from homeward.web.people.models import Agency, Child, KeyWorker, NetworkMember, Person
from homeward.web.people.network.key_workers import key_worker_rows, member_for
from homeward.web.people.persons.making import first_names, new_person
from homeward.web.people.recording import about_child
from homeward.web.people.rights import ADDS_AGENCIES, KEEPS_TEAMS, check_has_role, check_tied, check_writes


def add_agency(*, name: str, kind: str, phone: str = "", by: User | None) -> Agency:
    """Write down an agency (an AgencyKind), such as a school. Raises ValidationError for one that is there already."""
    check_has_role(by, ADDS_AGENCIES, "add an agency")
    with recorded("agency_added", by=by) as entry:
        agency = Agency(name=words_needed(name, "name", "Give the agency’s name."), kind=kind, phone=phone)
        _check_agency(agency)
        agency.save()
        entry.about(agency)
    return agency


def change_agency(*, agency: Agency, name: str, kind: str, phone: str, by: User | None) -> None:
    """Give an agency another name, kind or phone number. Raises ValidationError for a name that is taken."""
    check_has_role(by, KEEPS_TEAMS, "change an agency")
    with recorded("agency_changed", by=by) as entry:
        kept = Agency.objects.select_for_update().get(pk=agency.pk)
        kept.name, kept.kind, kept.phone = words_needed(name, "name", "Give the agency’s name."), kind, phone
        _check_agency(kept)
        kept.save()
        entry.about(kept)


def close_agency(*, agency: Agency, by: User | None, on: date) -> None:
    """Say that an agency is chosen no more from a day on; who came from it before stays as it was."""
    _set_closed("agency_closed", agency, by, on)


def reopen_agency(*, agency: Agency, by: User | None) -> None:
    """Let a closed agency be chosen again."""
    _set_closed("agency_reopened", agency, by, None)


def join_network(
    *, child: Child, who: User | Person | PersonDetails, member: MemberDetails, by: User | None, on: date
) -> NetworkMember:
    """Say that somebody works with a child from a day on, and as what.

    `who` signs in here, is a person in the child's record, or is new and does not sign in, such as a teacher. It opens
    the record to nobody: that is what allocating and asking are for. Raises ValidationError for who is in the network
    as the same already.
    """
    check_writes(child, by)
    words = words_needed(member.role_words, "role_words", "Say what this person does for the child.")
    if isinstance(who, Person):
        check_tied(child, who)
    with recorded("network_joined", by=by) as entry:
        _check_is_new(child, who, words, on)
        one = {"user": who} if isinstance(who, User) else {"person": _person(who, by)}
        joined = entered(NetworkMember, by, child=child, role_words=words, agency=member.agency, begins_on=on, **one)
        joined.save()
        about_child(entry, child, by, joined)
    return joined


def leave_network(*, member: NetworkMember, by: User | None, on: date) -> None:
    """Say that somebody no longer works with a child from a day on; a key worker is that no more, either."""
    check_writes(member.child, by)
    with recorded("network_left", by=by) as entry:
        kept = ended(member, on)
        kept.save()
        KeyWorker.objects.on(on).filter(member=kept).update(ends_on=on)
        about_child(entry, kept.child, by, kept, on=on.isoformat())


def name_key_worker(*, child: Child, member: NetworkMember | User, by: User | None, on: date) -> KeyWorker:
    """Make somebody the child's key worker from a day on; the one before ends that day.

    It is a member of the network or somebody allocated to the child, who comes into the network by it.
    """
    check_writes(child, by)
    with recorded("key_worker_named", by=by) as entry:
        named = member_for(child, member, by, on) if isinstance(member, User) else member
        rows = key_worker_rows(child, named, by, on)
        for row in rows:
            row.save()
        about_child(entry, child, by, rows[-1])
    return rows[-1]


def _check_is_new(child: Child, who: User | Person | PersonDetails, words: str, on: date) -> None:
    if isinstance(who, PersonDetails):
        return
    ways = {"user": who} if isinstance(who, User) else {"person": who}
    if NetworkMember.objects.on(on).filter(child=child, role_words__iexact=words, **ways).exists():
        raise ValidationError("This person is in the child’s network as that already.")


def _check_agency(agency: Agency) -> None:
    """Raise ValidationError, by field, for what cannot be an agency."""
    agency.clean_fields()
    if Agency.objects.filter(name__iexact=agency.name).exclude(pk=agency.pk).exists():
        raise ValidationError({"name": "This agency is there already."})


def _set_closed(action: str, agency: Agency, by: User | None, on: date | None) -> None:
    check_has_role(by, KEEPS_TEAMS, "close or reopen an agency")
    with recorded(action, by=by) as entry:
        kept = Agency.objects.select_for_update().get(pk=agency.pk)
        kept.closed_on = on
        kept.save()
        entry.about(kept)


def _person(who: Person | PersonDetails, by: User | None) -> Person:
    """Return the person, stored if they are new."""
    if isinstance(who, Person):
        return who
    person = new_person(who, by)
    person.save()
    for name in first_names(person, who, by):
        name.save()
    return person
