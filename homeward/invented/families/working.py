"""Writes down who works with a child: allocations, handovers, the network of agencies, and the key worker."""

from datetime import date, timedelta

from homeward.invented.families.careers import CareChild
from homeward.invented.families.cases import Case, Turn
from homeward.invented.families.draws import Draws
from homeward.invented.families.happenings import Allocated, HandedOver, KeyWorkerNamed, NetworkJoined
from homeward.invented.families.kin import DOMESTIC_ABUSE, MENTAL_HEALTH, SUBSTANCES
from homeward.invented.families.living import CARTER, Homes
from homeward.invented.families.named import InventedPerson
from homeward.invented.families.peoples import Names
from homeward.invented.families.places import ROLES
from homeward.invented.families.staff import (
    LEAVER,
    LEFT_DAYS_AGO,
    STAFF,
    head_of,
    in_team,
    named,
    workers_of,
)

_REVIEWERS = tuple(staff.user for staff in STAFF if staff.role == "reviewing_officer")
_SPECIALISTS = {
    SUBSTANCES: "substance_misuse",
    DOMESTIC_ABUSE: "domestic_abuse",
    MENTAL_HEALTH: "mental_health",
}
_OF_FAMILY = {SUBSTANCES: "drug_service", DOMESTIC_ABUSE: "abuse_service"}
_TOLD_CHILD = "Was told three weeks before who comes next and why, and chose where all three met."
_TOLD_PARENTS = "Were told by letter and at the visit; they have the new worker’s number."
_NO_VISIT = "The worker’s last day came forward; the manager visited the child with the new worker a week later."


class Professionals:
    """The people of the agencies, two for each agency that needs them."""

    def __init__(self, draws: Draws, names: Names) -> None:
        """Begin with nobody."""
        self._draws, self._names = draws, names
        self._people: dict[str, InventedPerson] = {}

    def of(self, agency: str) -> InventedPerson:
        """Return somebody from an agency."""
        key = f"{agency}-{self._draws.between(1, 3)}"
        if key not in self._people:
            people = self._draws.weighted({"british": 7, "indian": 1, "west_african": 1, "east_european": 1})
            family = self._names.family(people)
            sex = self._draws.one_of(("female", "female", "male"))
            given = self._names.given(people, sex, family, is_older=True)
            self._people[key] = InventedPerson(key, given, family, sex)
        return self._people[key]


def write_working(case: Case, draws: Draws, homes: Homes, professionals: Professionals) -> None:
    """Write down who works with a family's children, and who from other agencies does."""
    for child in case.children:
        _allocate_worker(case, child)
        _allocate_others(case, child, draws, homes)
    _hand_over(case)
    for child in case.children:
        _write_network(case, child, draws, professionals)


def _allocate_worker(case: Case, child: CareChild) -> None:
    """Write down the first social worker, unless the record began with that worker."""
    if (child.local_id, "social_worker") not in case.keys:
        turn = case.turns[0]
        _allocate(case, child, turn.user, "social_worker", max(turn.since, case.record_on[child.local_id]))


def _allocate(case: Case, child: CareChild, user: str, allocated_as: str, since: date) -> None:
    on = max(since, named(user).joined_on(case.as_of), case.record_on[child.local_id])
    what = Allocated(child.local_id, user, allocated_as, on)
    case.allocations[child.local_id, allocated_as] = user
    case.keys[child.local_id, allocated_as] = case.ledger.write(what, on=on, by=_leads(case))


def _leads(case: Case) -> str:
    """Return who says who works with a child: the team's manager, or the head of service in the manager's place."""
    return "head_of_service" if case.story == "conflict_neighbour" else head_of(case.team)


def _allocate_others(case: Case, child: CareChild, draws: Draws, homes: Homes) -> None:
    _allocate(case, child, draws.one_of(_REVIEWERS), "reviewing_officer", child.came_on)
    support, second = in_team(case.team, "family_support_worker"), in_team(case.team, "second_worker")
    if support and draws.chance(0.4):
        _allocate(case, child, support, "family_support_worker", child.came_on)
    if second and draws.chance(0.4) and not case.story.startswith("conflict"):
        _allocate(case, child, second, "second_worker", child.came_on)
    specialism = _SPECIALISTS.get(case.family.worry)
    specialist = next((one for one in STAFF if one.specialism == specialism and one.team == case.team), None)
    if specialist is not None and specialism is not None:
        _allocate(case, child, specialist.user, specialism, child.came_on)
    if homes.fosters(CARTER, child, case.children[0].local_id) and child.is_open and case.went_home_on is None:
        since = child.stays[-1].began_on
        _allocate(case, child, "foster_carer", "foster_carer", since)
        _allocate(case, child, "supervising_social_worker", "supervising_social_worker", since)


