"""Writes persons, their names, and the records of children."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.people.details import NameDetails, PersonDetails, RecordStart
from homeward.web.people.entering import ended, entered, words_needed
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    Child,
    ChildTeam,
    Fact,
    Person,
    PersonBefore,
    PersonName,
    Relationship,
)
from homeward.web.people.persons.making import check_person, first_names, new_name, new_person
from homeward.web.people.recording import about_child
from homeward.web.people.rights import STARTS_RECORDS, check_has_role, check_of_child, check_tied, check_writes


def create_child(*, details: PersonDetails, start: RecordStart, by: User | None, on: date) -> Child:
    """Make a record of a child whom nobody knew, from a day on, and return it. Ask first whether the child is known.

    Raises NotPermittedError and ValidationError.
    """
    check_has_role(by, STARTS_RECORDS, "begin a child’s record")
    with recorded("child_created", by=by) as entry:
        person = new_person(details, by)
        person.save()
        child = _new_child(person, start, by, on)
        child.save()
        for fact in (*first_names(person, details, by), *_ties(child, start, by, on)):
            fact.save()
        about_child(entry, child, by, on=on.isoformat())
    return child


def open_child_record(*, person: Person, through: Child, start: RecordStart, by: User | None, on: date) -> Child:
    """Make a record of somebody who stands in another child's record already, such as a sister, and return it."""
    check_has_role(by, STARTS_RECORDS, "begin a child’s record")
    check_writes(through, by)
    check_tied(through, person)
    with recorded("child_record_opened", by=by) as entry:
        if Child.objects.filter(person=person).exists():
            raise ValidationError("There is a record of this child already.")
        child = _new_child(person, start, by, on)
        child.save()
        for fact in _ties(child, start, by, on):
            fact.save()
        about_child(entry, child, by, through=str(through.pk), on=on.isoformat())
    return child


def add_relative(*, child: Child, details: PersonDetails, kind: str, by: User | None, on: date | None = None) -> Person:
    """Write down somebody who is the `kind` (a Kinship, such as the mother) of a child, and return them.

    `on` is the day from which they are; None for always, or nobody knows. Raises NotPermittedError, ValidationError.
    """
    check_writes(child, by)
    with recorded("relative_added", by=by) as entry:
        person = new_person(details, by)
        person.save()
        tie = entered(Relationship, by, person=person, other=child.person, kind=kind, begins_on=on)
        for fact in (*first_names(person, details, by), tie):
            fact.save()
        about_child(entry, child, by, person, kind=kind)
    return person


def change_person(*, child: Child, person: Person, changes: dict[str, Any], by: User | None) -> None:
    """Change what is known of a person in a child's record; `changes` are fields of Person by name, but not names.

    What stood there before is kept beside the person. The audit row names the fields that changed, without what stood
    or stands in them.
    """
    check_writes(child, by)
    check_tied(child, person)
    with recorded("person_changed", by=by) as entry:
        kept = Person.objects.select_for_update().get(pk=person.pk)
        allowed = set(PersonDetails().of_person)
        if set(changes) - allowed:
            raise ValueError(f"not fields of a person that may be changed: {sorted(set(changes) - allowed)}")
        changed = sorted(name for name, value in changes.items() if getattr(kept, name) != value)
        before = {name: getattr(kept, name) for name in changed}
        for name in changed:
            setattr(kept, name, changes[name])
        check_person(kept)
        kept.save()
        if before:
            PersonBefore(person=kept, told=before, changed_by=by, changed_at=clock.now()).save()
        about_child(entry, child, by, kept, fields=changed)


def add_name(*, child: Child, person: Person, name: NameDetails, by: User | None, on: date | None = None) -> PersonName:
    """Add a name of a person in a child's record, from a day on or, without one, for always; names before it stay.

    A name that is shown first takes that place from the one before.
    """
    check_writes(child, by)
    check_tied(child, person)
    with recorded("name_added", by=by) as entry:
        added = new_name(person, name, by)
        added.begins_on = on
        if name.is_shown:
            PersonName.objects.filter(person=person, is_shown=True).update(is_shown=False)
        added.save()
        about_child(entry, child, by, added)
    return added


def end_fact(*, child: Child, fact: Fact, by: User | None, on: date) -> None:
    """Say that something in a child's record, such as a name or where somebody lives, is no longer so on a day.

    Not for what opens records to people: that ends by actions of its own. Raises ValidationError where it ended before.
    """
    check_writes(child, by)
    _check_plain(fact)
    check_of_child(child, fact)
    with recorded("fact_ended", by=by) as entry:
        kept = ended(fact, on)
        kept.save()
        about_child(entry, child, by, kept, on=on.isoformat())


def strike_fact(*, child: Child, fact: Fact, because: str, by: User | None) -> None:
    """Say that something in a child's record never was so. It stays, with who struck it out, when and why."""
    check_writes(child, by)
    _check_plain(fact)
    check_of_child(child, fact)
    why = words_needed(because, "because", "Say why this was wrong.")
    with recorded("fact_struck", by=by) as entry:
        kept = type(fact).objects.select_for_update(of=("self",)).get(pk=fact.pk)
        if kept.struck_at is not None:
            raise ValidationError("This is struck out already.")
        kept.struck_by, kept.struck_at, kept.struck_because = by, clock.now(), why
        kept.save()
        about_child(entry, child, by, kept)


def _new_child(person: Person, start: RecordStart, by: User | None, on: date) -> Child:
    chosen = start.local_id.strip() or f"H{person.pk.hex[:9].upper()}"
    if Child.objects.filter(local_id=chosen).exists():
        raise ValidationError({"local_id": "Another child has this id."})
    return entered(
        Child,
        by,
        person=person,
        local_id=chosen,
        opened_on=on,
        is_unaccompanied=start.is_unaccompanied,
        unaccompanied_until_on=start.unaccompanied_until_on,
    )


def _ties(child: Child, start: RecordStart, by: User | None, on: date) -> list[Fact]:
    """Return what lets people work with a new child: the team, and a social worker where one begins at once."""
    found: list[Fact] = []
    if start.team is not None:
        found.append(entered(ChildTeam, by, child=child, team=start.team, begins_on=on))
    if start.allocated_to is not None:
        role = AllocatedAs.SOCIAL_WORKER
        found.append(entered(Allocation, by, child=child, user=start.allocated_to, allocated_as=role, begins_on=on))
    return found


def _check_plain(fact: Fact) -> None:
    """Raise ValueError for a fact by which records open or shut: those end by their own actions, which check more."""
    if fact._meta.model_name not in _PLAIN:
        raise ValueError(f"{fact._meta.label} ends by an action of its own")


_PLAIN = frozenset(
    {
        "personname",
        "householdmembership",
        "contact",
        "relationship",
        "parentalresponsibility",
        "nottobetold",
        "maybecontacted",
        "networkmember",
        "keyworker",
    }
)
