"""One thing that happened in a child's life, as the chronology tells it: what, when, whence known, what it meant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from homeward.practice.chronology.when import When


class Category(StrEnum):
    """What kind of thing happened."""

    FAMILY = "family"
    HARM = "harm"
    STRENGTH = "strength"
    HEALTH = "health"
    EDUCATION = "education"
    FAMILY_TIME = "family_time"
    PLACEMENT = "placement"
    LEGAL = "legal"
    REVIEW = "review"
    MISSING = "missing"
    VISIT = "visit"
    VOICE = "voice"
    SUPPORT = "support"
    DECISION = "decision"
    POLICE = "police"
    OTHER = "other"


CATEGORY_WORDS: dict[Category, str] = {
    Category.FAMILY: "Family life",
    Category.HARM: "Harm or worry",
    Category.STRENGTH: "Strength or progress",
    Category.HEALTH: "Health",
    Category.EDUCATION: "School and learning",
    Category.FAMILY_TIME: "Family time",
    Category.PLACEMENT: "Where the child lives",
    Category.LEGAL: "Court and legal status",
    Category.REVIEW: "Review or meeting",
    Category.MISSING: "Missing from home or care",
    Category.VISIT: "Visit or contact",
    Category.VOICE: "What child or parents said",
    Category.SUPPORT: "Help given or refused",
    Category.DECISION: "Decision",
    Category.POLICE: "Police or offending",
    Category.OTHER: "Other",
}


class Knowledge(StrEnum):
    """Whence something is known."""

    SEEN = "seen"
    CHILD = "child"
    PARENT = "parent"
    RELATIVE = "relative"
    CARER = "carer"
    PROFESSIONAL = "professional"
    DOCUMENT = "document"
    RETURN = "return"
    RECORD = "record"
    NOT_KNOWN = "not_known"


KNOWLEDGE_WORDS: dict[Knowledge, str] = {
    Knowledge.SEEN: "Seen or heard by the writer",
    Knowledge.CHILD: "Told by the child",
    Knowledge.PARENT: "Told by a parent",
    Knowledge.RELATIVE: "Told by a relative or friend",
    Knowledge.CARER: "Told by a carer",
    Knowledge.PROFESSIONAL: "Told by a professional",
    Knowledge.DOCUMENT: "Read in a document or file",
    Knowledge.RETURN: "From the statutory return",
    Knowledge.RECORD: "From this record",
    Knowledge.NOT_KNOWN: "Source not recorded",
}


class Reach(StrEnum):
    """Who may see an event among those to whom the child's record is open."""

    AGENCIES = "agencies"
    SERVICE = "service"
    RESTRICTED = "restricted"


REACH_WORDS: dict[Reach, str] = {
    Reach.AGENCIES: "Everybody who works with the child, partner agencies too",
    Reach.SERVICE: "Our service only",
    Reach.RESTRICTED: "Restricted: who wrote it, the child’s social worker and their managers",
}


class Origin(StrEnum):
    """How an event came into the chronology; only what was entered here is changed here."""

    ENTERED = "entered"
    FILE = "file"
    EPISODE = "episode"
    RETURN = "return"
    VISIT = "visit"
    VOICE = "voice"
    PATHWAY = "pathway"


_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Mentioned:
    """An adult or another child whom an event is about besides the child: the person's id, and the name to be shown."""

    person: str
    name: str


@dataclass(frozen=True)
class ChronologyEvent:
    """One event of one child's chronology.

    `key` tells it from every other ("event-<id>"); `href` is where it can be opened, empty where nowhere. `known_from`
    says more of the source ("Health visitor's letter of 3 May"). `meant` is what it meant for this child. `private` is
    the part that concerns this child alone, not the siblings whom it concerns too; `siblings` are those. `place` is
    where the child is said to live from then on, where the event says so. `by` is who wrote it,
    `read_by` who found it in the file, where it was found there. `plain` says the same as `what` for a child to read,
    where `what` is not plain. `written_at` is when it was written down, where a person wrote it.
    """

    key: str
    when: When
    category: Category
    what: str
    knowledge: Knowledge
    known_from: str = ""
    meant: str = ""
    private: str = ""
    mentions: tuple[Mentioned, ...] = ()
    siblings: tuple[Mentioned, ...] = ()
    reach: Reach = Reach.SERVICE
    origin: Origin = Origin.ENTERED
    place: str = ""
    by: str = ""
    href: str = ""
    read_by: str = ""
    plain: str = ""
    written_at: datetime | None = None

    @property
    def order(self) -> tuple[tuple[date, date, time], datetime, str, str]:
        """What a chronology is put in order by; of one day, what the records tell first, then as it was written down.

        It is the same whenever and wherever the chronology is told: an id, which comes by chance, decides last.
        """
        return self.when.order, self.written_at or _BEFORE_ALL, self.what, self.key

    @property
    def source_in_words(self) -> str:
        """Whence it is known, with more where more is known."""
        words = KNOWLEDGE_WORDS[self.knowledge]
        return f"{words}: {self.known_from}" if self.known_from else words

    @property
    def in_plain_words(self) -> str:
        """What happened, in words for the child to read."""
        return self.plain or self.what

    @property
    def by_in_words(self) -> str:
        """Who wrote it or read it in the file; empty where nobody did."""
        if self.read_by:
            return f"Read from the file by {self.read_by}"
        return f"Written by {self.by}" if self.by else ""
