"""What a measure is: words that a reader can trust, and which events it counts."""

from collections.abc import Callable
from dataclasses import dataclass

from homeward.journeys import Events
from homeward.measures.counting import Counting
from homeward.measures.result import Direction, Kind


@dataclass(frozen=True, eq=False)
class Way:
    """The same measure counted another way, given beside it: a label in words, and what is counted."""

    id: str
    label: str
    counting: Counting


@dataclass(frozen=True, eq=False)
class Asked:
    """What a measure asks of the events: what is counted, and the same counted in other ways.

    `why_not` is a sentence where a table is missing without which nothing can be counted. `is_apart` where this count,
    unlike others of the measure, is not drawn from the measure that the definition names.
    """

    counting: Counting
    beside: tuple[Way, ...] = ()
    why_not: str = ""
    is_apart: bool = False


@dataclass(frozen=True)
class Definition:
    """One measure. `unit` is what its values are, `why` why it matters, `definition` exactly what is counted.

    `owner` answers for the definition. `drawn_from` names the measure whose numerators are the children that this one
    asks about, if any; `part_of`, `within_days` and `is_headline` are as in `Result`. Raises ValueError
    where one of the texts is empty.
    """

    id: str
    title: str
    unit: str
    kind: Kind
    direction: Direction
    why: str
    definition: str
    owner: str
    ask: Callable[[Events], Asked]
    drawn_from: str | None = None
    part_of: str | None = None
    within_days: int | None = None
    is_headline: bool = False

    def __post_init__(self) -> None:
        """Refuse a measure that does not say what it is."""
        empty = [
            name for name in ("id", "title", "unit", "why", "definition", "owner") if not getattr(self, name).strip()
        ]
        if empty:
            raise ValueError(f"the measure {self.id!r} lacks its {', '.join(empty)}")
