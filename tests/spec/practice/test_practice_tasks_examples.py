"""Worked examples: by when something is due on the way home, why by then, who is shown it, and how long steps took."""

from datetime import date

import pytest

from homeward.practice.pathways.position import Entry, EntryKind, Record, position
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.steps import Circumstances, Legal
from homeward.practice.pathways.versions import always
from homeward.practice.tasks.raising import RaisedTo, RaisingRule, raised
from homeward.practice.tasks.reviews import LookedAfter, review_task
from homeward.practice.tasks.step_times import stays, step_times
from homeward.practice.tasks.steps import step_tasks
from homeward.practice.tasks.task import Task
from homeward.practice.tasks.visits import Placed, visit_task

CHILD = Circumstances(age=8, legal=Legal.SECTION_20, looked_after_since=date(2025, 1, 6))


def tasks_on(today: date, *entries: Entry) -> list[Task]:
    """Return the tasks of a way that began on 2 March 2026."""
    return list(step_tasks(position(Record(date(2026, 3, 2), CHILD, entries), RETURN_HOME, today), RETURN_HOME, today))


def test_a_step_is_due_by_the_services_own_time_and_says_that_it_is_no_law() -> None:
    done = Entry(date(2026, 3, 4), EntryKind.DECIDED, "consider", "yes")
    planning = Entry(date(2026, 3, 10), EntryKind.DONE, "plan_assessment")
    whole, *parts = tasks_on(date(2026, 3, 12), done, planning)
    assert whole.words == "Write the chronology"
    assert whole.due_on == date(2026, 4, 7)
    assert whole.because == (
        "Due 7 April 2026: 28 days after 10 March 2026, when this step began (the service’s own usual time, not a law)."
    )
    assert whole.moves.startswith("If the day moves by a week, then by a week too: “Assess” (now 19 May 2026), ")
    assert [part.words for part in parts] == ["The file read to its end"]
    assert {part.part_of for part in parts} == {whole.id}
    assert {part.due_on for part in parts} == {whole.due_on}


def test_where_the_day_is_past_what_comes_after_is_reckoned_from_today() -> None:
    done = Entry(date(2026, 3, 4), EntryKind.DECIDED, "consider", "yes")
    whole = tasks_on(date(2026, 4, 1), done)[0]
    assert whole.is_overdue(date(2026, 4, 1))
    assert "“Write the chronology” (now 29 April 2026)" in whole.moves


def test_the_first_review_counts_working_days_over_easter() -> None:
    """Looked after since Friday 20 March 2026; Good Friday is 3 April and Easter Monday 6 April."""
    task = review_task(LookedAfter(1, date(2026, 3, 20)), date(2026, 4, 1))
    assert task.due_on == date(2026, 4, 21)
    assert task.is_law
    assert "at most 20 working days after 20 March 2026, when the child became looked after" in task.because
    assert "regulation 33(1)" in task.because


def test_the_first_review_counts_working_days_over_christmas() -> None:
    """Looked after since Monday 7 December 2026; 25 and 28 December and 1 January are no working days."""
    assert review_task(LookedAfter(1, date(2026, 12, 7)), date(2026, 12, 8)).due_on == date(2027, 1, 7)


def test_later_reviews_count_from_the_day_on_which_the_one_before_was_held() -> None:
    began = date(2026, 1, 5)
    second = review_task(LookedAfter(1, began, (date(2026, 1, 30),)), date(2026, 2, 1))
    third = review_task(LookedAfter(1, began, (date(2026, 1, 30), date(2026, 4, 20))), date(2026, 5, 1))
    fourth = review_task(
        LookedAfter(1, began, (date(2026, 1, 30), date(2026, 4, 20), date(2026, 8, 31))), date(2026, 9, 1)
    )
    assert [one.due_on for one in (second, third, fourth)] == [
        date(2026, 4, 30),
        date(2026, 10, 20),
        date(2027, 2, 28),
    ]


