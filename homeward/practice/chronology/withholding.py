"""What a copy of a child's story for one recipient is made from, and what comes out: what is kept, what is withheld."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from homeward.practice.chronology.event import Category
from homeward.practice.chronology.when import When


class RecipientKind(StrEnum):
    """As whom a copy is prepared."""

    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    RELATIVE = "relative"
    FOSTER_CARER = "foster_carer"
    AGENCY = "agency"
    COURT = "court"


RECIPIENT_WORDS: Mapping[RecipientKind, str] = MappingProxyType(
    {
        RecipientKind.CHILD: "the child",
        RecipientKind.MOTHER: "the mother",
        RecipientKind.FATHER: "the father",
        RecipientKind.RELATIVE: "a relative or friend",
        RecipientKind.FOSTER_CARER: "the foster carer",
        RecipientKind.AGENCY: "a partner agency",
        RecipientKind.COURT: "the court",
    }
)


class Kept(StrEnum):
    """What must be kept from the recipient about the child, in the words in which the record states it."""

    LIVES = "lives"
    SCHOOL = "school"
    CARER = "carer"
    CONTACT = "contact"
    ANYTHING = "anything"


class Reason(StrEnum):
    """Why something is withheld."""

    RESTRICTED = "restricted"
    OUR_SERVICE = "our_service"
    LEFT_OUT = "left_out"
    OTHER_ADULT = "other_adult"
    OTHER_CHILD = "other_child"
    LIVES = "lives"
    CARER = "carer"
    SCHOOL = "school"
    CONTACT = "contact"
    POLICE = "police"
    VOICE = "voice"
    INFORMANT = "informant"
    ADDRESS = "address"
    REACHED = "reached"


REASON_WORDS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.RESTRICTED: "Restricted in the record",
        Reason.OUR_SERVICE: "Not written for partner agencies",
        Reason.LEFT_OUT: "Left out by whoever prepared the copy",
        Reason.OTHER_ADULT: "About another adult",
        Reason.OTHER_CHILD: "About another child",
        Reason.LIVES: "Tells where the child lives or lived",
        Reason.CARER: "Tells who cares for the child",
        Reason.SCHOOL: "Tells which school the child goes to",
        Reason.CONTACT: "Tells when and where the child meets family",
        Reason.POLICE: "Came from the police or is about offending",
        Reason.VOICE: "Somebody’s own words, said in confidence",
        Reason.INFORMANT: "Tells who told us",
        Reason.ADDRESS: "An address that is not the recipient’s own",
        Reason.REACHED: "A phone number or e-mail address that is not the recipient’s own",
    }
)


@dataclass(frozen=True)
class Name:
    """One name that somebody bears or bore."""

    given: str
    family: str


@dataclass(frozen=True)
class Identity:
    """All by which somebody can be recognised or found: every name, address, postcode, phone number, e-mail address.

    `sex` is female, male or anything else for not known. An address may hold several lines and its postcode.
    """

    person: str
    names: tuple[Name, ...] = ()
    addresses: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    sex: str = ""


@dataclass(frozen=True)
class Recipient:
    """Who the copy is for. `own` is what they know of themselves; an agency or a court has no names there.

    `siblings` are the child's sisters and brothers, by person, of whom the recipient may read. `secrets` is what must
    be kept from the recipient.
    """

    kind: RecipientKind
    own: Identity
    siblings: frozenset[str] = frozenset()
    secrets: frozenset[Kept] = frozenset()


@dataclass(frozen=True)
class OthersData:
    """What the record knows of everybody: the child, and all others but the recipient.

    `people` are adults and children of the record, sisters and brothers too. `placements` is where the child lives or
    lived in care; `carers` are the persons who live there. `professionals` are persons, and `workers` full names, who
    work with the child: they may be named. `schools` and `homes` (agencies that find homes) are names. `secretive` are
    all those from whom something is kept. `about_hidden` are the keys of events about somebody of whom the preparer may
    not be told.
    """

    child: Identity
    people: tuple[Identity, ...] = ()
    placements: tuple[Identity, ...] = ()
    carers: frozenset[str] = frozenset()
    professionals: frozenset[str] = frozenset()
    workers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    secretive: frozenset[str] = frozenset()
    about_hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Choices:
    """What the preparer chose, by the events' keys: other words for this recipient, and what is left out besides."""

    said_instead: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class KeptEvent:
    """An event as the recipient gets it; what was withheld within it is marked in its text."""

    key: str
    when: When
    category: Category
    what: str
    meant: str = ""
    private: str = ""
    place: str = ""
    source: str = ""
    by: str = ""
    is_said_instead: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is read of it but the day, the kind, and who wrote it."""
        return (self.what, self.meant, self.private, self.place, self.source)


@dataclass(frozen=True)
class Withheld:
    """That an event, or `times` passages of one `part` of it, is withheld, and why; never the words themselves."""

    key: str
    reason: Reason
    part: str = ""
    times: int = 1

    @property
    def is_whole(self) -> bool:
        """True where the whole event is withheld."""
        return not self.part


@dataclass(frozen=True)
class Look:
    """What the preparer must look at in a kept event: words that may tell of somebody without naming them.

    `stamp` changes with the event's text, so that a tick holds for the text that was looked at and no other.
    """

    key: str
    words: tuple[str, ...]
    stamp: str


@dataclass(frozen=True)
class Prepared:
    """A copy as it would be sealed. Every event is either in `kept` or withheld whole."""

    kept: tuple[KeptEvent, ...]
    withheld: tuple[Withheld, ...]
    looks: tuple[Look, ...]

    @property
    def stamp(self) -> str:
        """A SHA-256 that changes when anything in the copy does."""
        return stamp_of(self.kept, self.withheld)


def stamp_of(*values: object) -> str:
    """Return the SHA-256 of values in words; frozen values alike give stamps alike."""
    return sha256(repr(values).encode()).hexdigest()
