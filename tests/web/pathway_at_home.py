"""An invented child on the way home at any step, with a mother, visits and helpers, for tests of home and after."""

from datetime import date, timedelta

from homeward.practice.after.family_time import Basis, Supervision
from homeward.practice.after.phase_kinds import PhaseKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Visit, VisitedChild, VisitKind
from homeward.web.pathway.home.details import FamilyTimeDetails, PhaseDetails, SupportDetails
from homeward.web.pathway.models import PathwayStart
from homeward.web.people.models import CareEpisode, Child, Kinship, Person, PersonName, Relationship
from tests.web.people_world import entered

TO_PREPARE = (
    ("decided", "consider", "yes"),
    ("done", "plan_assessment", ""),
    ("done", "chronology", ""),
    ("done", "assessment", ""),
    ("done", "first_classification", ""),
    ("decided", "decide_work_towards", "yes"),
    ("done", "agreement", ""),
    ("done", "review_of_change", ""),
    ("done", "second_classification", ""),
    ("decided", "decide_approve", "approve"),
)
TO_HOME = (*TO_PREPARE, ("done", "prepare", ""))
TO_SUPPORT = (*TO_HOME, ("done", "home", ""), ("done", "third_classification", ""))
BROKEN = (*TO_SUPPORT, ("decided", "support", "broke_down"))


def ago(days: int) -> date:
    """Return the day so many days before today."""
    return clock.today() - timedelta(days=days)


def in_care_since(child: Child, day: date) -> None:
    """Let a child's care have begun on another day."""
    CareEpisode.objects.filter(child=child).update(decom_on=day)


def way_at(
    child: Child, steps: tuple[tuple[str, str, str], ...], on: date, began_on: date | None = None
) -> PathwayStart:
    """Return a way of a child on which these steps were written down, all on one day."""
    start = PathwayStart.objects.create(
        child=child, pathway="return_home", began_on=began_on or on, because="Her mother asked.", abuse="no",
        entered_at=clock.now(),
    )  # fmt: skip
    for at, (kind, step, answer) in enumerate(steps, 1):
        write(start, kind, step, answer, on, at)
    return start


def write(start: PathwayStart, kind: str, step: str, answer: str, on: date, position: int = 0) -> None:
    """Write one thing down on a way, as the next or at a position."""
    at = position or start.entries.count() + 1
    start.entries.create(
        kind=kind, step=step, answer=answer, on=on, position=at, reason="So it was.", entered_at=clock.now()
    )


def mother_of(child: Child) -> Person:
    """Return a mother made for a child."""
    person = Person.objects.create(sex="female", entered_at=clock.now())
    PersonName.objects.create(person=person, given="Invented-Maud", family="Invented", kind="legal", **entered())
    Relationship.objects.create(person=person, other=child.person, kind=Kinship.PARENT, **entered())
    return person


def seen(
    child: Child, on: date, by: User, *, alone: bool = True, kind: str = VisitKind.PLANNED, what: str = "She was well."
) -> Visit:
    """Return a visit on which a child was seen."""
    visit = Visit.objects.create(on=on, kind=kind, what=what, entered_by=by, entered_at=clock.now())
    VisitedChild.objects.create(visit=visit, child=child, is_seen=True, is_alone=alone, childs_words="I like my bed.")
    return visit


def phase(kind: PhaseKind, begins_on: date, **more: str) -> PhaseDetails:
    """Return a phase as it may be planned."""
    told = {
        "must_hold": "She comes each time.",
        "who": "Jo brings her.",
        "contingency": "Back to the carer.",
        "signs": "No sleep.",
    }
    return PhaseDetails(phase=kind, begins_on=begins_on, **told | more)


def support(lead: User, until: date, **more: object) -> SupportDetails:
    """Return a plan after care as it may be made."""
    told = {"plan_name": "Family help plan", "help": "Jo comes every week.", "school_words": "Nobody is named yet."}
    return SupportDetails(lead=lead, until_on=until, **told | more)


def family_time(person: Person) -> FamilyTimeDetails:
    """Return family time as it may be planned."""
    return FamilyTimeDetails(
        person, "Every Saturday, 10 to 2", "The family centre", Supervision.SUPPORTED, "To help them play.",
        Basis.AGREEMENT, "Maud and our service, 3 May",
    )  # fmt: skip
