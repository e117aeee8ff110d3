"""Writes down who is who in a family, who has parental responsibility, and who may be told or met."""

from datetime import date, timedelta

from homeward.invented.families.careers import CARE_ORDERS, CareChild
from homeward.invented.families.cases import Case, begins_by
from homeward.invented.families.draws import Draws
from homeward.invented.families.happenings import (
    ChildCreated,
    ContactAdded,
    ContactLeaveStated,
    NameAdded,
    PersonsRelated,
    ResponsibilityGiven,
    SecretKept,
)
from homeward.invented.families.kin import DOMESTIC_ABUSE
from homeward.invented.families.named import InventedPerson
from homeward.invented.families.places import Addresses
from homeward.invented.families.staff import TEAMS

_COUNCIL = "council"
_COUNCIL_HOLDS = CARE_ORDERS | {"E1"}
_GUARDIANS = frozenset({"E43", "E44", "E45", "E46", "E47", "E48"})
_ARRANGEMENTS = "E41"
_AFRAID = "He has been violent to the children’s mother, and has followed her to two addresses."


def write_relatives(case: Case, draws: Draws, addresses: Addresses) -> None:
    """Write down each child's record with the relatives, as they became known."""
    for child in case.children:
        _write_child(case, child)
        _write_parents(case, child)
        _write_other_relatives(case, child)
        _write_responsibility(case, child)
    _write_contacts(case, draws, addresses)
    _write_names(case)


def _write_child(case: Case, child: CareChild) -> None:
    on = case.record_on[child.local_id]
    turn = case.turns[0]
    worker = turn.user if turn.since <= on else None
    created = ChildCreated(
        case.family.children[child.local_id], TEAMS[case.team], worker, on, child.is_unaccompanied, is_in_return=True
    )
    key = case.ledger.write(created, on=on, by=begins_by(case, on))
    if worker is not None:
        case.keys[child.local_id, "social_worker"] = key


def _write_parents(case: Case, child: CareChild) -> None:
    family = case.family
    father = family.fathers.get(child.local_id)
    for person, kind in ((family.mother, "mother"), (father, "father")):
        if person is not None:
            relate(case, child, person, kind)
    if family.mother is not None and child is case.children[0]:
        for father in {person.key: person for person in family.fathers.values()}.values():
            if father.key in family.married:
                kind = "partner" if family.together else "former_partner"
                relate(case, child, father, kind, other=family.mother.key)


def _write_other_relatives(case: Case, child: CareChild) -> None:
    family = case.family
    if family.partner is not None:
        relate(case, child, family.partner, "step_parent")
    if family.grandmother is not None:
        relate(case, child, family.grandmother, "grandparent")
    if family.aunt is not None:
        relate(case, child, family.aunt, "aunt_uncle")
    for other in case.children[: case.children.index(child)]:
        one, two = family.fathers.get(child.local_id), family.fathers.get(other.local_id)
        kind = "sibling" if one == two else "half_sibling"
        relate(case, child, family.children[child.local_id], kind, other=other.local_id)


def relate(  # noqa: PLR0913 - who, to whom, as what, and since when
    case: Case,
    child: CareChild,
    person: InventedPerson,
    kind: str,
    *,
    other: str = "",
    since: date | None = None,
) -> str:
    """Write down that a person is the `kind` of a child, or of another person in the child's record."""
    what = PersonsRelated(child.local_id, person, other or child.local_id, kind, since)
    return case.write(child.local_id, what, since)


def _write_responsibility(case: Case, child: CareChild) -> None:
    family, father = case.family, case.family.fathers.get(child.local_id)
    if family.mother is not None and family.mother.died_on is None:
        _give(case, child, family.mother.key, "mother")
    if father is not None and father.key in family.registered:
        _give(case, child, father.key, "father_married" if father.key in family.married else "father_registered")
    since = council_since(child)
    if since is not None:
        what = ResponsibilityGiven(child.local_id, None, _COUNCIL, "care_order", since)
        key = case.write(child.local_id, what, since)
        if child.last.ended_on is not None:
            case.end(child.local_id, key, child.last.ended_on)
    basis = _order_basis(child)
    if basis and family.kin_carer is not None:
        _give(case, child, family.kin_carer.key, basis, child.last.ended_on)


