"""What a service writes down of a child's way home: the way's steps, the file read, the assessment, the classification.

People are named by keys as in the other happenings, whoever signs in by user name. Codes such as `rating`, `change` or
`level` are those of the service's record. `evidence` names kinds of events; what was last written of them shows it.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PathwayBegan:
    """A return home was thought about; `abuse` is yes, no or not_known."""

    child: str
    because: str
    abuse: str


@dataclass(frozen=True)
class PathwayMoved:
    """A step was done, or a decision taken with an answer (`kind` is done or decided)."""

    child: str
    kind: str
    step: str
    answer: str = ""
    reason: str = ""


@dataclass(frozen=True)
class SafetyLooked:
    """Somebody looked at home: at what, and who was found to live there."""

    child: str
    looked_at: str
    lives_there: str


@dataclass(frozen=True)
class RuleConfirmed:
    """Whoever leads practice confirmed the rule for classifying risk, saying why."""

    why: str


@dataclass(frozen=True)
class DaysChanged:
    """The council set another usual longest time for a step of the pathway."""

    step: str
    within_days: int
    why: str


@dataclass(frozen=True)
class SiblingsLookedAt:
    """Somebody looked at what a child's return means for sisters and brothers."""

    child: str
    words: str


@dataclass(frozen=True)
class ReaderNamed:
    """Somebody was named to read a child's file until a day."""

    child: str
    reader: str
    sources: tuple[str, ...]
    due_on: date


@dataclass(frozen=True)
class ReaderDeclared:
    """The reader declared to have no relationship to the family; `reading` is the key of the ReaderNamed."""

    reading: str


@dataclass(frozen=True)
class SourcesRead:
    """The reader read every source; `minutes` is for how long."""

    reading: str
    minutes: int


@dataclass(frozen=True)
class FileFinished:
    """The reader finished, with a closing word."""

    reading: str
    words: str


@dataclass(frozen=True)
class ParentsSaid:
    """With which parents the child might live."""

    child: str
    parents: tuple[str, ...]


@dataclass(frozen=True)
class FactorRated:
    """What was found of a factor in somebody's words; `parent` where it is asked of each parent."""

    child: str
    factor: str
    rating: str
    words: str
    evidence: tuple[str, ...] = ()
    said_by: str = "assessor"
    name: str = ""
    parent: str = ""


@dataclass(frozen=True)
class ChangeAssessed:
    """One parent's capacity to change; `lasted_since` is a day where the change has lasted."""

    child: str
    parent: str
    must_change: str
    motivation: str
    in_two_minds: str
    offered: str
    done: str
    change: str
    evidence: tuple[str, ...]
    lasted_since: date | None = None


@dataclass(frozen=True)
class ViewWritten:
    """What somebody thinks of the return; of child and parents `voice` is the key of the VoiceWritten."""

    child: str
    whose: str
    wish: str = ""
    person: str | None = None
    voice: str | None = None
    name: str = ""
    words: str = ""
    how: str = ""


@dataclass(frozen=True)
class HelpSaid:
    """Which help to take part somebody was offered: each is yes, no or not_needed."""

    child: str
    person: str
    advocate: str
    interpreter: str
    communication: str
    words: str


@dataclass(frozen=True)
class RiskClassified:
    """How safe one person finds the return, part by part, with the level (1 severe to 4 low) and why."""

    child: str
    risks: str
    protection: str
    change: str
    wish: str
    level: int
    why: str


@dataclass(frozen=True)
class LevelAgreed:
    """What two people who had classified apart agreed on."""

    child: str
    level: int
    words: str


@dataclass(frozen=True)
class GoalWritten:
    """What is to change, of which parent, by when."""

    child: str
    parent: str
    concern: str
    change: str
    seen_by: str
    by_on: date
    helped_by: str = ""


@dataclass(frozen=True)
class PromiseWritten:
    """What the service whose record this is promises."""

    child: str
    what: str
    by_whom: str
    by_on: date


@dataclass(frozen=True)
class VersionMade:
    """A version of the agreement was made."""

    child: str


@dataclass(frozen=True)
class VersionAnswered:
    """Somebody answered to a version, whose key is `version`; `who` and `how` are codes, `person` is a parent's key."""

    child: str
    version: str
    who: str
    how: str
    person: str | None = None
    words: str = ""


@dataclass(frozen=True)
class AgreementReviewed:
    """One goal and one promise of a version, each by its key, were looked at; `evidence` names kinds of events."""

    child: str
    version: str
    goal: str
    judged: str
    words: str
    parents_view: str
    evidence: tuple[str, ...]
    promise: str
    became: str
    promise_words: str


PathwayHappening = (
    PathwayBegan
    | PathwayMoved
    | SafetyLooked
    | RuleConfirmed
    | DaysChanged
    | SiblingsLookedAt
    | GoalWritten
    | PromiseWritten
    | VersionMade
    | VersionAnswered
    | AgreementReviewed
    | ReaderNamed
    | ReaderDeclared
    | SourcesRead
    | FileFinished
    | ParentsSaid
    | FactorRated
    | ChangeAssessed
    | ViewWritten
    | HelpSaid
    | RiskClassified
    | LevelAgreed
)
"""Any one thing of a way home that is written down."""
