"""What becomes of a proposed decision: it waits, is approved or refused, lapses with its grounds, or is carried out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from homeward.practice.decisions.grounds import UNSIGNED_KINDS, Changed, Ground, changed
from homeward.practice.decisions.requirements import SIGNS_AS_WORDS, Requirement, SignsAs


class State(StrEnum):
    """Where a proposed decision stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    CARRIED_OUT = "carried_out"


STATE_WORDS = {
    State.WAITING: "Waiting for signatures",
    State.APPROVED: "Approved",
    State.REFUSED: "Refused",
    State.LAPSED: "Lapsed",
    State.WITHDRAWN: "Withdrawn",
    State.CARRIED_OUT: "Carried out",
}


@dataclass(frozen=True)
class Signature:
    """One person's yes or no in one role. `by` is the user's id; `saw` are grounds that came after the proposal."""

    signs_as: SignsAs
    by: str
    is_yes: bool
    at: datetime
    saw: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class Decision:
    """A decision as it was proposed, and what became of it since.

    `rests_on` is what its proposer rested it on, as it stood then. `by` is the proposer's id.
    """

    by: str
    rests_on: tuple[Ground, ...]
    signatures: tuple[Signature, ...] = ()
    is_withdrawn: bool = False
    is_carried_out: bool = False

    @property
    def sealed(self) -> tuple[Ground, ...]:
        """All on which it rests, what the signers saw included; of a ground seen twice the first that was signed on."""
        seen = [ground for signature in self.signatures for ground in signature.saw]
        return tuple({(one.kind, one.id): one for one in reversed((*self.rests_on, *seen))}.values())


@dataclass(frozen=True)
class Standing:
    """Where a decision stands today: what changed if it lapsed, and which signatures it waits for."""

    state: State
    changed: tuple[Changed, ...] = ()
    waits_for: tuple[Requirement, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it can still come to something: it waits, or is approved and not carried out."""
        return self.state in (State.WAITING, State.APPROVED)


def standing(decision: Decision, now: Iterable[Ground], required: Iterable[Requirement]) -> Standing:
    """Return where a decision stands.

    `now` are the grounds as they stand, `required` the signatures that are asked for. A signature counts only where its
    writer may sign: neither the proposer nor anybody who wrote a ground, and nobody twice.
    """
    grounds = tuple(now)
    if decision.is_withdrawn:
        return Standing(State.WITHDRAWN)
    if decision.is_carried_out:
        return Standing(State.CARRIED_OUT)
    if found := lapsed_by(decision, grounds):
        return Standing(State.LAPSED, found)
    counted = _counted(decision, grounds)
    if any(not one.is_yes for one in counted):
        return Standing(State.REFUSED)
    given = {one.signs_as for one in counted}
    waits = tuple(one for one in required if one.signs_as and one.signs_as not in given)
    return Standing(State.WAITING if waits else State.APPROVED, waits_for=waits)


def lapsed_by(decision: Decision, now: Iterable[Ground]) -> tuple[Changed, ...]:
    """Return what changed of all on which a decision rests; nothing where it rests on the same still.

    The reviewing officer's view comes after the proposal: it is held against what the signers saw.
    """
    is_signed = bool(decision.signatures)
    told = [one for one in now if is_signed or one.kind != "reviewer_view"]
    return changed(decision.sealed, told)


def authors(decision: Decision, now: Iterable[Ground]) -> frozenset[str]:
    """Return the ids of those who cannot sign: the proposer, and who wrote or struck out any ground it rests on.

    Two people classify apart already, and the reviewing officer's view stands beside: their writers are not among them.
    """
    written = (one.written_by for one in now if one.kind not in UNSIGNED_KINDS)
    return frozenset({decision.by}).union(*written)


def why_not_sign(
    decision: Decision, now: Iterable[Ground], required: Iterable[Requirement], signs_as: SignsAs, by: str
) -> str:
    """Return in one sentence why somebody cannot sign a decision in a role; empty where they can, by this rule."""
    grounds, asked = tuple(now), tuple(required)
    if standing(decision, grounds, asked).state != State.WAITING:
        return "This proposal does not wait for signatures any more."
    if barred := _why_barred(decision, grounds, by):
        return barred
    if signs_as not in {one.signs_as for one in asked}:
        return f"This decision needs no signature of a {SIGNS_AS_WORDS[signs_as]}."
    if any(one.signs_as == signs_as for one in decision.signatures):
        return f"Somebody has signed as {SIGNS_AS_WORDS[signs_as]} already."
    return ""


def _why_barred(decision: Decision, grounds: Iterable[Ground], by: str) -> str:
    if by == decision.by:
        return "You wrote this proposal: somebody else signs it."
    own = next((one for one in grounds if one.kind not in UNSIGNED_KINDS and by in one.written_by), None)
    if own is not None:
        return f"You wrote part of what this rests on ({own.words}): somebody else signs."
    if any(one.by == by for one in decision.signatures):
        return "You have signed already: one person signs in one role only."
    return ""


def _counted(decision: Decision, grounds: tuple[Ground, ...]) -> tuple[Signature, ...]:
    barred = set(authors(decision, grounds))
    counted: list[Signature] = []
    for one in sorted(decision.signatures, key=lambda signature: signature.at):
        if one.by not in barred:
            counted.append(one)
            barred.add(one.by)
    return tuple(counted)
