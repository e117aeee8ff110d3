"""What a return-home assessment report is made from: the assessment, its sources, and who classified what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from homeward.practice.assessment import Assessment
from homeward.practice.chronology.event import ChronologyEvent
from homeward.practice.classification import Level, Proposal

NOT_OPEN = "a source that is not open to whoever prepared this"


@dataclass(frozen=True)
class Judged:
    """One person’s classification. `level` is None where something is not known; `proposal` is what the rule says."""

    who: str
    on: date
    level: Level | None
    why: str
    proposal: Proposal


@dataclass(frozen=True)
class Step:
    """A step at which two people classify: each one's, and what they agreed on.

    `judged` is empty until both have: nobody may learn the first answer before they have given theirs; `waits` says
    that one has. `agreed_by` is empty until they wrote down what they agreed on, or how they differ (`level` None).
    """

    title: str
    judged: tuple[Judged, ...] = ()
    waits: bool = False
    level: Level | None = None
    words: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None


@dataclass(frozen=True)
class AssessmentTold:
    """All that the report is made from, as one reader may read it.

    `whose` and `born` as in Report. `because` is why a return was thought about, `stands_at` where the work stands, in
    words. `events` are the child's chronology, the earliest first. `is_apart`: domestic abuse or coercive control is
    recorded, or nobody knows, so what is about one parent stands on pages of its own.
    """

    whose: str
    born: str
    as_of: date
    prepared_by: str
    began_on: date
    because: str
    stands_at: str
    assessment: Assessment
    events: Sequence[ChronologyEvent]
    steps: tuple[Step, ...]
    is_apart: bool
    is_invented: bool = False

    @cached_property
    def sources(self) -> Mapping[str, tuple[int, ChronologyEvent]]:
        """The events on which the assessment rests, by key, numbered in the order of the chronology."""
        cited = {key for _, key in self._cited()}
        found = [event for event in self.events if event.key in cited]
        return {event.key: (number, event) for number, event in enumerate(found, 1)}

    def sources_of(self, parent_id: str) -> list[tuple[int, ChronologyEvent]]:
        """Return the sources on which nothing rests but what is about one parent; for "" all that others rest on too.

        Where parents are not told of apart, "" has them all.
        """
        shared = {key for of, key in self._cited() if not (of and self.is_apart)}
        own = {key for of, key in self._cited() if of == parent_id} - shared
        wanted = own if parent_id else shared
        return [numbered for key, numbered in self.sources.items() if key in wanted]

    def _cited(self) -> Iterator[tuple[str, str]]:
        """Yield the key of each event on which something rests, with the parent whom that is about; "" for none."""
        for weighed in self.assessment.weighed:
            for said in weighed.said:
                yield from ((weighed.parent_id, key) for key in said.evidence)
        for shown in self.assessment.shown:
            yield from ((shown.parent_id, key) for key in shown.evidence)
        for view in self.assessment.viewed:
            yield from ((view.parent_id, key) for key in view.evidence)

    def cite(self, keys: Sequence[str]) -> str:
        """Return sources by their numbers: `Sources 3 and 7`; nothing for none."""
        numbers = sorted({self.sources[key][0] for key in keys if key in self.sources})
        words = [str(number) for number in numbers]
        if any(key not in self.sources for key in keys):
            words.append(NOT_OPEN)
        if not words:
            return ""
        listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
        if not numbers:
            return listed[:1].upper() + listed[1:]
        return f"{'Source' if len(words) == 1 else 'Sources'} {listed}"
