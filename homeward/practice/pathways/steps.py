"""What a pathway is made of: steps to be done, decisions, times to be lived through, endings, and facts that happen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from homeward.law.clock import add_working_days
from homeward.law.nation import Nation

TWENTY_WORKING_DAYS = 20
"""The nominated officer approves where the child was looked after so many working days (regulation 39 of 2010/959)."""


class StepKind(StrEnum):
    """What is asked of people at a step."""

    WORK = "work"
    DECISION = "decision"
    ENDING = "ending"


class Legal(StrEnum):
    """Under what a child is looked after, as far as the pathway tells one from another."""

    SECTION_20 = "section_20"
    CARE_ORDER = "care_order"
    INTERIM_ORDER = "interim_order"
    OTHER = "other"


@dataclass(frozen=True)
class Circumstances:
    """What of a child decides which needs apply. `looked_after_since` is None where the child no longer is.

    `harm_recorded` and `abuse_recorded` (domestic abuse or coercive control) say what the record holds.
    """

    age: int
    legal: Legal
    looked_after_since: date | None
    harm_recorded: bool = False
    abuse_recorded: bool = False
    siblings: int = 0

    @property
    def is_on_order(self) -> bool:
        """Whether a court has placed the child in care."""
        return self.legal in (Legal.CARE_ORDER, Legal.INTERIM_ORDER)

    def was_long(self, today: date) -> bool:
        """Whether the child has been looked after for twenty working days or more."""
        since = self.looked_after_since
        return since is not None and add_working_days(since, TWENTY_WORKING_DAYS, Nation.ENGLAND) <= today


class When(StrEnum):
    """In which circumstances a need applies; the words finish "this is needed"."""

    ALWAYS = "always"
    SECTION_20 = "where the child is accommodated under section 20"
    ON_ORDER = "where the child is in care under an order"
    LOOKED_AFTER_LONG = "where the child has been looked after for 20 working days or more"
    SIXTEEN_UNDER_SECTION_20 = "where the child is 16 or 17 and accommodated under section 20"
    ABUSE = "where domestic abuse or coercive control is recorded"
    SIBLINGS = "where the child has sisters or brothers in care"
    SHORT_STAY = "for a stay of less than 20 working days in which no harm is recorded"


_APPLIES: Mapping[When, Callable[[Circumstances, date], bool]] = MappingProxyType(
    {
        When.ALWAYS: lambda child, today: True,
        When.SECTION_20: lambda child, today: child.legal == Legal.SECTION_20,
        When.ON_ORDER: lambda child, today: child.is_on_order,
        When.LOOKED_AFTER_LONG: lambda child, today: not child.is_on_order and child.was_long(today),
        When.SIXTEEN_UNDER_SECTION_20: lambda child, today: child.legal == Legal.SECTION_20 and child.age >= 16,
        When.ABUSE: lambda child, today: child.abuse_recorded,
        When.SIBLINGS: lambda child, today: child.siblings > 0,
        When.SHORT_STAY: lambda child, today: not child.was_long(today) and not child.harm_recorded,
    }
)


@dataclass(frozen=True)
class Need:
    """What the record must hold before a decision for the child's return, or before a step is done.

    `words` finish "Missing: ". `source` says why it is asked for: a regulation, or what research found. `is_verified`
    is False where the source was not read itself. What `lasts` counts at whichever step it was met, once for the way.
    """

    id: str
    words: str
    source: str
    applies: When = When.ALWAYS
    is_verified: bool = True
    lasts: bool = False

    def is_needed(self, child: Circumstances, today: date) -> bool:
        """Tell whether the need applies to a child on a day."""
        return _APPLIES[self.applies](child, today)


@dataclass(frozen=True)
class Answer:
    """One answer to a decision, and where it leads. `is_guarded`: only once the step's needs are met.

    `applies` says in which circumstances the answer can be given. An answer that leads away from home is never guarded.
    """

    id: str
    title: str
    leads_to: str
    is_guarded: bool = False
    applies: When = When.ALWAYS

    def why_not(self, child: Circumstances, today: date) -> str:
        """Return a sentence that says why the answer cannot be given of a child on a day; empty where it can."""
        return "" if _APPLIES[self.applies](child, today) else f"This is only {self.applies}."


@dataclass(frozen=True)
class Step:
    """One step. `says` tells a family in one sentence what happens; `done_by` says who does it.

    A step of work leads on by `leads_to`; a decision by its answers; an ending nowhere. `within_days` is the usual
    longest time, the service's own and no law.
    """

    id: str
    title: str
    says: str
    kind: StepKind
    done_by: str = ""
    leads_to: str = ""
    answers: tuple[Answer, ...] = ()
    needs: tuple[Need, ...] = ()
    within_days: int | None = None
    is_core: bool = True

    def answer(self, identity: str) -> Answer | None:
        """Return an answer by its id."""
        return next((answer for answer in self.answers if answer.id == identity), None)

    def ways_on(self) -> Iterator[str]:
        """Yield the ids of the steps to which this one can lead."""
        if self.leads_to:
            yield self.leads_to
        yield from (answer.leads_to for answer in self.answers)


@dataclass(frozen=True)
class Fact:
    """Something that happens whatever was decided: it can be written down at any step, with nothing asked before.

    `leads_to` is the step at which the work then stands.
    """

    id: str
    title: str
    says: str
    leads_to: str


@dataclass(frozen=True)
class Pathway:
    """A whole pathway. Raises ValueError where a step leads nowhere, or to one that is not there."""

    id: str
    title: str
    start: str
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    by_id: Mapping[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", MappingProxyType({step.id: step for step in self.steps}))
        if len(self.by_id) != len(self.steps):
            raise ValueError("Two steps of the pathway have one id.")
        for step in self.steps:
            _check_step(step, self.by_id)
        for leads_to in (self.start, *(fact.leads_to for fact in self.facts)):
            if leads_to not in self.by_id:
                raise ValueError(f"There is no step “{leads_to}” for the pathway to lead to.")

    @property
    def main_line(self) -> tuple[Step, ...]:
        """The steps of a way on which all goes as hoped: from the start on, a decision by its first answer."""
        line: list[Step] = []
        step: Step | None = self.by_id[self.start]
        while step and step not in line:
            line.append(step)
            step = self.by_id.get(next(step.ways_on(), ""))
        return tuple(line)

    def fact(self, identity: str) -> Fact | None:
        """Return a fact by its id."""
        return next((fact for fact in self.facts if fact.id == identity), None)


def _check_step(step: Step, by_id: Mapping[str, Step]) -> None:
    ways = list(step.ways_on())
    if bool(ways) == (step.kind == StepKind.ENDING):
        raise ValueError(f"The step “{step.id}” must lead on, or be an ending.")
    if bool(step.answers) != (step.kind == StepKind.DECISION):
        raise ValueError(f"The step “{step.id}” has answers, or needs them: only a decision has.")
    for way in ways:
        if way not in by_id:
            raise ValueError(f"The step “{step.id}” leads to “{way}”, which is not there.")
