"""A small invented family with a written agreement: what the tests of agreements begin with."""

from dataclasses import dataclass
from datetime import date, timedelta

from homeward.practice.agreement import How, Judged, Who
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.pathway.agreements.actions import answer_version, make_version, write_goal, write_promise
from homeward.web.pathway.agreements.details import AnswerDetails, GoalDetails, GoalLook, PromiseDetails, PromiseLook
from homeward.web.pathway.agreements.reviews.actions import review_agreement
from homeward.web.pathway.assessment.actions import say_parents
from homeward.web.pathway.models import (
    AbuseRecorded,
    AgreementVersion,
    PathwayEntry,
    PathwayStart,
    WrittenGoal,
    WrittenPromise,
)
from homeward.web.people.models import AllocatedAs, Allocation, Child, ChildTeam, Kinship, Person, Team, TeamMembership
from tests.web.chronology_world import named
from tests.web.people_world import entered, make_child, make_user
from tests.web.test_pathway_assessment import parent_of, stand_at

TO_AGREEMENT = (
    ("decided", "consider", "yes"),
    ("done", "plan_assessment", ""),
    ("done", "chronology", ""),
    ("done", "assessment", ""),
    ("done", "first_classification", ""),
    ("decided", "decide_work_towards", "yes"),
)


@dataclass(frozen=True)
class Family:
    """A child at the step of the agreement, who might live with both parents, and who works with them."""

    child: Child
    worker: User
    manager: User
    mother: Person
    father: Person
    start: PathwayStart


def family(abuse: AbuseRecorded = AbuseRecorded.NO, people: tuple[User, User] | None = None, number: int = 1) -> Family:
    """Make the family, with a worker and a manager of its own unless they are given. Its names are Ana, Mo and Fin."""
    worker, manager = people or (make_user(1, Role.SOCIAL_WORKER), make_user(2, Role.TEAM_MANAGER))
    child = make_child(number)
    named(child.person, "Ana")
    Allocation.objects.create(child=child, user=worker, allocated_as=AllocatedAs.SOCIAL_WORKER, **entered())
    team = Team.objects.create(name=f"Invented team {number}", **entered())
    ChildTeam.objects.create(child=child, team=team, **entered())
    TeamMembership.objects.create(user=manager, team=team, is_manager=True, **entered())
    mother, father = parent_of(child, "Mo"), parent_of(child, "Fin", Kinship.FATHER)
    start = stand_at(child, worker, steps=0, abuse=abuse)
    on = {"entered_at": clock.now(), "entered_by": worker, "on": clock.today()}
    for at, (kind, step, said) in enumerate(TO_AGREEMENT, 1):
        PathwayEntry.objects.create(start=start, kind=kind, step=step, answer=said, position=at, **on)
    say_parents(child=child, parents=[mother, father], by=worker)
    return Family(child, worker, manager, mother, father, start)


def later(days: int = 30) -> date:
    """Return a day so many days from today."""
    return clock.today() + timedelta(days=days)


def goal_of(child: Child, by: User, parent: Person | None, **words: object) -> WrittenGoal:
    """Write a goal of a parent's."""
    told = {"concern": "She was late for school.", "change": "Ana is at school by 9.", "helped_by": "Sam"}
    seen = {"seen_by": "School notes it every day.", "by_on": later(), "parent": parent}
    return write_goal(child=child, details=GoalDetails(**(told | seen | words)), by=by)


def promise_of(child: Child, by: User, parent: Person | None, **words: object) -> WrittenPromise:
    """Write a promise of the service's own."""
    told = {"what": "A parenting course of ten weeks.", "by_whom": "Sam", "by_on": later(), "parent": parent}
    return write_promise(child=child, details=PromiseDetails(**(told | words)), by=by)


def version_of(child: Child, by: User, parent: Person | None) -> AgreementVersion:
    """Make a version."""
    return make_version(child=child, parent=parent, by=by, on=clock.today())


def answer(
    child: Child, version: AgreementVersion, by: User, who: Who, how: How = How.ON_SCREEN, **words: object
) -> None:
    """Write down an answer; who signs on the screen types a name."""
    told = {"name": "Signed"} if how == How.ON_SCREEN and who != Who.MANAGER else {}
    details = AnswerDetails(who, how, clock.today(), **(told | words))
    answer_version(child=child, version=version, details=details, by=by)


def all_agree(home: Family, version: AgreementVersion, *parents: Person) -> None:
    """Let each parent (both unless they are named), the child and the manager agree."""
    for parent in parents or (home.mother, home.father):
        answer(home.child, version, home.worker, Who.PARENT, person=parent)
    answer(home.child, version, home.worker, Who.CHILD, How.NOT_ABLE, words="She is two.")
    answer(home.child, version, home.manager, Who.MANAGER)


def reviewed_child(home: Family) -> tuple[AgreementVersion, WrittenGoal, WrittenPromise]:
    """Let one goal and one promise be agreed with both; return the version, the goal and the promise."""
    goal, promise = goal_of(home.child, home.worker, home.mother), promise_of(home.child, home.worker, None)
    version = version_of(home.child, home.worker, None)
    all_agree(home, version)
    return version, goal, promise


def look_at_all(
    child: Child, version: AgreementVersion, by: User, goals: list[GoalLook], promises: list[PromiseLook]
) -> None:
    """Review a version today."""
    review_agreement(child=child, version=version, goals=goals, promises=promises, by=by, on=clock.today())


def met(goal: WrittenGoal, key: str, **words: object) -> GoalLook:
    """Return that a goal is met, as an event shows."""
    return GoalLook(goal, Judged.MET, evidence=(key,), **words)
