"""Fills the demo with people: an invented service's staff, teams and families, by the actions people use."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from homeward.invented.families import InventedService
from homeward.invented.families import happenings as told
from homeward.invented.families.named import InventedPerson
from homeward.sources.rows import Rows
from homeward.web.accounts.actions import create_user, deactivate_user, give_role, note_sign_in
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.commands.demo_pathway import PATHWAY_WRITERS
from homeward.web.commands.demo_stories import STORY_WRITERS
from homeward.web.people.access.actions import break_glass, declare_conflict, restrict_child, review_break_glass
from homeward.web.people.care.actions import correct_episode, enter_episode, import_children, place_episode
from homeward.web.people.care.checking import EpisodeDetails
from homeward.web.people.care.queries import details_of
from homeward.web.people.details import (
    ContactDetails,
    HandoverDetails,
    HomeDetails,
    KinDetails,
    LeaveDetails,
    MemberDetails,
    NameDetails,
    PersonDetails,
    RecordStart,
    RestrictionDetails,
    SecretDetails,
    TaskDetails,
)
from homeward.web.people.family.actions import (
    add_contact,
    add_household,
    give_responsibility,
    join_household,
    keep_secret,
    relate_persons,
    state_contact_leave,
)
from homeward.web.people.merging.actions import agree_to_merge, propose_merge, propose_undoing, undo_merge
from homeward.web.people.models import (
    Agency,
    Allocation,
    CareEpisode,
    Child,
    Household,
    HouseholdMembership,
    Person,
    Team,
    TeamMembership,
)
from homeward.web.people.network.actions import add_agency, join_network, name_key_worker
from homeward.web.people.persons.actions import add_name, add_relative, create_child, end_fact
from homeward.web.people.teams.actions import (
    allocate_child,
    ask_person,
    create_team,
    hand_over_child,
    join_team,
    leave_team,
)


def replay(
    service: InventedService,
    *,
    rows: Rows,
    dataset: UUID,
    password: str,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Mapping[str, Child]:
    """Write down everything of an invented service, each thing on its own day by whoever wrote it.

    `rows` are those of the published `dataset`, whose children they are; `password` is everybody's. `progress` is told
    how many things of how many are done. Returns the stories' children, by story. Raises what an action raises.
    """
    replaying = Replay(rows, dataset, password)
    with _hurried():
        for number, event in enumerate(service.events):
            with on_day(event.on):
                replaying.write(event)
            progress(number + 1, len(service.events))
    return {story: replaying.children[local_id] for story, local_id in service.stories.items()}


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Let the service's clock stand on a day."""
    before, settings.HOMEWARD_TODAY = settings.HOMEWARD_TODAY, day
    try:
        yield
    finally:
        settings.HOMEWARD_TODAY = before


@contextmanager
def _hurried() -> Iterator[None]:
    """Let SQLite not wait for the disk at each of some thousand writes: an empty demo has nothing to lose."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        waits = cursor.execute("PRAGMA synchronous").fetchone()[0]
        cursor.execute("PRAGMA synchronous = OFF")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA synchronous = {int(waits)}")


class Replay:
    """Writes one event after the other, and remembers what came of each by the event's key."""

    def __init__(self, rows: Rows, dataset: UUID, password: str) -> None:
        """Begin with what was in an empty demo: nobody but the accounts that are there already."""
        self.rows, self.dataset, self.password = rows, dataset, password
        self.users: dict[str, User] = {}
        self.teams: dict[str, Team] = {}
        self.agencies: dict[str, Agency] = {}
        self.children: dict[str, Child] = {}
        self.people: dict[str, Person] = {}
        self.households: dict[str, Household] = {}
        self.placed: dict[str, Household] = {}
        self.made: dict[str, Any] = {}

    def write(self, event: told.Event) -> None:
        """Write down one thing, on the day on which the clock stands."""
        by = self.users[event.by] if event.by else None
        self.made[event.key] = _WRITERS[type(event.what)](self, event.what, by, event.on)

    def person(self, key: str) -> Person:
        """Return a person by key: a child's is its local id."""
        return self.people[key]


