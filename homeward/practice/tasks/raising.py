"""Who is shown a task that is overdue and that nobody has said they saw: the team manager, then the head of service."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homeward.law.clock import add_working_days
from homeward.law.nation import Nation
from homeward.practice.tasks.task import Task, in_words


class RaisedTo(StrEnum):
    """To whom a task is shown besides those who do it; the words finish "is shown to"."""

    TEAM_MANAGER = "the team manager"
    HEAD_OF_SERVICE = "the head of service"


@dataclass(frozen=True)
class RaisingRule:
    """After how many working days past its last day a task is raised. Raises ValueError where they are out of order.

    The numbers are the council's own. Nothing follows from them but that somebody sees the task.
    """

    to_manager_days: int = 3
    to_head_days: int = 10

    def __post_init__(self) -> None:
        if not 1 <= self.to_manager_days <= self.to_head_days:
            raise ValueError("A task is raised to the team manager first, after at least one working day.")


@dataclass(frozen=True)
class Raised:
    """To whom a task is raised, since when, and why, in one sentence that blames nobody."""

    to: RaisedTo
    since: date
    because: str


def raised(task: Task, rule: RaisingRule, today: date, *, is_seen: bool) -> Raised | None:
    """Return to whom a task is raised on a day; None where it is not overdue, or somebody has said that they saw it.

    What another task waits for is raised with that other task, and never by itself.
    """
    if is_seen or task.part_of or task.due_on is None or not task.is_overdue(today):
        return None
    for to, days in ((RaisedTo.HEAD_OF_SERVICE, rule.to_head_days), (RaisedTo.TEAM_MANAGER, rule.to_manager_days)):
        since = add_working_days(task.due_on, days, Nation.ENGLAND)
        if since <= today:
            counted = "1 working day" if days == 1 else f"{days} working days"
            because = f"{counted} after {in_words(task.due_on)}, and nobody has said yet that they saw it"
            return Raised(to, since, f"Shown to {to} since {in_words(since)}: {because}.")
    return None
