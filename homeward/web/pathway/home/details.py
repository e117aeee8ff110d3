"""What somebody tells of home and after before it is stored."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.after.family_time import Basis, Supervision, TookPlace
from homeward.practice.after.outcomes import How, KnownBy
from homeward.practice.after.phase_kinds import PhaseKind
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Visit, Voice
from homeward.web.people.models import NetworkMember, Person


@dataclass(frozen=True)
class FamilyTimeDetails:
    """What is planned with one relative. `rests_on` names the order, or who agreed to what."""

    person: Person
    how_often: str
    where: str
    supervision: Supervision
    supervision_because: str
    basis: Basis
    rests_on: str = ""
    elsewhere_because: str = ""


@dataclass(frozen=True)
class SessionDetails:
    """One session. Where `visit` tells of it, the day, what was seen and the child's words stand there."""

    person: Person
    phase: PhaseKind
    took_place: TookPlace
    on: date | None = None
    because: str = ""
    saw: str = ""
    childs_words: str = ""
    seen_by: str = ""
    visit: Visit | None = None
    elsewhere_because: str = ""


@dataclass(frozen=True)
class PhaseDetails:
    """One phase as it is planned. `because` says why it is planned anew where it stood already."""

    phase: PhaseKind
    begins_on: date
    must_hold: str
    who: str
    contingency: str
    signs: str
    school: str = ""
    health: str = ""
    money: str = ""
    carer: str = ""
    because: str = ""
    elsewhere_because: str = ""


@dataclass(frozen=True)
class SupportDetails:
    """The plan after care. `lead` signs in here or is a member of the child's network; so is who in school watches."""

    plan_name: str
    lead: User | NetworkMember
    help: str
    until_on: date
    sooner_because: str = ""
    school: NetworkMember | None = None
    school_words: str = ""
    elsewhere_because: str = ""


@dataclass(frozen=True)
class SafetyDetails:
    """What was looked at, at home, on a day. `visit` tells who was seen; None where nobody got in."""

    on: date
    looked_at: str
    lives_there: str
    visit: Visit | None = None
    elsewhere_because: str = ""


@dataclass(frozen=True)
class ContactDetails:
    """One contact after the return. Where a worker saw the child, `visit` tells of it, and its day is the contact's."""

    known_by: KnownBy
    how: How
    on: date | None = None
    who: str = ""
    words: str = ""
    visit: Visit | None = None
    elsewhere_because: str = ""


@dataclass(frozen=True)
class LearningDetails:
    """What is learnt from a return that broke down; what child and parents said of it stands in the chronology."""

    done: str
    help_came: str
    learnt: str
    next_plan: str
    voices: tuple[Voice, ...] = ()
    not_heard_because: str = ""
    elsewhere_because: str = ""