def _give(case: Case, child: CareChild, person: str, basis: str, since: date | None = None) -> None:
    case.write(child.local_id, ResponsibilityGiven(child.local_id, person, None, basis, since), since)


def _order_basis(child: CareChild) -> str:
    if child.last.reason_ceased in _GUARDIANS:
        return "special_guardian"
    return "arrangements_order" if child.last.reason_ceased == _ARRANGEMENTS else ""


def council_since(child: CareChild) -> date | None:
    """Return since when the last order gave the council parental responsibility without a break; None without one."""
    since = None
    for episode in child.periods[-1]:
        since = (since or episode.began_on) if episode.legal_status in _COUNCIL_HOLDS else None
    return since


def _write_contacts(case: Case, draws: Draws, addresses: Addresses) -> None:
    family, child = case.family, case.children[0].local_id
    is_afraid = family.worry == DOMESTIC_ABUSE
    if family.mother is not None and family.mother.died_on is None:
        if is_afraid:
            _contact(case, family.mother, "phone", addresses.mobile(), "ask", "Weekdays between 10 and 2, no messages")
            _contact(case, family.mother, "text", addresses.mobile(), "unsafe", "He has read her messages before")
        else:
            _contact(case, family.mother, "phone", addresses.mobile(), "safe", "")
    for father in {person.key: person for person in family.fathers.values()}.values():
        _write_father_may(case, father, draws, addresses, is_afraid=is_afraid)
    if family.kin_carer is not None and draws.chance(0.5):
        what = ContactAdded(child, family.kin_carer.key, "phone", addresses.landline(), "safe", "", None)
        case.write(child, what)


def _write_father_may(
    case: Case, father: InventedPerson, draws: Draws, addresses: Addresses, *, is_afraid: bool
) -> None:
    """Write down whether a father may be met, and what he must not be told."""
    theirs = [child for child in case.children if case.family.fathers.get(child.local_id) == father]
    if not is_afraid and draws.chance(0.6):
        first = theirs[0].local_id
        case.write(first, ContactAdded(first, father.key, "phone", addresses.mobile(), "safe", "", None))
    supervised = draws.chance(0.25)
    for child in theirs:
        one, since = child.local_id, case.record_on[child.local_id] + timedelta(days=3)
        since = min(since, case.as_of)
        if is_afraid:
            case.write(one, SecretKept(one, father.key, "lives", _AFRAID, since), since)
            words = "A non-molestation order protects the mother and the children."
            case.write(one, ContactLeaveStated(one, father.key, "no", words, since), since)
        elif supervised:
            words = "Two hours a fortnight at the family centre, with a worker in the room."
            case.write(one, ContactLeaveStated(one, father.key, "supervised", words, since), since)


def _contact(  # noqa: PLR0913, PLR0917 - the parts of one way to reach somebody
    case: Case, person: InventedPerson, way: str, value: str, safety: str, when: str
) -> None:
    child = case.children[0].local_id
    case.write(child, ContactAdded(child, person.key, way, value, safety, when, None))


def _write_names(case: Case) -> None:
    """Write down the other names that some bear: a child under its father's name, a name used at school."""
    child = case.children[0]
    person = case.family.children[child.local_id]
    father = case.family.fathers.get(child.local_id)
    if case.story == "name_change" and father is not None:
        former = NameAdded(child.local_id, child.local_id, person.given, father.family, "former", False, None)
        key = case.write(child.local_id, former)
        case.end(child.local_id, key, max(case.record_on[child.local_id], case.as_of - timedelta(days=300)))
        short = NameAdded(child.local_id, child.local_id, person.given[:3], person.family, "known_as", True, None)
        case.write(child.local_id, short)
