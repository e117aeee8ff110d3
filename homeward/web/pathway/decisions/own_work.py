"""Keeps somebody from deciding on their own work: who wrote the assessment does not decide to work towards a return."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.pathways.position import EntryKind, Move
from homeward.web.accounts.models import User
from homeward.web.pathway.decisions.sources import assessment
from homeward.web.pathway.models import PathwayStart

_RESTS_ON_ASSESSMENT = ("decide_work_towards",)


def check_not_own(start: PathwayStart, move: Move, by: User | None, today: date) -> None:
    """Raise ValidationError where somebody would decide by an assessment of which they wrote part."""
    if by is None or move.kind != EntryKind.DECIDED or move.step not in _RESTS_ON_ASSESSMENT or move.answer != "yes":
        return
    if any(str(by.pk) in ground.written_by for ground in assessment(start, today)):
        raise ValidationError("You wrote part of the assessment that this rests on: another manager decides.")
