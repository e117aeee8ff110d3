"""An invented family made by the actions people use: a child in care, kin, homes, workers, and who must not be told."""

from dataclasses import dataclass
from datetime import date, timedelta

from homeward.web import clock
from homeward.web.accounts.actions import create_user, give_role
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.care.actions import enter_episode, place_episode
from homeward.web.people.care.checking import EpisodeDetails
from homeward.web.people.details import (
    HomeDetails,
    LeaveDetails,
    MemberDetails,
    PersonDetails,
    RecordStart,
    SecretDetails,
)
from homeward.web.people.family.actions import (
    add_household,
    give_responsibility,
    keep_secret,
    state_contact_leave,
)
from homeward.web.people.models import AllocatedAs, CareEpisode, Child, EpisodeSource, Household, Person, Team
from homeward.web.people.network.actions import add_agency, join_network, name_key_worker
from homeward.web.people.persons.actions import add_relative, create_child
from homeward.web.people.teams.actions import allocate_child, create_team, join_team

BEGAN = date(2024, 2, 5)


@dataclass(frozen=True)
class Story:
    """The child, the people of the family, and who works with them."""

    child: Child
    mother: Person
    father: Person
    team: Team
    worker: User
    manager: User
    officer: User
    home: Household


def somebody(username: str, name: str, role: Role) -> User:
    """Return the account of this name, made with a role if it is not there."""
    found = User.objects.filter(username=username).first()
    if found is None:
        found = create_user(
            username=username, name=name, password="quiet harbour, forty lanterns", by=None, on=date(2020, 1, 1)
        )
        give_role(user=found, role=role, by=None, on=date(2020, 1, 1))
    return found


def tell_story(worker: User | None = None, manager: User | None = None) -> Story:
    """Write the story down and return it; nobody in it is real."""
    worker = worker or somebody("story_worker", "Invented Worker", Role.SOCIAL_WORKER)
    manager = manager or somebody("story_manager", "Invented Manager", Role.TEAM_MANAGER)
    team = create_team(name="Invented East", by=None, on=BEGAN)
    join_team(team=team, user=manager, is_manager=True, by=None, on=BEGAN)
    details = PersonDetails(
        "Jordan",
        "Exemplar",
        born_on=date(2016, 3, 2),
        first_language="Polish",
        languages="English",
        communication="Short sentences, and time to answer.",
    )
    start = RecordStart(team=team, local_id="INV903", allocated_to=worker)
    child = create_child(details=details, start=start, by=None, on=BEGAN)
    mother = add_relative(child=child, details=PersonDetails("Mo", "Exemplar", sex="female"), kind="mother", by=None)
    father = add_relative(child=child, details=PersonDetails("Fin", "Exemplar", sex="male"), kind="father", by=None)
    give_responsibility(child=child, holder=mother, basis="mother", by=None, on=None)
    council = add_agency(name="Invented Borough Council", kind="council", by=None)
    give_responsibility(child=child, holder=council, basis="care_order", by=None, on=BEGAN)
    keep_secret(child=child, person=father, secret=SecretDetails("lives", "Threats in 2024."), by=None, on=BEGAN)
    state_contact_leave(child=child, person=father, leave=LeaveDetails("no", "Court order."), by=None, on=BEGAN)
    home = _foster_home(child)
    member = join_network(child=child, who=worker, member=MemberDetails("Social worker"), by=None, on=BEGAN)
    name_key_worker(child=child, member=member, by=None, on=BEGAN)
    officer = somebody("story_reviewer", "Invented Reviewer", Role.REVIEWING_OFFICER)
    allocate_child(child=child, user=officer, allocated_as=AllocatedAs.REVIEWING_OFFICER, by=None, on=BEGAN)
    return Story(child, mother, father, team, worker, manager, officer, home)


def _foster_home(child: Child) -> Household:
    first = EpisodeDetails(BEGAN, "S", "V2", "N1", "U6", "PR1")
    episode = enter_episode(child=child, episode=first, despite=("header_value_missing",), by=None, on=clock.today())
    carer = add_relative(child=child, details=PersonDetails("Flo", "Carter"), kind="carer", by=None, on=BEGAN)
    home = add_household(
        child=child, people=[child.person, carer], home=HomeDetails("1 Invented Lane", "ZZ1 1ZZ"), by=None, on=BEGAN
    )
    place_episode(episode=episode, household=home, by=None)
    return home


def give_history(child: Child, episodes: int) -> None:
    """Give a child this many episodes before today, one after the other, as a long import would."""
    first = clock.today() - timedelta(days=20 * episodes)
    CareEpisode.objects.filter(child=child).delete()
    places, statuses = ("U6", "K2", "U1", "R1", "P1"), ("V2", "C1", "C2")
    rows = []
    for number in range(episodes):
        begins, is_last = first + timedelta(days=20 * number), number == episodes - 1
        rows.append(
            CareEpisode(
                child=child,
                decom_on=begins,
                dec_on=None if is_last else begins + timedelta(days=20),
                reason_new_episode="S" if number == 0 else "P",
                legal_status=statuses[number % 3],
                need="N1",
                place=places[number % 5],
                place_provider="PR1",
                reason_ceased="" if is_last else "X1",
                source=EpisodeSource.IMPORTED,
                entered_at=clock.now(),
            )
        )
    CareEpisode.objects.bulk_create(rows)