def test_where_no_review_is_written_down_nobody_is_told_that_one_is_late() -> None:
    task = review_task(LookedAfter(1, date(2024, 6, 3)), date(2026, 3, 2))
    assert task.due_on is None
    assert "No review since 3 June 2024 is in this record" in task.because
    late = review_task(LookedAfter(1, date(2026, 1, 5), (date(2026, 1, 30),)), date(2026, 6, 1))
    assert late.is_overdue(date(2026, 6, 1))
    assert "or write down that it was held" in late.words


def test_a_review_of_an_earlier_period_of_care_counts_for_nothing() -> None:
    task = review_task(LookedAfter(2, date(2026, 3, 20), (date(2025, 2, 2),)), date(2026, 3, 23))
    assert task.due_on == date(2026, 4, 21)


def test_visits_are_a_week_after_the_placement_began_then_six_weeks_apart() -> None:
    began = date(2026, 3, 2)
    assert visit_task(Placed(began), date(2026, 3, 3)).due_on == date(2026, 3, 9)
    after = visit_task(Placed(began, (date(2026, 3, 6),)), date(2026, 3, 10))
    assert after.due_on == date(2026, 4, 17)
    assert "regulation 28" in after.because
    assert "every three months is enough" not in after.because
    later = visit_task(Placed(date(2025, 3, 2), (date(2026, 3, 6),)), date(2026, 3, 10))
    assert "every three months is enough" in later.because


def test_an_overdue_task_is_shown_to_the_manager_then_to_the_head_of_service() -> None:
    """Due on Thursday 2 April 2026, the day before Good Friday: the first working day after it is Tuesday 7 April."""
    task, rule = Task(id="x", step="", words="x", because="x", due_on=date(2026, 4, 2)), RaisingRule(1, 3)
    assert raised(task, rule, date(2026, 4, 6), is_seen=False) is None
    shown = raised(task, rule, date(2026, 4, 7), is_seen=False)
    assert shown.to == RaisedTo.TEAM_MANAGER
    assert shown.because == (
        "Shown to the team manager since 7 April 2026: 1 working day after 2 April 2026, and nobody has said yet that "
        "they saw it."
    )
    assert raised(task, rule, date(2026, 4, 9), is_seen=False).to == RaisedTo.HEAD_OF_SERVICE
    assert raised(task, rule, date(2026, 4, 9), is_seen=True) is None


@pytest.mark.parametrize(("first", "then"), [(0, 3), (5, 4)])
def test_a_rule_for_showing_tasks_is_in_order(first: int, then: int) -> None:
    with pytest.raises(ValueError, match="team manager first"):
        RaisingRule(first, then)


def test_stays_are_counted_where_a_step_was_done_and_not_where_something_happened() -> None:
    versions = always(RETURN_HOME)
    entries = (
        Entry(date(2026, 3, 5), EntryKind.DECIDED, "consider", "yes"),
        Entry(date(2026, 3, 15), EntryKind.DONE, "plan_assessment"),
        Entry(date(2026, 3, 20), EntryKind.HAPPENED, "removed"),
        Entry(date(2026, 3, 21), EntryKind.DECIDED, "safety_today", "safe"),
    )
    assert list(stays(date(2026, 3, 2), entries, versions)) == [
        ("consider", 3),
        ("plan_assessment", 10),
        ("safety_today", 1),
    ]


def test_of_fewer_than_six_stays_nothing_is_told_but_that_there_are_fewer() -> None:
    told = step_times([("consider", days) for days in (2, 4, 4, 6, 9, 30)] + [("agreement", 5)] * 5)
    consider, agreement = told["consider"], told["agreement"]
    assert (consider.number, consider.median_days, consider.shortest_days, consider.longest_days) == (6, 5, 2, 30)
    assert (agreement.number, agreement.median_days, agreement.shortest_days) == (None, None, None)
