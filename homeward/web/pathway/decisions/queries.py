"""Reads the decisions of a way home: as they were proposed, who signed, on what they rest, and whether they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.practice.decisions.decision import Decision, Signature, Standing, State, standing
from homeward.practice.decisions.grounds import Ground, seal
from homeward.practice.decisions.requirements import Requirement, SignsAs, must_sign
from homeward.practice.pathways.position import EntryKind
from homeward.practice.pathways.steps import Circumstances
from homeward.web.pathway.decisions.grounds import ground_of_rows, grounds_of
from homeward.web.pathway.models import (
    DecisionCarriedOut,
    DecisionDissent,
    DecisionGround,
    DecisionProposal,
    DecisionSignature,
    PathwayEntry,
    PathwayStart,
    ReviewerSays,
    ReviewerView,
)
from homeward.web.pathway.queries import circumstances_of
from homeward.web.people.looked_up import once

APPROVE = "approve"
RETURN_STEPS = ("decide_approve", "decide_short")
"""The decisions by which a child goes home, and the answer that says so: the law names who must sign it."""
REVIEWER_VIEW = "reviewer_view"


@dataclass(frozen=True)
class Decided:
    """One decision: the proposal, what was written to it, and where it stands.

    `now` are the grounds as they stand today. `is_current` says that the way has not gone on past it.
    """

    proposal: DecisionProposal
    decision: Decision
    standing: Standing
    required: tuple[Requirement, ...]
    now: tuple[Ground, ...]
    view: ReviewerView | None
    signatures: tuple[DecisionSignature, ...]
    dissents: tuple[DecisionDissent, ...]
    carried_out: DecisionCarriedOut | None
    is_current: bool

    @property
    def is_return(self) -> bool:
        """Whether it is that the child goes home."""
        return is_return(self.proposal.step, self.proposal.answer)

    @property
    def seal(self) -> str:
        """The SHA-256 over all on which it rests, the proposal's own words among it."""
        return seal((*self.decision.sealed, _of_proposal(self.proposal)))

    @property
    def has_own_view(self) -> bool:
        """Whether the reviewing officer gave the view, rather than that it was not asked for."""
        return self.view is not None and self.view.says != ReviewerSays.NOT_ASKED

    @property
    def has_lapsed(self) -> bool:
        """Whether what it rests on changed."""
        return self.standing.state == State.LAPSED

    def signed(self, signs_as: SignsAs) -> bool:
        """Tell whether somebody said yes in a role, and the decision stands."""
        return self.standing.is_open and any(
            one.signs_as == signs_as and one.is_yes for one in self.decision.signatures
        )


def is_return(step: str, answer: str) -> bool:
    """Tell whether an answer to a decision is that the child goes home."""
    return step in RETURN_STEPS and answer == APPROVE


def decisions_of(start: PathwayStart, today: date) -> list[Decided]:
    """Return the decisions that were proposed on a way, the last first.

    Eleven queries, and those of the grounds; one where nothing was proposed. While one page is made it is read once.
    """
    return once(f"decisions on {today}", start, lambda: _read(start, today))


def _read(start: PathwayStart, today: date) -> list[Decided]:
    rows = list(
        start.proposals.select_related("entered_by", "struck_by", "household")
        .prefetch_related(
            "reviewer_views__entered_by",
            "reasons",
            "signatures__entered_by",
            "dissents__entered_by",
            "grounds",
            "carried_out__entry",
        )
        .order_by("-entered_at")
    )
    if not rows:
        return []
    child, grounds, floor = circumstances_of(start, today), grounds_of(start, today), _floor(start)
    return [_decided(row, child, grounds, floor, today) for row in rows]


def current_return(start: PathwayStart, today: date) -> Decided | None:
    """Return the decision that the child goes home to which the way has come; None where there is none, or it ended.

    One that is approved goes before one that waits, and that before one that lapsed.
    """
    order = (State.APPROVED, State.WAITING, State.CARRIED_OUT, State.LAPSED, State.REFUSED, State.WITHDRAWN)
    found = [one for one in decisions_of(start, today) if one.is_current and one.is_return]
    return min(found, key=lambda one: order.index(one.standing.state), default=None)