def _staff_joined(self: Replay, what: told.StaffJoined, by: User | None, on: date) -> User:
    user = User.objects.filter(username=what.user).first()
    if user is None:
        user = create_user(username=what.user, name=what.name, password=self.password, by=by, on=what.since)
        give_role(user=user, role=Role(what.role), until=what.until, by=by, on=what.since)
    self.users[what.user] = user
    return user


def _signed_in(self: Replay, what: told.SignedIn, by: User | None, on: date) -> None:
    note_sign_in(by=self.users[what.user])


def _staff_left(self: Replay, what: told.StaffLeft, by: User | None, on: date) -> None:
    deactivate_user(user=self.users[what.user], by=by, on=on)


def _team_began(self: Replay, what: told.TeamBegan, by: User | None, on: date) -> None:
    self.teams[what.team] = create_team(name=what.team, by=by, on=what.since)


def _team_joined(self: Replay, what: told.TeamJoined, by: User | None, on: date) -> TeamMembership:
    team, user = self.teams[what.team], self.users[what.user]
    return join_team(team=team, user=user, is_manager=what.is_manager, by=by, on=what.since)


def _team_left(self: Replay, what: told.TeamLeft, by: User | None, on: date) -> None:
    team, user = self.teams[what.team], self.users[what.user]
    leave_team(membership=TeamMembership.objects.on(on).get(team=team, user=user), by=by, on=on)


def _agency_added(self: Replay, what: told.AgencyAdded, by: User | None, on: date) -> None:
    one = what.agency
    self.agencies[one.key] = add_agency(name=one.name, kind=one.kind, phone=one.phone, by=by)


def _child_created(self: Replay, what: told.ChildCreated, by: User | None, on: date) -> Child:
    start = RecordStart(
        team=self.teams[what.team],
        local_id=what.person.key,
        allocated_to=self.users[what.worker] if what.worker else None,
        is_unaccompanied=what.is_unaccompanied,
    )
    child = create_child(details=_details(what.person), start=start, by=by, on=what.since)
    self.children[what.person.key], self.people[what.person.key] = child, child.person
    return child


def _details(person: InventedPerson) -> PersonDetails:
    return PersonDetails(
        given=person.given,
        family=person.family,
        born_on=person.born_on,
        born_exactly=person.born_exactly,
        died_on=person.died_on,
        sex=person.sex,
        ethnicity=person.ethnicity,
        first_language=person.first_language,
        needs_interpreter=person.needs_interpreter,
        communication=person.communication,
    )


def _persons_related(self: Replay, what: told.PersonsRelated, by: User | None, on: date) -> Any:
    child = self.children[what.child]
    if what.is_new:
        person = add_relative(child=child, details=_details(what.person), kind=what.kind, by=by, on=what.since)
        self.people[what.person.key] = person
        return person.relationships.get()
    kin = KinDetails(self.person(what.person.key), what.kind, self.person(what.other))
    return relate_persons(child=child, kin=kin, by=by, on=what.since)


def _name_added(self: Replay, what: told.NameAdded, by: User | None, on: date) -> Any:
    name = NameDetails(what.given, what.family, what.kind, what.is_shown)
    person = self.person(what.person)
    return add_name(child=self.children[what.child], person=person, name=name, by=by, on=what.since)


def _household_joined(self: Replay, what: told.HouseholdJoined, by: User | None, on: date) -> HouseholdMembership:
    child, person, one = self.children[what.child], self.person(what.person), what.household
    if what.is_new:
        home = HomeDetails(one.address, one.postcode, one.phone)
        made = add_household(child=child, people=[person], home=home, by=by, on=what.since)
        self.households[one.key] = made
        joined = made.memberships.get()
    else:
        household = self.households[one.key]
        joined = join_household(child=child, household=household, person=person, by=by, on=what.since)
    if what.is_placement:
        self.placed[what.child] = self.households[one.key]
    return joined


