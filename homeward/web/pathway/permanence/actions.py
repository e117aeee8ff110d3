"""Writes where a child will grow up when living at home is not safe, and strikes it out."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.permanence import Route
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.writing import struck
from homeward.web.pathway.models import PermanencePlan
from homeward.web.pathway.queries import way_of
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes

_NEEDED = {
    "because": "Say why this is right for the child.",
    "family": "Say how the child sees parents, sisters and brothers.",
    "next_step": "Say what is done next.",
    "next_by": "Say who does it.",
}


@dataclass(frozen=True)
class PlanDetails:
    """A plan for a permanent home elsewhere; `next_due_on` is the last day for the next thing that is done."""

    route: Route
    because: str
    family: str
    next_step: str
    next_by: str
    next_due_on: date
    elsewhere_because: str = ""


def plan_permanence(*, child: Child, details: PlanDetails, by: User | None, on: date) -> PermanencePlan:
    """Write down a plan; one that was written before stays as it was.

    Raises ValidationError without a way on the pathway, without any of the words, for a day to come, for a next thing
    that would be due before the plan, and for words of another family's record without a reason.
    """
    check_writes(child, by)
    words = {name: words_needed(getattr(details, name), name, asked) for name, asked in _NEEDED.items()}
    if on > clock.today():
        raise ValidationError({"on": "Enter today or a day before: this is written down when it is planned"})
    if details.next_due_on < on:
        raise ValidationError({"next_due_on": "The next thing cannot be due before it was planned. Enter a later day"})
    check_not_copied(list(words.values()), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("permanence_planned", by=by) as entry:
        way = way_of(child, clock.today())
        if way is None:
            raise ValidationError("Nobody has thought about a return home yet: begin there.")
        told = {"start": way.start, "on": on, "route": details.route, "next_due_on": details.next_due_on, **words}
        plan = entered(PermanencePlan, by, elsewhere_because=details.elsewhere_because.strip(), **told)
        plan.save()
        about_child(entry, child, by, plan, route=details.route, on=on.isoformat())
    return plan


def strike_plan(*, child: Child, plan: PermanencePlan, because: str, by: User | None) -> None:
    """Strike out a plan, with the reason; it stays, struck out."""
    check_writes(child, by)
    if plan.start.child_id != child.pk:
        raise ValidationError("This plan is another child’s.")
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("permanence_plan_struck", by=by) as entry:
        kept = struck(plan, by, reason)
        kept.save()
        about_child(entry, child, by, kept)
