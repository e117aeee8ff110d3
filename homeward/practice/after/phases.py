"""The plan of a move home by phases: what must hold to go on, and whether each phase held, said by people in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from homeward.practice.after.family_time import Kept, Session, kept
from homeward.practice.after.phase_kinds import PHASE_WORDS, PhaseKind


class PhaseState(StrEnum):
    """Where a phase stands; the words finish "This phase"."""

    PLANNED = "is planned"
    BEGUN = "has begun"
    HELD = "held"
    NOT_HELD = "did not hold"


@dataclass(frozen=True)
class Planned:
    """One phase as it is planned.

    `must_hold` says what has to be so before the next phase begins, `signs` what calls the `contingency`. The carer's
    part, school, health and money are empty where the phase changes nothing of them. `at` is when it was written.
    """

    phase: PhaseKind
    begins_on: date
    must_hold: str
    who: str
    contingency: str
    signs: str
    school: str = ""
    health: str = ""
    money: str = ""
    carer: str = ""
    by: str = ""
    key: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class JudgedPhase:
    """What people found of a phase: whether it held, in which words, on which day, who wrote it and when (`at`)."""

    phase: PhaseKind
    is_held: bool
    words: str
    on: date
    by: str = ""
    key: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Phase:
    """One phase: as planned, the sessions and visits in it, and what was found of it at last (None: nothing yet).

    `before` are earlier findings of it since it was planned to begin. `seen` counts visits of the chronology in it.
    """

    planned: Planned
    sessions: tuple[Session, ...]
    seen: int
    judged: JudgedPhase | None
    before: tuple[JudgedPhase, ...] = ()

    @property
    def kind(self) -> PhaseKind:
        """Which phase it is."""
        return self.planned.phase

    @property
    def title(self) -> str:
        """The phase in words."""
        return PHASE_WORDS[self.kind]

    @property
    def kept(self) -> Kept:
        """Which of its sessions took place."""
        return kept(self.sessions)

    def state(self, today: date) -> PhaseState:
        """Tell where the phase stands on a day."""
        if self.judged:
            return PhaseState.HELD if self.judged.is_held else PhaseState.NOT_HELD
        return PhaseState.BEGUN if self.planned.begins_on <= today else PhaseState.PLANNED


@dataclass(frozen=True)
class Move:
    """A move home by phases, in their order."""

    phases: tuple[Phase, ...] = ()

    @property
    def before_home(self) -> tuple[Phase, ...]:
        """The phases that come before the child lives at home."""
        return tuple(phase for phase in self.phases if phase.kind != PhaseKind.HOME)

    @property
    def has_held(self) -> bool:
        """Whether there is a phase before home, and each held by what was found of it at last."""
        return bool(self.before_home) and all(one.judged and one.judged.is_held for one in self.before_home)

    def phase(self, kind: PhaseKind) -> Phase | None:
        """Return one phase; None where it is not planned."""
        return next((one for one in self.phases if one.kind == kind), None)

    def why_not_planned(self, kind: PhaseKind, begins_on: date) -> str:
        """Return why a phase cannot begin on a day; empty where it can: the phases keep their order."""
        order = list(PhaseKind)
        for one in self.phases:
            place = order.index(one.kind) - order.index(kind)
            if place < 0 and begins_on < one.planned.begins_on:
                return f"{one.title} comes first, and begins later than that."
            if place > 0 and begins_on > one.planned.begins_on:
                return f"{one.title} comes after it, and begins before that."
        return ""

    def why_not_judged(self, kind: PhaseKind, *, is_held: bool, today: date) -> str:
        """Return why it cannot be said now that a phase held, or did not; empty where it can.

        That a phase did not hold can be said at any time since it began. That it held needs something that was seen of
        it, and that every phase before it held: nobody goes on over what did not.
        """
        phase = self.phase(kind)
        if phase is None:
            return "This phase is not planned."
        if phase.planned.begins_on > today:
            return "This phase has not begun yet."
        if not is_held:
            return ""
        if not phase.seen and not any(session.is_held for session in phase.sessions):
            return "Nothing is written down of what was seen in this phase: no session that took place, and no visit."
        before = self._not_held_before(kind)
        return f"{PHASE_WORDS[before]} comes first: nobody has found yet that it held." if before else ""

    def _not_held_before(self, kind: PhaseKind) -> PhaseKind | None:
        order = list(PhaseKind)
        earlier = (one for one in self.phases if order.index(one.kind) < order.index(kind))
        return next((one.kind for one in earlier if not (one.judged and one.judged.is_held)), None)


def move_of(
    planned: Iterable[Planned],
    judged: Iterable[JudgedPhase],
    sessions: Iterable[Session],
    visits: Iterable[date],
    today: date,
) -> Move:
    """Return a move as it stands on a day. What was found of a phase before it was planned as it is does not count.

    `visits` are the days on which the child was seen on a visit. A phase ends where the next one begins.
    """
    order = list(PhaseKind)
    latest: Mapping[PhaseKind, Planned] = {one.phase: one for one in planned}
    plans = sorted(latest.values(), key=lambda one: order.index(one.phase))
    found, seen, days = tuple(judged), tuple(sessions), tuple(visits)
    ends = [*(one.begins_on for one in plans), date.max][1:]
    return Move(tuple(_phase(one, end, found, seen, days, today) for one, end in zip(plans, ends, strict=True)))


def _phase(  # noqa: PLR0913, PLR0917 - everything that can be of one phase
    plan: Planned,
    end: date,
    judged: tuple[JudgedPhase, ...],
    sessions: tuple[Session, ...],
    visits: tuple[date, ...],
    today: date,
) -> Phase:
    counting = (one for one in judged if one.phase == plan.phase and _counts(one, plan) and one.on <= today)
    mine = sorted(counting, key=lambda one: one.on)
    of_phase = tuple(one for one in sessions if one.phase == plan.phase and plan.begins_on <= one.on <= today)
    until = max(end, mine[-1].on) if mine else end
    seen = sum(plan.begins_on <= day < until and day <= today for day in visits)
    return Phase(plan, of_phase, seen, mine[-1] if mine else None, tuple(mine[:-1]))


def _counts(one: JudgedPhase, plan: Planned) -> bool:
    """Tell whether something was found of a phase as it is planned now, not as it was planned before."""
    is_after = one.at is None or plan.at is None or one.at >= plan.at
    return is_after and one.on >= plan.begins_on
