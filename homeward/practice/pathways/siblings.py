"""Says when one child's way home asks to look at the sisters and brothers, each of whom is decided one by one."""

from collections.abc import Iterable
from datetime import date

from homeward.practice.pathways.position import Entry, EntryKind, Stands
from homeward.practice.pathways.steps import StepKind

STEPS = frozenset({"decide_short", "decide_approve", "home"})
"""The steps at which a return is near, or has begun."""
FACTS = frozenset({"removed", "walked", "ordered", "went_home"})
"""What happened when a child went home, planned or not."""


def asks_since(stands: Stands, entries: Iterable[Entry], today: date) -> date | None:
    """Return since when a child's way asks to look at the sisters and brothers; None where it does not.

    The last day counts on which such a step was reached or such a fact noted. A way that has ended asks no more.
    """
    if stands.step.kind == StepKind.ENDING:
        return None
    days = [on for step, on in stands.reached if step in STEPS]
    days += [one.on for one in entries if one.kind == EntryKind.HAPPENED and one.step in FACTS and one.on <= today]
    days += [stands.since] if stands.step.id in STEPS else []
    return max(days, default=None)
