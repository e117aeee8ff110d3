"""What a service writes down about its people, teams and families, each thing as one value with its own days.

Every kind here stands for one thing that somebody enters in a record. People are named by keys: a child by its local
id, anybody else by the key of their `InventedPerson`, whoever signs in by user name. `since` is the day from which a
thing is so (None: nobody knows since when). Codes such as `kind`, `way` or `basis` are those of the service's record.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from homeward.invented.families.named import InventedAgency, InventedHousehold, InventedPerson
from homeward.invented.families.pathway_happenings import PathwayHappening
from homeward.invented.families.story_happenings import EventWritten, VisitRecorded, VoiceAnswered, VoiceWritten


@dataclass(frozen=True)
class StaffJoined:
    """Somebody who signs in joined, with one role; `until` is the day from which a guest no longer holds it."""

    user: str
    name: str
    role: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class SignedIn:
    """Somebody signed in."""

    user: str


@dataclass(frozen=True)
class StaffLeft:
    """Somebody left the service and was shut out."""

    user: str


@dataclass(frozen=True)
class TeamBegan:
    """A team began its work."""

    team: str
    since: date


@dataclass(frozen=True)
class TeamJoined:
    """Somebody joined a team, and manages it or not."""

    user: str
    team: str
    is_manager: bool
    since: date


@dataclass(frozen=True)
class TeamLeft:
    """Somebody left a team."""

    user: str
    team: str


@dataclass(frozen=True)
class AgencyAdded:
    """An agency was written down."""

    agency: InventedAgency


@dataclass(frozen=True)
class ChildCreated:
    """A child's record began, for a team; `worker` is the social worker who began with it, where one did that day.

    `person.key` is the child's local id. `is_in_return` says that the statutory return holds the child.
    """

    person: InventedPerson
    team: str
    worker: str | None
    since: date
    is_unaccompanied: bool
    is_in_return: bool


@dataclass(frozen=True)
class PersonsRelated:
    """`person` is the `kind` of `other`, one of them `child`; `is_new` where the person is written down with it."""

    child: str
    person: InventedPerson
    other: str
    kind: str
    since: date | None
    is_new: bool = False


@dataclass(frozen=True)
class NameAdded:
    """A further name of somebody in a child's record; `kind` is legal, known_as or former."""

    child: str
    person: str
    given: str
    family: str
    kind: str
    is_shown: bool
    since: date | None


@dataclass(frozen=True)
class HouseholdJoined:
    """Somebody in a child's record lives in a household since a day; `is_new` where it is written down with it."""

    child: str
    person: str
    household: InventedHousehold
    since: date | None
    is_placement: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class ContactAdded:
    """A way to reach somebody: `way` is phone, text, email or letter; `safety` is safe, ask or unsafe."""

    child: str
    person: str
    way: str
    value: str
    safety: str
    when: str
    since: date | None


@dataclass(frozen=True)
class ResponsibilityGiven:
    """A person, or else an agency, has parental responsibility for a child."""

    child: str
    person: str | None
    agency: str | None
    basis: str
    since: date | None


@dataclass(frozen=True)
class SecretKept:
    """Somebody must not be told something about a child: `what` is lives, school, carer, contact or anything."""

    child: str
    person: str
    what: str
    reason: str
    since: date | None


@dataclass(frozen=True)
class ContactLeaveStated:
    """Whether somebody may be contacted about a child: `may` is yes, supervised, letterbox or no."""

    child: str
    person: str
    may: str
    words: str
    since: date


@dataclass(frozen=True)
class NetworkJoined:
    """Somebody works with a child: who signs in (`user`), or else a professional (`person`) who does not.

    A professional stands in each child's record apart, so that no record leads to another.
    """

    child: str
    role_words: str
    agency: str | None
    since: date
    user: str | None = None
    person: InventedPerson | None = None


@dataclass(frozen=True)
class KeyWorkerNamed:
    """A member of the network became the child's key worker; `member` is the key of the NetworkJoined."""

    child: str
    member: str
    since: date


