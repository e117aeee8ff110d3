"""Writes what was found of a home, of its adults, of a placement with parents, and why an order stays."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.models import Written
from homeward.web.chronology.writing import struck
from homeward.web.pathway.home_assessment.details import FoundDetails, OrderDetails, PlacementDetails
from homeward.web.pathway.home_assessment.queries import home_assessment_of
from homeward.web.pathway.models import AdultAssessed, HomeFound, OrderAtHome, ParentPlacement, PathwayStart
from homeward.web.pathway.queries import Way, way_of
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child, Household, Person
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes

Kind = TypeVar("Kind", bound=Written)


def assess_home(*, child: Child, household: Household, details: FoundDetails, by: User | None) -> HomeFound:
    """Write down whether a home was found suitable. Raises ValidationError for one where no parent lives."""
    check_writes(child, by)
    words = _words(child, details, by)
    with recorded("home_assessed", by=by) as entry:
        start = _open_start(child)
        if household.pk not in {home.household.pk for home in home_assessment_of(start, clock.today()).homes}:
            raise ValidationError("No parent to whom the child could return lives there today.")
        row = _found(HomeFound, start, details, words, by, household=household)
        row.save()
        about_child(entry, child, by, row)
    return row


def assess_adult(*, child: Child, person: Person, details: FoundDetails, by: User | None) -> AdultAssessed:
    """Write down whether an adult of the household was found suitable. Raises ValidationError for anybody else."""
    check_writes(child, by)
    words = _words(child, details, by)
    with recorded("household_member_assessed", by=by) as entry:
        start = _open_start(child)
        homes = home_assessment_of(start, clock.today()).homes
        if person.pk not in {adult.person_id for home in homes for adult in home.adults}:
            raise ValidationError("This person is not an adult of a household to which the child could return.")
        row = _found(AdultAssessed, start, details, words, by, person=person)
        row.save()
        about_child(entry, child, by, row)
    return row


def consider_placement(*, child: Child, details: PlacementDetails, by: User | None) -> ParentPlacement:
    """Write down what was considered before a child in care under an order is placed with a parent, and the plan."""
    check_writes(child, by)
    _check_day(details.on)
    needed = {
        "considered": words_needed(details.considered, "considered", "Say what was considered."),
        "services": words_needed(details.services, "services", "Say which help was considered."),
        "plan": words_needed(details.plan, "plan", "Write the placement plan, or say where it stands."),
    }
    check_not_copied(needed.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("placement_with_parents_considered", by=by) as entry:
        way = _way_on_order(child)
        told = {**needed, "contact_order": details.contact_order, "on": details.on}
        row = entered(ParentPlacement, by, start=way.start, **told, **_elsewhere(details))
        row.save()
        about_child(entry, child, by, row)
    return row


def keep_order(*, child: Child, details: OrderDetails, by: User | None) -> OrderAtHome:
    """Write down why an order stays while the child lives at home, when it is to be discharged, what is instead."""
    check_writes(child, by)
    _check_day(details.on)
    because = words_needed(details.because, "because", "Say why the order stays.")
    if details.discharge_on <= details.on:
        raise ValidationError({"discharge_on": "Enter a later day: on which the order is to be discharged"})
    check_not_copied([because, details.words], concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("order_at_home_explained", by=by) as entry:
        way = _way_on_order(child)
        told = {"because": because, "discharge_on": details.discharge_on, "instead": details.instead}
        words = {"words": details.words.strip(), "on": details.on, **_elsewhere(details)}
        row = entered(OrderAtHome, by, start=way.start, **told, **words)
        row.save()
        about_child(entry, child, by, row)
    return row


def strike_home_part(*, child: Child, part: Written, because: str, by: User | None) -> None:
    """Strike out part of a home assessment, with the reason; it stays, struck out."""
    check_writes(child, by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    if part.start.child_id != child.pk:
        raise ValidationError("This is not part of the child’s record.")
    with recorded("home_assessment_struck", by=by) as entry:
        kept = struck(part, by, reason)
        kept.save()
        about_child(entry, child, by, kept)


def _words(child: Child, details: FoundDetails, by: User | None) -> str:
    """Return what was found in words. Raises ValidationError where they are missing, copied, or of a day to come."""
    _check_day(details.on)
    words = words_needed(details.words, "words", "Say what was found, and how you know.")
    check_not_copied([words], concerned=[child], by=by, because=details.elsewhere_because)
    return words


def _found(
    model: type[Kind], start: PathwayStart, details: FoundDetails, words: str, by: User | None, **of: object
) -> Kind:
    told = {"is_suitable": details.is_suitable, "words": words, "on": details.on}
    return entered(model, by, start=start, **of, **told, **_elsewhere(details))


def _open_start(child: Child) -> PathwayStart:
    return _open_way(child).start


def _open_way(child: Child) -> Way:
    way = way_of(child, clock.today())
    if way is None or way.position.has_ended:
        raise ValidationError("There is no way under way.")
    return way


def _way_on_order(child: Child) -> Way:
    way = _open_way(child)
    if not way.record.child.is_on_order:
        raise ValidationError("The child is not in care under an order: this is not asked.")
    return way


def _elsewhere(details: FoundDetails | PlacementDetails | OrderDetails) -> dict[str, str]:
    return {"elsewhere_because": details.elsewhere_because.strip()}


def _check_day(on: date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "Enter today or a day before: this is written down when it has happened"})
