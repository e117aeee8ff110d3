"""What somebody says of a person, a home, a contact and the like, before it is stored: one value a matter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.web.accounts.models import User
from homeward.web.people.models import Agency, Exactness, NameKind, NetworkMember, Person, Safety, Sex, Team


@dataclass(frozen=True)
class NameDetails:
    """A name: `kind` is a NameKind; `is_shown` puts it first."""

    given: str = ""
    family: str = ""
    kind: str = NameKind.LEGAL
    is_shown: bool = False


@dataclass(frozen=True)
class PersonDetails:
    """A person's name and what else is known; every part may be left out.

    `born_exactly` is an Exactness, `sex` a Sex, `ethnicity` the return's code. `also` are further names.
    """

    given: str = ""
    family: str = ""
    name_kind: str = NameKind.LEGAL
    born_on: date | None = None
    born_exactly: str = Exactness.DAY
    died_on: date | None = None
    sex: str = Sex.UNKNOWN
    ethnicity: str = ""
    first_language: str = ""
    languages: str = ""
    needs_interpreter: bool = False
    communication: str = ""
    also: tuple[NameDetails, ...] = ()

    @property
    def of_person(self) -> dict[str, Any]:
        """The fields of `Person`; a date of birth that is not there is not known."""
        return {
            "born_on": self.born_on,
            "born_exactly": self.born_exactly if self.born_on else Exactness.UNKNOWN,
            "died_on": self.died_on,
            "sex": self.sex,
            "ethnicity": self.ethnicity,
            "first_language": self.first_language,
            "languages": self.languages,
            "needs_interpreter": self.needs_interpreter,
            "communication": self.communication,
        }


@dataclass(frozen=True)
class RecordStart:
    """How a child's record begins: for which team, under which id, and with which social worker, if one begins at once.

    `local_id` is the council's own id (the return's CHILD); without one, one is made. `unaccompanied_until_on` is the
    return's DUC.
    """

    team: Team | None = None
    local_id: str = ""
    allocated_to: User | None = None
    is_unaccompanied: bool = False
    unaccompanied_until_on: date | None = None


@dataclass(frozen=True)
class HomeDetails:
    """Where people live; `note` says what should be known of their living there."""

    address: str
    postcode: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True)
class ContactDetails:
    """A way to reach somebody: `way` is a ContactWay, `safety` a Safety, `when` words on the times that are safe."""

    way: str
    value: str
    safety: str = Safety.ASK
    when: str = ""


@dataclass(frozen=True)
class KinDetails:
    """`person` is the `kind` (a Kinship) of `other`: "Mo is the mother of Jo"."""

    person: Person
    kind: str
    other: Person


@dataclass(frozen=True)
class SecretDetails:
    """What somebody must not be told of a child (a Secret), and why."""

    what: str
    reason: str


@dataclass(frozen=True)
class LeaveDetails:
    """Whether somebody may be contacted (a ContactLeave), and more in words."""

    may: str
    words: str = ""


@dataclass(frozen=True)
class MemberDetails:
    """What somebody in a child's network does, in words, and for which agency."""

    role_words: str
    agency: Agency | None = None


@dataclass(frozen=True)
class TaskDetails:
    """What somebody is asked to do for a child, until (but not on) which day, and from which agency they come."""

    task: str
    until_on: date
    agency: Agency | None = None


@dataclass(frozen=True)
class HandoverDetails:
    """How a child passed to a new worker: a joint visit or why there was none, and what child and parents were told.

    `open_matters` is what the new worker must see to. `key_worker` is who is the child's key worker from then on where
    the worker before was: None for the new worker.
    """

    child_was_told: str
    parents_were_told: str
    joint_visit_on: date | None = None
    no_visit_because: str = ""
    open_matters: str = ""
    key_worker: NetworkMember | None = None


@dataclass(frozen=True)
class RestrictionDetails:
    """Why a record is restricted, and the number to ring for whoever may not open it."""

    reason: str
    number_to_ring: str
