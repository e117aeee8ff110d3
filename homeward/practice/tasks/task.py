"""One thing to be done for a child: what, by when, why by then, and what else moves if the day moves."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to be done. `id` is its own among the tasks of one child's way and stays while the day moves.

    `step` is the pathway's step to which it belongs, empty where it belongs to none. `words` say what is to be done.
    `because` explains the day, or why there is none, with its source; `moves` says what else moves if the day moves.
    `href_name` is the name of the page about the child on which it is done. `for_role` says in words who does it,
    `person` is the id of one user whose task it is; both may be empty. `part_of` is the id of the task that waits for
    this one. `is_law` says that a regulation sets the day. `due_on` is the last day in time, None where nothing says.
    """

    id: str
    step: str
    words: str
    because: str
    due_on: date | None = None
    moves: str = ""
    href_name: str = "pathway"
    for_role: str = ""
    person: str = ""
    part_of: str = ""
    is_law: bool = False

    def is_overdue(self, today: date) -> bool:
        """Tell whether the last day in time is past."""
        return self.due_on is not None and self.due_on < today

    def is_due_by(self, day: date) -> bool:
        """Tell whether it is due on a day or before it."""
        return self.due_on is not None and self.due_on <= day


def in_words(day: date) -> str:
    """Return a day as it stands in a sentence: 14 March 2026."""
    return f"{day.day} {day:%B %Y}"


def by_day(task: Task) -> tuple[bool, date]:
    """Return by what tasks are sorted: the earliest day first, what has no day last; others stay as they were told."""
    return (task.due_on is None, task.due_on or date.max)