def _hand_over(case: Case) -> None:
    """Write down that the family's worker changed, where it did, and whether all met."""
    to, on, visited = _next_worker(case)
    if to is None:
        return
    for child in case.children:
        what = HandedOver(
            child.local_id,
            case.worker,
            to,
            "social_worker",
            on - timedelta(days=6) if visited else None,
            "" if visited else _NO_VISIT,
            _TOLD_CHILD if visited else "Was told by the manager on the day; was upset, and rang the old worker twice.",
            _TOLD_PARENTS,
        )
        case.keys[child.local_id, "social_worker"] = case.ledger.write(what, on=on, by=_leads(case))
    case.turns.append(Turn(on, to))


def _next_worker(case: Case) -> tuple[str | None, date, bool]:
    """Return who takes over a family, on which day and whether there was a joint visit; None where nobody does."""
    latest = max(case.record_on.values()) + timedelta(days=1)
    if case.worker == LEAVER:
        days = LEFT_DAYS_AGO + 2 + len(case.family.children)
        others = workers_of(case.team)
        visited = case.story != "handover_without_visit"
        return others[len(case.record_on) % len(others)], max(latest, case.as_of - timedelta(days=days)), visited
    if case.story == "handover":
        return "idris.fallowell", max(latest, case.as_of - timedelta(days=40)), True
    return None, case.as_of, False


def _write_network(case: Case, child: CareChild, draws: Draws, professionals: Professionals) -> None:
    """Write down the agencies round a child, and who of all these is the child's key worker."""
    members: list[tuple[date, str]] = []
    for agency in _agencies(case, child, draws):
        since = max(child.came_on, case.record_on[child.local_id])
        person = professionals.of(agency)
        what = NetworkJoined(child.local_id, ROLES[agency], agency, since, person=person)
        members.append((since, case.write(child.local_id, what, since)))
    if case.story == "five_workers":
        _write_five(case, child, professionals)
    elif draws.chance(0.7) or not members:
        _name_social_worker(case, child)
    else:
        since, key = draws.one_of(members)
        case.write(child.local_id, KeyWorkerNamed(child.local_id, key, since), since)


def _agencies(case: Case, child: CareChild, draws: Draws) -> list[str]:
    """Return the agencies round a child, by age and by what brought the family to notice."""
    age = child.age_on(case.as_of)
    bands = ((2, "health_visiting"), (4, "nursery"), (11, "primary"), (16, "secondary"))
    first = next((name for last, name in bands if age <= last), "college")
    found = [f"{first}_{draws.between(1, 2)}" if first in ("primary", "secondary") else first]
    if case.family.worry in _OF_FAMILY:
        found.append(_OF_FAMILY[case.family.worry])
    if case.story == "unaccompanied":
        found.append("refugee")
    wanted = (("practice", 0.25, 0), ("camhs", 0.3, 8), ("youth", 0.4, 12), ("police", 0.15, 10))
    found += [agency for agency, share, from_age in wanted if age >= from_age and draws.chance(share)]
    return found


def _name_social_worker(case: Case, child: CareChild) -> None:
    """Make the family's first social worker the key worker; whoever takes over from a key worker is one thereby."""
    first = case.turns[0]
    since = max(first.since, case.record_on[child.local_id])
    what = NetworkJoined(child.local_id, "Social worker", "council", since, user=first.user)
    member = case.write(child.local_id, what, since)
    case.write(child.local_id, KeyWorkerNamed(child.local_id, member, since), since)


def _write_five(case: Case, child: CareChild, professionals: Professionals) -> None:
    """Give a child five key workers: four who have left, brought over from the old records, and the present one."""
    since = case.record_on[child.local_id]
    step = (case.as_of - since) // 6
    for number in range(4):
        began = since + step * number
        agency = "youth" if number == 2 else "council"
        role = "Youth worker" if number == 2 else "Social worker"
        what = NetworkJoined(child.local_id, role, agency, began, person=professionals.of(f"{agency}-before"))
        member = case.write(child.local_id, what, began)
        case.write(child.local_id, KeyWorkerNamed(child.local_id, member, began), began)
        case.end(child.local_id, member, began + step)
    began = max(since + step * 4, case.turns[0].since)
    what = NetworkJoined(child.local_id, "Social worker", "council", began, user=case.worker)
    member = case.write(child.local_id, what, began)
    case.write(child.local_id, KeyWorkerNamed(child.local_id, member, began), began)
