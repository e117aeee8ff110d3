"""Reads the classifications of a step as somebody may see them: two people apart first, then side by side."""

from dataclasses import dataclass

from homeward.practice.classification import Level, Movement, Proposal, agreed_level, movement, propose
from homeward.web.accounts.models import User
from homeward.web.pathway.local.queries import rules
from homeward.web.pathway.models import Classification, ClassificationAgreed, PathwayStart

STEPS = ("first_classification", "second_classification", "third_classification")


@dataclass(frozen=True)
class Side:
    """One person's classification with what the rule proposes of their findings."""

    row: Classification
    proposal: Proposal


@dataclass(frozen=True)
class Classified:
    """A step's classifications as one reader sees them.

    `own` is the reader's. `others` are told only once there are two. `waits_for_second` says that one person has
    classified, whoever it was. `agreement` is what they agreed on; `alike` the level on which they agree unasked.
    """

    own: Side | None
    sides: tuple[Side, ...]
    waits_for_second: bool
    agreement: ClassificationAgreed | None
    alike: Level | None


def classified(start: PathwayStart, step: str, user: User) -> Classified:
    """Return the classifications of a step as somebody may see them, each beside the rule of its day; three queries."""
    held = rules()
    rows = list(start.classifications.filter(step=step, struck_at=None).select_related("entered_by"))
    sides = tuple(Side(row, propose(row.found, held.on(row.on))) for row in rows)
    own = next((side for side in sides if side.row.entered_by_id == user.pk), None)
    is_both = len(rows) > 1
    levels = [Level(row.level) for row in rows if row.level]
    alike = agreed_level(levels[0], levels[1]) if is_both and len(levels) > 1 else None
    agreed = start.agreements.filter(step=step, struck_at=None).select_related("entered_by").last()
    return Classified(own, sides if is_both else (), len(rows) == 1, agreed, alike)


def line_of(start: PathwayStart) -> list[tuple[ClassificationAgreed, Movement]]:
    """Return the levels agreed on in order, each with how it stands to the one before."""
    rows = [row for row in start.agreements.filter(struck_at=None) if row.level]
    return list(zip(rows, movement(Level(row.level) for row in rows), strict=True))
