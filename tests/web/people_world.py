"""A small invented service made by chance, and the obvious, slow way of telling who may see which child in it."""

import random
from datetime import date, timedelta

from homeward.web import clock
from homeward.web.accounts.models import HeldRole, User
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
    Merge,
    Person,
    Restriction,
    Team,
    TeamMembership,
)
from homeward.web.people.relations import Relation


def make_user(number: int, *roles: Role) -> User:
    """Make somebody invented who has held the roles for long."""
    user = User.objects.create(username=f"invented_{number}", name=f"Invented {number}", joined_on=date(2020, 1, 1))
    HeldRole.objects.bulk_create(HeldRole(user=user, role=role, begins_on=date(2020, 1, 1)) for role in roles)
    return user


def make_child(number: int) -> Child:
    """Make an invented child without any ties."""
    person = Person.objects.create(entered_at=clock.now())
    return Child.objects.create(
        person=person, local_id=f"INV{number}", opened_on=date(2020, 1, 1), entered_at=clock.now()
    )


def entered(**words: object) -> dict[str, object]:
    """Return what every fact needs besides its matter; it has held for long unless said otherwise."""
    return {"begins_on": date(2021, 1, 1), "entered_at": clock.now(), **words}


def random_world(seed: int) -> tuple[list[User], list[Child]]:
    """Make people and children with ties, restrictions and conflicts by chance, past, present and to come."""
    chance = random.Random(seed)
    users = [make_user(n, *chance.sample(list(Role), chance.choice((0, 1, 1, 1, 2)))) for n in range(10)]
    kids = [make_child(n) for n in range(7)]
    teams = [Team.objects.create(name=f"Invented team {n}", **entered()) for n in range(3)]
    for user in users:
        for team in chance.sample(teams, chance.choice((0, 1, 1, 2))):
            TeamMembership.objects.create(user=user, team=team, is_manager=chance.random() < 0.4, **days(chance))
    for child in kids:
        for team in chance.sample(teams, chance.choice((0, 1, 1, 2))):
            ChildTeam.objects.create(child=child, team=team, **days(chance))
        tie_by_chance(chance, child, users)
    merge_by_chance(chance, kids, users)
    return users, kids


def days(chance: random.Random) -> dict[str, object]:
    """Return first and last day of a fact, around today; now and then it is struck out."""
    today = clock.today()
    begins = today + timedelta(days=chance.choice((-400, -1, 0, 0, 0, 1)))
    ends = chance.choice((None, None, today - timedelta(days=1), today, today + timedelta(days=1)))
    struck = {"struck_at": clock.now()} if chance.random() < 0.05 else {}
    return entered(begins_on=min(begins, ends or begins), ends_on=ends, **struck)


def tie_by_chance(chance: random.Random, child: Child, users: list[User]) -> None:
    """Give a child workers, guests, conflicts, broken glass and perhaps a restriction with leave."""
    now = clock.now()
    for user in chance.sample(users, 6):
        Allocation.objects.create(child=child, user=user, allocated_as=chance.choice(list(AllocatedAs)), **days(chance))
    for user in chance.sample(users, 2):
        held = days(chance)
        until = {"ends_on": held["ends_on"] or clock.today() + timedelta(days=9)}
        Asked.objects.create(child=child, user=user, task="read the file", **(held | until))
        ConflictOfInterest.objects.create(child=child, user=user, reason="invented", **days(chance))
    for user in chance.sample(users, 4):
        begun = now - timedelta(hours=chance.choice((-1, 0, 1, 2, 3, 4)))
        BreakGlass.objects.create(child=child, user=user, reason="x", at=begun, until_at=begun + timedelta(hours=3))
    if chance.random() < 0.5:
        restriction = Restriction.objects.create(child=child, reason="x", number_to_ring="1", **days(chance))
        for user in chance.sample(users, 5):
            Leave.objects.create(restriction=restriction, user=user, **days(chance))


