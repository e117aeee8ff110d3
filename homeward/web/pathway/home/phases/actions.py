"""Writes the return plan phase by phase, and whether each held; planned anew, a phase keeps what stood before."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.after.phase_kinds import PhaseKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.writing import replacing, struck
from homeward.web.pathway.home.details import PhaseDetails
from homeward.web.pathway.home.outcomes.queries import earlier_reviews
from homeward.web.pathway.home.phases.queries import move_on
from homeward.web.pathway.home.ways import check_happened, open_start
from homeward.web.pathway.models import PathwayStart, PhaseJudged, PlannedPhase, SecondAttempt
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes

_NEEDED = {
    "must_hold": "Say what must hold to go on.",
    "who": "Say who does what.",
    "contingency": "Say what happens if it does not hold.",
    "signs": "Say which signs call that.",
}
_MORE = ("school", "health", "money", "carer")


def plan_phase(*, child: Child, details: PhaseDetails, by: User | None) -> PlannedPhase:
    """Plan a phase, or plan it anew with the reason.

    Raises ValidationError without what must hold, who, the contingency and its signs; and while an earlier return that
    broke down was learnt from and nobody says what is different this time.
    """
    check_writes(child, by)
    told = {name: words_needed(getattr(details, name), name, says) for name, says in _NEEDED.items()}
    told |= {name: getattr(details, name).strip() for name in _MORE}
    check_not_copied(told.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("return_phase_planned", by=by) as entry:
        start = open_start(child)
        _check_is_different(start)
        if why_not := move_on(start, clock.today(), None).why_not_planned(details.phase, details.begins_on):
            raise ValidationError({"begins_on": why_not})
        why = {"elsewhere_because": details.elsewhere_because.strip()}
        row = entered(PlannedPhase, by, start=start, phase=details.phase, begins_on=details.begins_on, **told, **why)
        before = start.planned_phases.filter(phase=details.phase, struck_at=None).first()
        if before is not None:
            struck(before, by, words_needed(details.because, "because", "Say why it is planned anew.")).save()
            row = replacing(before, row)
        row.save()
        about_child(entry, child, by, row, phase=row.phase)
    return row


def judge_phase(  # noqa: PLR0913 - which phase, what was found, in which words, by whom, when
    *, child: Child, phase: PhaseKind, is_held: bool, words: str, by: User | None, on: date
) -> PhaseJudged:
    """Write down whether a phase held. Raises ValidationError where nothing was seen of it, or one before did not."""
    check_writes(child, by)
    said = words_needed(words, "words", "Say what shows it.")
    check_happened(on)
    check_not_copied([said], concerned=[child], by=by)
    with recorded("return_phase_judged", by=by) as entry:
        start = open_start(child)
        if why_not := move_on(start, on, None).why_not_judged(phase, is_held=is_held, today=on):
            raise ValidationError({"is_held": why_not})
        row = entered(PhaseJudged, by, start=start, phase=phase, is_held=is_held, words=said, on=on)
        row.save()
        about_child(entry, child, by, row, phase=phase, is_held=is_held)
    return row


def say_different(*, child: Child, different: str, by: User | None) -> SecondAttempt:
    """Write down what is different this time. Raises ValidationError where no earlier return broke down."""
    check_writes(child, by)
    said = words_needed(different, "different", "Say what is different this time.")
    check_not_copied([said], concerned=[child], by=by)
    with recorded("second_attempt_told", by=by) as entry:
        start = open_start(child)
        if not earlier_reviews(start).exists():
            raise ValidationError("No earlier return of this child was learnt from.")
        row = entered(SecondAttempt, by, start=start, different=said, on=clock.today())
        row.save()
        about_child(entry, child, by, row)
    return row


def _check_is_different(start: PathwayStart) -> None:
    if earlier_reviews(start).exists() and not start.second_attempts.filter(struck_at=None).exists():
        raise ValidationError("An earlier return broke down. Say first what is different this time.")
