"""Writes who took note of tasks, reviews that were held, and after how many days a task is shown to others."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.tasks.raising import RaisingRule
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.writing import replacing, struck
from homeward.web.pathway.local.actions import SETS_POLICY
from homeward.web.pathway.models import RaisingSet, ReviewHeld, TaskSeen
from homeward.web.pathway.queries import way_of
from homeward.web.pathway.work.sources import tasks_of_ways
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.relations import relations_of
from homeward.web.people.rights import check_has_role, check_writes

_MOST_DAYS = 60


def see_task(*, child: Child, task: str, taken_on_by: User | None, by: User, on: date) -> TaskSeen:
    """Write down that somebody saw a task of a child, and who does it, if that is said.

    What was said of it before is kept, struck out. Raises ValidationError for a task that is done or gone, and for
    somebody to whom the record is not open.
    """
    check_writes(child, by)
    with recorded("task_seen", by=by) as entry:
        way = way_of(child, clock.today())
        tasks = tasks_of_ways([way], clock.today())[way.start.pk] if way else ()
        if way is None or task not in {one.id for one in tasks}:
            raise ValidationError("This task is done, or is not there any more. Open the list again.")
        if taken_on_by is not None and not relations_of(taken_on_by, child):
            raise ValidationError({"taken_on_by": "The record is not open to this person. Allocate them first."})
        seen = entered(TaskSeen, by, start=way.start, task=task, on=on, taken_on_by=taken_on_by)
        before = TaskSeen.objects.standing().filter(start=way.start, task=task).first()
        if before is not None:
            kept = struck(before, by, "Said anew.")
            kept.save()
            replacing(kept, seen)
        seen.save()
        about_child(entry, child, by, seen, task=task, taken_on_by=taken_on_by.pk if taken_on_by else None)
    return seen


def hold_review(*, child: Child, words: str, by: User | None, on: date) -> ReviewHeld:
    """Write down that a child's case was reviewed on a day. Raises ValidationError for one that is written already."""
    check_writes(child, by)
    if on > clock.today():
        raise ValidationError({"on": "Enter today or a day before: this is written down when it has happened"})
    with recorded("review_held", by=by) as entry:
        if ReviewHeld.objects.standing().filter(child=child, on=on).exists():
            raise ValidationError({"on": "A review on this day is written down already"})
        held = entered(ReviewHeld, by, child=child, on=on, words=words.strip())
        held.save()
        about_child(entry, child, by, held, on=on.isoformat())
    return held


def strike_review(*, child: Child, review: ReviewHeld, because: str, by: User | None) -> None:
    """Strike out what was written of a review, with the reason; it stays, struck out."""
    check_writes(child, by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("review_struck", by=by) as entry:
        kept = struck(review, by, reason)
        kept.save()
        about_child(entry, child, by, kept)


def set_raising(*, rule: RaisingRule, why: str, by: User | None, on: date) -> RaisingSet:
    """Put in, from today, after how many working days an overdue task that nobody saw is shown to whom."""
    check_has_role(by, SETS_POLICY, "change the policy of the service")
    reason = words_needed(why, "why", "Say why.")
    if rule.to_head_days > _MOST_DAYS:
        raise ValidationError({"to_head_days": f"Enter {_MOST_DAYS} working days at most"})
    told = {"to_manager_days": rule.to_manager_days, "to_head_days": rule.to_head_days}
    with recorded("raising_set", by=by) as entry:
        row = RaisingSet(**told, why=reason, begins_on=on, put_in_by=by, put_in_at=clock.now())
        row.save()
        entry.about(row)
        entry.detail = {**told, "on": on.isoformat()}
    return row