def merge_by_chance(chance: random.Random, kids: list[Child], users: list[User]) -> None:
    """Propose, and perhaps agree, that two of the children are one."""
    (kept, other), (one, two), now = chance.sample(kids, 2), chance.sample(users, 2), clock.now()
    agreed = {"agreed_by": two, "agreed_at": now} if chance.random() < 0.5 else {}
    Merge.objects.create(kept=kept.person, other=other.person, proposed_by=one, proposed_at=now, **agreed)


def ties(user: User, child: Child) -> set[Relation]:
    """Return what ties somebody to a child today, one rule after the other, without the expression."""
    today, now = clock.today(), clock.now()

    def held(model: type) -> list:
        return [
            fact
            for fact in model.objects.all()
            if fact.struck_at is None and fact.begins_on <= today and (fact.ends_on is None or fact.ends_on > today)
        ]

    allocations = [a for a in held(Allocation) if a.child_id == child.pk]
    workers = [a for a in allocations if a.allocated_as not in ("reviewing_officer", "foster_carer")]
    of_user = {m.team_id: m.is_manager for m in held(TeamMembership) if m.user_id == user.pk}
    of_child = {t.team_id for t in held(ChildTeam) if t.child_id == child.pk}
    managed = {team for team, is_manager in of_user.items() if is_manager}
    team_mates = {m.user_id for m in held(TeamMembership) if m.team_id in managed and m.user_id != user.pk}
    tied = {
        Relation.ALLOCATED: any(a.user_id == user.pk for a in workers),
        Relation.REVIEWS: any(a.user_id == user.pk and a.allocated_as == "reviewing_officer" for a in allocations),
        Relation.FOSTERS: any(a.user_id == user.pk and a.allocated_as == "foster_carer" for a in allocations),
        Relation.IN_TEAM: bool(of_child & set(of_user)),
        Relation.SUPERVISES: bool(of_child & managed) or any(a.user_id in team_mates for a in workers),
        Relation.ASKED: any(a.user_id == user.pk and a.child_id == child.pk for a in held(Asked)),
        Relation.ON_DUTY: True,
        Relation.OVERSEES: True,
        Relation.OPENED_BY_BREAK_GLASS: any(
            b.user_id == user.pk and b.child_id == child.pk and b.at <= now < b.until_at
            for b in BreakGlass.objects.all()
        ),
    }
    may = {relation for relation, is_tied in tied.items() if is_tied and _role_sees(user, relation)}
    leave = {leave.restriction_id for leave in held(Leave) if leave.user_id == user.pk}
    if any(r.child_id == child.pk and r.pk not in leave for r in held(Restriction)):
        may &= {Relation.OPENED_BY_BREAK_GLASS}
    if any(c.child_id == child.pk and c.user_id == user.pk for c in held(ConflictOfInterest)):
        may = set()
    if any(m.other_id == child.person_id and m.agreed_at and not m.undone_at for m in Merge.objects.all()):
        may = set()
    return may


WORKERS = {"social_worker", "second_worker", "family_support_worker", "adult_specialist", "supervising_social_worker"}
LEADERS = {"advanced_practitioner", "team_manager"}
SENIOR = {"head_of_service", "nominated_officer", "director"}
BY_ROLE = {
    "allocated": WORKERS | LEADERS,
    "in_team": LEADERS,
    "supervises": LEADERS,
    "reviews": {"reviewing_officer"},
    "fosters": {"foster_carer"},
    "asked": WORKERS | LEADERS | SENIOR | {"reviewing_officer", "emergency_duty", "guest"},
    "on_duty": {"emergency_duty"},
    "oversees": SENIOR,
    "opened_by_break_glass": WORKERS | LEADERS | SENIOR | {"reviewing_officer", "emergency_duty"},
}
"""Who sees a child by which relation, written down a second time and from the other side."""


def _role_sees(user: User, relation: Relation) -> bool:
    return any(held.role in BY_ROLE[relation] for held in HeldRole.objects.filter(user=user))