def required_of(child: Circumstances, today: date, *, is_return: bool, panel: str) -> tuple[Requirement, ...]:
    """Return whose signatures a decision needs: for a return those the law names, for any other the manager's."""
    asked = must_sign(child, today, panel)
    return asked if is_return else tuple(one for one in asked if one.signs_as == SignsAs.TEAM_MANAGER)


def view_ground(proposal: DecisionProposal, views: Iterable[ReviewerView]) -> tuple[Ground, ...]:
    """Return the reviewing officer's view of a proposal as a ground; empty where nothing was written of it."""
    rows = list(views)
    return (ground_of_rows(REVIEWER_VIEW, str(proposal.pk), "the reviewing officer’s view", rows),) if rows else ()


def last_position(start: PathwayStart) -> int:
    """Return the place of the last entry that stands on a way; 0 where there is none."""
    last = PathwayEntry.objects.filter(start=start, struck_at=None).order_by("-position").first()
    return last.position if last else 0


def _decided(
    row: DecisionProposal, child: Circumstances, grounds: Sequence[Ground], floor: int, today: date
) -> Decided:
    views, signed = list(row.reviewer_views.all()), tuple(row.signatures.all())
    now = (*grounds, *view_ground(row, views))
    required = required_of(child, today, is_return=is_return(row.step, row.answer), panel=row.panel)
    carried = next((one for one in row.carried_out.all() if one.entry.struck_at is None), None)
    decision = _decision(row, signed, is_carried_out=carried is not None)
    return Decided(
        proposal=row,
        decision=decision,
        standing=standing(decision, now, required),
        required=required,
        now=now,
        view=next((one for one in reversed(views) if one.struck_at is None), None),
        signatures=signed,
        dissents=tuple(row.dissents.all()),
        carried_out=carried,
        is_current=row.after_position >= floor,
    )


def _decision(row: DecisionProposal, signed: Iterable[DecisionSignature], *, is_carried_out: bool) -> Decision:
    kept = list(row.grounds.all())
    signatures = tuple(
        Signature(
            SignsAs(one.signs_as),
            str(one.entered_by_id or ""),
            one.is_yes,
            one.entered_at,
            tuple(_ground(saw) for saw in kept if saw.signature_id == one.pk),
        )
        for one in signed
    )
    rests_on = tuple(_ground(one) for one in kept if one.signature_id is None)
    is_withdrawn = row.struck_at is not None
    return Decision(str(row.entered_by_id or ""), rests_on, signatures, is_withdrawn, is_carried_out)


def _ground(row: DecisionGround) -> Ground:
    return Ground(row.kind, row.ground, row.digest, row.words, row.at)


def _of_proposal(row: DecisionProposal) -> Ground:
    """Return the proposal's own words as a ground, for the seal: nobody can change them unseen."""
    return ground_of_rows("proposal", str(row.pk), "the proposal", [_as_written(row)])


def _as_written(row: DecisionProposal) -> DecisionProposal:
    """Return a proposal as it was before it was withdrawn, if it was: that is no change of its words."""
    told = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return DecisionProposal(**{**told, "struck_at": None, "struck_by_id": None, "struck_because": ""})


def _floor(start: PathwayStart) -> int:
    """Return the place from which on a proposal is of where the way stands now.

    Proposals are written where the last entry stands. Once a return is decided and prepared, the one it was decided by
    counts still, and so does one that was written anew because the first lapsed.
    """
    last = 0
    for entry in PathwayEntry.objects.filter(start=start, struck_at=None).order_by("-position"):
        last = last or entry.position
        if entry.kind == EntryKind.DECIDED and is_return(entry.step, entry.answer):
            return entry.position - 1
        if entry.kind != EntryKind.DONE:
            break
    return last
