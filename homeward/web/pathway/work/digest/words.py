"""The words of the digest: numbers and an address, never a name."""

from dataclasses import dataclass
from datetime import date, timedelta

from homeward.web.accounts.models import User
from homeward.web.pathway.work.lists import lines_of, own_children
from homeward.web.pathway.work.whose import SOON_DAYS, raised_for

SUBJECT = "Homeward: what is due"


@dataclass(frozen=True)
class Due:
    """How many tasks of somebody are due within a week, how many are overdue, and how many are shown to them."""

    soon: int
    overdue: int
    raised: int

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.soon or self.overdue or self.raised)


def due_for(user: User, today: date) -> Due:
    """Return the numbers of somebody's tasks on a day; what another task waits for is not counted by itself."""
    mine = [line.task for line in lines_of(own_children(user, today), today) if line.is_of(user)]
    overdue = sum(task.is_overdue(today) for task in mine)
    by_then = sum(task.is_due_by(today + timedelta(days=SOON_DAYS)) for task in mine)
    return Due(by_then - overdue, overdue, len(raised_for(user, today)))


def in_words(due: Due, address: str) -> str:
    """Return the text of the e-mail; `address` is that of the service, empty where none is set."""
    said = [f"{_tasks(due.soon)} due within a week." if due.soon else ""]
    said += [f"{_tasks(due.overdue)} overdue." if due.overdue else ""]
    said += [f"{_tasks(due.raised)} overdue in your teams, and nobody has said they saw them." if due.raised else ""]
    where = f"Sign in to see them: {address}/tasks/" if address else "Sign in to Homeward to see them."
    stop = "To stop these e-mails, open Your account in Homeward, then Reminders."
    return "\n".join([*filter(None, said), "", where, "", stop, ""])


def _tasks(number: int) -> str:
    return "1 task is" if number == 1 else f"{number} tasks are"
