"""What can be worth a second look in a chronology, in which words, and what to do about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homeward.practice.chronology.event import ChronologyEvent


class NoticedKind(StrEnum):
    """What kind of thing is pointed out."""

    DISAGREE = "disagree"
    PLACES = "places"
    ACCOUNTS = "accounts"
    SOURCE = "source"
    SILENCE = "silence"


NOTICED_WORDS: dict[NoticedKind, str] = {
    NoticedKind.DISAGREE: "Accounts that disagree",
    NoticedKind.PLACES: "Two addresses on one day",
    NoticedKind.ACCOUNTS: "Two accounts of one day",
    NoticedKind.SOURCE: "Where the child lived, without a source",
    NoticedKind.SILENCE: "Long silences",
}

TO_DO: dict[NoticedKind, str] = {
    NoticedKind.DISAGREE: "Keep both accounts. Find out more, and write down what settled it.",
    NoticedKind.PLACES: "Check who said so and when. Correct what is wrong, with the reason.",
    NoticedKind.ACCOUNTS: "Read both. Say whether they agree.",
    NoticedKind.SOURCE: "Find out whence it is known, and add it.",
    NoticedKind.SILENCE: "Look in the file and ask: did nothing happen, or was nothing written down?",
}


@dataclass(frozen=True)
class Noticed:
    """One thing that is worth a second look: a sentence for the screen, and the events concerned.

    `on` is the day by which it stands among others.
    """

    kind: NoticedKind
    on: date
    sentence: str
    events: tuple[ChronologyEvent, ...]

    @property
    def to_do(self) -> str:
        """What to do about it."""
        return TO_DO[self.kind]


@dataclass(frozen=True)
class Placed:
    """That by the care history the child was looked after and lived somewhere: from a day until before `ended_on`."""

    began_on: date
    ended_on: date | None
    where: str

    def covers(self, day: date) -> bool:
        """Tell whether the child was placed there on a day."""
        return self.began_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True)
class Compared:
    """What somebody said of two accounts, each named by its event's key: whether they disagree, and why."""

    first: str
    second: str
    is_disagreement: bool
    why: str


def quoted(words: str) -> str:
    """Return words of an event as they stand within a sentence."""
    return f"“{' '.join(words.split())}”"


def in_full(day: date) -> str:
    """Write a day as 3 March 2024."""
    return f"{day.day} {day:%B %Y}"