@dataclass(frozen=True)
class Allocated:
    """Somebody began to work with a child as something."""

    child: str
    user: str
    allocated_as: str
    since: date


@dataclass(frozen=True)
class HandedOver:
    """A child's worker changed: the one ends and the other begins that day. Without a joint visit, why there was none.

    `joint_visit_on` is the day on which the child and the parents met both.
    """

    child: str
    from_user: str
    to_user: str
    allocated_as: str
    joint_visit_on: date | None
    no_visit_because: str
    child_was_told: str
    parents_were_told: str


@dataclass(frozen=True)
class Asked:
    """Somebody, such as a guest of an agency, was asked to do one task for a child until, but not on, a day."""

    child: str
    user: str
    agency: str | None
    task: str
    until: date


@dataclass(frozen=True)
class ChildRestricted:
    """A child's record was hidden from all but those with leave."""

    child: str
    reason: str
    number_to_ring: str
    leave_for: tuple[str, ...]


@dataclass(frozen=True)
class ConflictDeclared:
    """A child's record was shut to somebody who has a conflict of interest."""

    child: str
    user: str
    reason: str


@dataclass(frozen=True)
class GlassBroken:
    """Somebody opened a record that nothing else opened to them, for three hours, with a reason."""

    child: str
    user: str
    reason: str


@dataclass(frozen=True)
class GlassReviewed:
    """Somebody else looked at whether that was right; `broken` is the key of the GlassBroken."""

    broken: str
    words: str


@dataclass(frozen=True)
class MergeProposed:
    """Somebody proposed that two children's records are of one child."""

    kept: str
    other: str
    because: str


@dataclass(frozen=True)
class MergeAgreed:
    """A second person agreed; `merge` is the key of the MergeProposed."""

    merge: str


@dataclass(frozen=True)
class UndoingProposed:
    """Somebody proposed to undo a merge, because the two are not one child after all."""

    merge: str
    because: str


@dataclass(frozen=True)
class MergeUndone:
    """A second person undid a merge."""

    merge: str


@dataclass(frozen=True)
class ReturnImported:
    """The council's returns were brought in: the children's care histories stand in their records from now on."""


@dataclass(frozen=True)
class EpisodeEntered:
    """An episode of care that no return of this council holds, entered by hand in the return's codes."""

    child: str
    decom_on: date
    dec_on: date | None
    reason_new_episode: str
    legal_status: str
    need: str
    place: str
    place_provider: str
    reason_ceased: str


@dataclass(frozen=True)
class CareEnded:
    """The open episode that the last return holds ended since; `reason_ceased` is the return's code."""

    child: str
    dec_on: date
    reason_ceased: str


@dataclass(frozen=True)
class FactEnded:
    """Something is no longer so; `fact` is the key of what began it: a household, relation, name, responsibility."""

    child: str
    fact: str
    ended_on: date


Happening: TypeAlias = (
    StaffJoined
    | SignedIn
    | StaffLeft
    | TeamBegan
    | TeamJoined
    | TeamLeft
    | AgencyAdded
    | ChildCreated
    | PersonsRelated
    | NameAdded
    | HouseholdJoined
    | ContactAdded
    | ResponsibilityGiven
    | SecretKept
    | ContactLeaveStated
    | NetworkJoined
    | KeyWorkerNamed
    | Allocated
    | HandedOver
    | Asked
    | ChildRestricted
    | ConflictDeclared
    | GlassBroken
    | GlassReviewed
    | MergeProposed
    | MergeAgreed
    | UndoingProposed
    | MergeUndone
    | ReturnImported
    | EpisodeEntered
    | CareEnded
    | FactEnded
    | EventWritten
    | VisitRecorded
    | VoiceWritten
    | VoiceAnswered
    | PathwayHappening
)
"""Any one thing that is written down."""


@dataclass(frozen=True)
class Event:
    """One thing written down on one day: `on` is that day, `by` the user name of who did (None: the service itself).

    `key` names what was written for later events that speak of it. The service itself (None) writes what was brought
    over on the first day from the records kept before.
    """

    on: date
    by: str | None
    what: Happening
    key: str
