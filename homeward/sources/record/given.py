"""What the practice record hands over: children, episodes of care, and what is known after returns home."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RecordChild:
    """One child of the record. `id` means nothing outside one run; `sex` is female, male or unknown.

    `ethnicity` is the return's code, empty where it is not known.
    """

    id: str
    sex: str
    born_on: date | None
    ethnicity: str = ""


@dataclass(frozen=True)
class RecordEpisode:
    """One episode of care as the record holds it, in the return's codes; blank where nobody wrote one down.

    `is_from_return` says that it came into the record from a yearly return, `end_imputed` that its end was worked out.
    """

    child_id: str
    decom_on: date
    dec_on: date | None
    reason_new_episode: str
    legal_status: str
    need: str
    place: str
    reason_ceased: str = ""
    place_provider: str = ""
    reason_place_change: str = ""
    end_imputed: bool = False
    is_from_return: bool = False


@dataclass(frozen=True)
class RecordOutcome:
    """What is known of one return home so many months after it; `outcome` is a word, `not_known` where nobody knows."""

    child_id: str
    home_on: date
    months: int
    outcome: str


@dataclass(frozen=True)
class RecordGiven:
    """All that the record hands over for one run. `name` says whose record it is."""

    name: str
    children: tuple[RecordChild, ...] = ()
    episodes: tuple[RecordEpisode, ...] = ()
    outcomes: tuple[RecordOutcome, ...] = ()
