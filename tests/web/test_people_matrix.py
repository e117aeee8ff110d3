"""Who sees which child: every role by every relation, restricted or not, and whole services made by chance."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    Asked,
    BreakGlass,
    Child,
    ChildTeam,
    ConflictOfInterest,
    Leave,
    Restriction,
    Team,
    TeamMembership,
)
from homeward.web.people.policy import find, visible
from homeward.web.people.relations import Relation, open_child, relations_of
from tests.web.people_world import BY_ROLE, entered, make_child, make_user, random_world, ties

pytestmark = pytest.mark.django_db

NOBODYS_TIE = {Relation.ON_DUTY, Relation.OVERSEES}
"""What ties a role to every child, without a row."""


def tie(user: User, child: Child, relation: Relation | None) -> None:
    """Make the one thing that ties somebody to a child as a relation says."""
    if relation in (Relation.ALLOCATED, Relation.REVIEWS, Relation.FOSTERS):
        allocated_as = {
            Relation.ALLOCATED: AllocatedAs.SOCIAL_WORKER,
            Relation.REVIEWS: AllocatedAs.REVIEWING_OFFICER,
            Relation.FOSTERS: AllocatedAs.FOSTER_CARER,
        }[relation]
        Allocation.objects.create(user=user, child=child, allocated_as=allocated_as, **entered())
    if relation in (Relation.IN_TEAM, Relation.SUPERVISES):
        team = Team.objects.create(name=f"Invented {relation} {child.local_id}", **entered())
        ChildTeam.objects.create(team=team, child=child, **entered())
        TeamMembership.objects.create(user=user, team=team, is_manager=relation == Relation.SUPERVISES, **entered())
    if relation == Relation.ASKED:
        Asked.objects.create(user=user, child=child, ends_on=clock.today() + timedelta(days=1), **entered())
    if relation == Relation.OPENED_BY_BREAK_GLASS:
        now = clock.now()
        BreakGlass.objects.create(user=user, child=child, at=now, until_at=now + timedelta(hours=3))


def shut_or_not(user: User, child: Child, state: str) -> None:
    """Restrict a child, give leave, or declare a conflict, as one of `STATES` says."""
    if "restricted" in state:
        restriction = Restriction.objects.create(child=child, **entered())
        if "leave" in state:
            Leave.objects.create(restriction=restriction, user=user, **entered())
    if "conflict" in state:
        ConflictOfInterest.objects.create(child=child, user=user, **entered())


STATES = ("open", "restricted", "restricted, leave", "conflict", "restricted, conflict", "restricted, leave, conflict")


def expected_of(role: Role, relation: Relation | None, state: str) -> set[Relation]:
    """Return what should tie a role to a child with one tie."""
    if "conflict" in state:
        return set()
    sees = {r for r in {relation, *NOBODYS_TIE} - {None} if role in BY_ROLE[r]}
    if relation == Relation.SUPERVISES and role in BY_ROLE[Relation.IN_TEAM]:
        sees.add(Relation.IN_TEAM)
    return sees & {Relation.OPENED_BY_BREAK_GLASS} if state == "restricted" else sees


@pytest.mark.parametrize("role", sorted(Role))
def test_each_role_sees_by_each_relation_what_the_table_says(role: Role) -> None:
    user, expected = make_user(1, role), {}
    for number, (relation, state) in enumerate(product((None, *Relation), STATES)):
        child = make_child(number)
        tie(user, child, relation)
        shut_or_not(user, child, state)
        expected[child] = expected_of(role, relation, state)
    assert set(visible(user, Child)) == {child for child, sees in expected.items() if sees}
    roles = frozenset({role})
    for child, sees in expected.items():
        assert open_child(user, roles, child.pk) == (child if sees else None, sees)
    for child in list(expected)[:3]:
        assert (find(user, Child, child.pk) is not None) is bool(expected[child])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_service_made_by_chance_is_seen_as_the_slow_way_says(seed: int) -> None:
    users, kids = random_world(seed)
    seen = 0
    for user in users:
        expected = {child: ties(user, child) for child in kids}
        assert set(visible(user, Child)) == {child for child, tied in expected.items() if tied}
        for child in kids:
            assert relations_of(user, child) == expected[child]
        seen += sum(bool(tied) for tied in expected.values())
    assert 0 < seen < len(users) * len(kids)


def test_whoever_was_shut_out_sees_nothing_even_with_ties() -> None:
    user, child = make_user(1, Role.DIRECTOR), make_child(1)
    assert relations_of(user, child) == {Relation.OVERSEES}
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.refresh_from_db()
    assert not visible(user, Child).exists()
    assert relations_of(user, child) == frozenset()


def test_opening_a_child_takes_one_query_however_many_ties() -> None:
    user, child = make_user(1, Role.TEAM_MANAGER, Role.DIRECTOR), make_child(1)
    for relation in Relation:
        tie(user, child, relation)
    roles = user.roles_on(clock.today())
    with CaptureQueriesContext(connection) as queries:
        opened, relations = open_child(user, roles, child.pk)
        assert opened.person.pk
    assert len(queries) == 1
    assert Relation.SUPERVISES in relations