def _contact_added(self: Replay, what: told.ContactAdded, by: User | None, on: date) -> Any:
    contact = ContactDetails(what.way, what.value, what.safety, what.when)
    person = self.person(what.person)
    return add_contact(child=self.children[what.child], person=person, contact=contact, by=by, on=what.since)


def _responsibility_given(self: Replay, what: told.ResponsibilityGiven, by: User | None, on: date) -> Any:
    holder = self.person(what.person) if what.person else self.agencies[str(what.agency)]
    return give_responsibility(child=self.children[what.child], holder=holder, basis=what.basis, by=by, on=what.since)


def _secret_kept(self: Replay, what: told.SecretKept, by: User | None, on: date) -> Any:
    secret, person = SecretDetails(what.what, what.reason), self.person(what.person)
    return keep_secret(child=self.children[what.child], person=person, secret=secret, by=by, on=what.since)


def _contact_leave_stated(self: Replay, what: told.ContactLeaveStated, by: User | None, on: date) -> Any:
    leave, person = LeaveDetails(what.may, what.words), self.person(what.person)
    return state_contact_leave(child=self.children[what.child], person=person, leave=leave, by=by, on=what.since)


def _network_joined(self: Replay, what: told.NetworkJoined, by: User | None, on: date) -> Any:
    who = _details(what.person) if what.person else self.users[str(what.user)]
    member = MemberDetails(what.role_words, self.agencies[what.agency] if what.agency else None)
    return join_network(child=self.children[what.child], who=who, member=member, by=by, on=what.since)


def _key_worker_named(self: Replay, what: told.KeyWorkerNamed, by: User | None, on: date) -> Any:
    return name_key_worker(child=self.children[what.child], member=self.made[what.member], by=by, on=what.since)


def _allocated(self: Replay, what: told.Allocated, by: User | None, on: date) -> Allocation:
    child, user = self.children[what.child], self.users[what.user]
    return allocate_child(child=child, user=user, allocated_as=what.allocated_as, by=by, on=what.since)


def _handed_over(self: Replay, what: told.HandedOver, by: User | None, on: date) -> Any:
    ours = Allocation.objects.on(on).filter(child=self.children[what.child], user=self.users[what.from_user])
    details = HandoverDetails(what.child_was_told, what.parents_were_told, what.joint_visit_on, what.no_visit_because)
    allocation = ours.get(allocated_as=what.allocated_as)
    return hand_over_child(allocation=allocation, to=self.users[what.to_user], details=details, by=by, on=on)


def _asked(self: Replay, what: told.Asked, by: User | None, on: date) -> Any:
    task = TaskDetails(what.task, what.until, self.agencies[what.agency] if what.agency else None)
    return ask_person(child=self.children[what.child], user=self.users[what.user], task=task, by=by, on=on)


def _child_restricted(self: Replay, what: told.ChildRestricted, by: User | None, on: date) -> Any:
    details, leave = RestrictionDetails(what.reason, what.number_to_ring), [self.users[one] for one in what.leave_for]
    return restrict_child(child=self.children[what.child], details=details, leave_for=leave, by=by, on=on)


def _conflict_declared(self: Replay, what: told.ConflictDeclared, by: User | None, on: date) -> Any:
    child, user = self.children[what.child], self.users[what.user]
    return declare_conflict(child=child, user=user, reason=what.reason, by=by, on=on)


def _glass_broken(self: Replay, what: told.GlassBroken, by: User | None, on: date) -> Any:
    return break_glass(child=self.children[what.child], reason=what.reason, by=self.users[what.user])


def _glass_reviewed(self: Replay, what: told.GlassReviewed, by: User | None, on: date) -> None:
    review_break_glass(broken=self.made[what.broken], words=what.words, by=by)


