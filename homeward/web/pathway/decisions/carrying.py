"""Says, when a child goes home, by which decision that was, and whether its approval stood on the day."""

from datetime import date

from homeward.practice.decisions.decision import State
from homeward.practice.pathways.position import EntryKind
from homeward.practice.pathways.steps import Pathway
from homeward.web.pathway.decisions.queries import current_return
from homeward.web.pathway.models import DecisionCarriedOut, PathwayEntry, PathwayStart

_HOME, _WENT_HOME = "home", "went_home"


def carried_out_by(
    start: PathwayStart, entry: PathwayEntry, pathway: Pathway, today: date
) -> DecisionCarriedOut | None:
    """Return, for an action to store, that an entry not stored yet carries a decision out; None where it does not.

    What happened is never refused: where the approval had lapsed, or was never given, the row says so.
    """
    if not _leads_home(entry, pathway):
        return None
    found = current_return(start, today)
    if found is None or found.standing.state in (State.CARRIED_OUT, State.WITHDRAWN, State.REFUSED):
        return None
    stood = found.standing.state == State.APPROVED
    words = "" if stood else _why(found.standing.state, [one.in_words for one in found.standing.changed])
    return DecisionCarriedOut(proposal=found.proposal, entry=entry, stood=stood, words=words)


def _leads_home(entry: PathwayEntry, pathway: Pathway) -> bool:
    if entry.kind == EntryKind.HAPPENED:
        return entry.step == _WENT_HOME
    step = pathway.by_id.get(entry.step)
    if step is None or entry.kind == EntryKind.STOPPED:
        return False
    answer = step.answer(entry.answer)
    return _HOME in {step.leads_to, answer.leads_to if answer else ""}


def _why(state: State, changed: list[str]) -> str:
    if state == State.LAPSED:
        return f"The approval had lapsed. Changed since: {'; '.join(changed)}."
    return "It had not been signed by everybody who must sign it."