def _merge_proposed(self: Replay, what: told.MergeProposed, by: User, on: date) -> Any:
    kept, other = self.person(what.kept), self.person(what.other)
    return propose_merge(kept=kept, other=other, because=what.because, by=by)


def _merge_agreed(self: Replay, what: told.MergeAgreed, by: User, on: date) -> None:
    agree_to_merge(merge=self.made[what.merge], by=by)


def _undoing_proposed(self: Replay, what: told.UndoingProposed, by: User, on: date) -> None:
    propose_undoing(merge=self.made[what.merge], because=what.because, by=by)


def _merge_undone(self: Replay, what: told.MergeUndone, by: User, on: date) -> None:
    undo_merge(merge=self.made[what.merge], by=by)


def _return_imported(self: Replay, what: told.ReturnImported, by: User | None, on: date) -> None:
    """Bring in the histories, and say in which household each child lives who is in care."""
    import_children(rows=self.rows, dataset=self.dataset, by=None)
    children = {child.pk: local_id for local_id, child in self.children.items()}
    for episode in CareEpisode.objects.filter(child__in=list(children), dec_on=None, struck_at=None):
        if household := self.placed.get(children[episode.child_id]):
            place_episode(episode=episode, household=household, by=None)


def _episode_entered(self: Replay, what: told.EpisodeEntered, by: User | None, on: date) -> CareEpisode:
    details = EpisodeDetails(
        decom_on=what.decom_on,
        dec_on=what.dec_on,
        reason_new_episode=what.reason_new_episode,
        legal_status=what.legal_status,
        need=what.need,
        place=what.place,
        place_provider=what.place_provider,
        reason_ceased=what.reason_ceased,
    )
    return enter_episode(child=self.children[what.child], episode=details, by=by, on=on)


def _care_ended(self: Replay, what: told.CareEnded, by: User | None, on: date) -> CareEpisode:
    episode = CareEpisode.objects.get(child=self.children[what.child], dec_on=None, struck_at=None)

    details = replace(details_of(episode), dec_on=what.dec_on, reason_ceased=what.reason_ceased)
    return correct_episode(episode=episode, details=details, by=by, on=on)


def _fact_ended(self: Replay, what: told.FactEnded, by: User | None, on: date) -> None:
    end_fact(child=self.children[what.child], fact=self.made[what.fact], by=by, on=what.ended_on)


_WRITERS: Mapping[type, Callable[[Replay, Any, Any, date], Any]] = MappingProxyType(
    {
        told.StaffJoined: _staff_joined,
        told.SignedIn: _signed_in,
        told.StaffLeft: _staff_left,
        told.TeamBegan: _team_began,
        told.TeamJoined: _team_joined,
        told.TeamLeft: _team_left,
        told.AgencyAdded: _agency_added,
        told.ChildCreated: _child_created,
        told.PersonsRelated: _persons_related,
        told.NameAdded: _name_added,
        told.HouseholdJoined: _household_joined,
        told.ContactAdded: _contact_added,
        told.ResponsibilityGiven: _responsibility_given,
        told.SecretKept: _secret_kept,
        told.ContactLeaveStated: _contact_leave_stated,
        told.NetworkJoined: _network_joined,
        told.KeyWorkerNamed: _key_worker_named,
        told.Allocated: _allocated,
        told.HandedOver: _handed_over,
        told.Asked: _asked,
        told.ChildRestricted: _child_restricted,
        told.ConflictDeclared: _conflict_declared,
        told.GlassBroken: _glass_broken,
        told.GlassReviewed: _glass_reviewed,
        told.MergeProposed: _merge_proposed,
        told.MergeAgreed: _merge_agreed,
        told.UndoingProposed: _undoing_proposed,
        told.MergeUndone: _merge_undone,
        told.ReturnImported: _return_imported,
        told.EpisodeEntered: _episode_entered,
        told.CareEnded: _care_ended,
        told.FactEnded: _fact_ended,
        **STORY_WRITERS,
        **PATHWAY_WRITERS,
    }
)
"""What writes each kind of thing."""
