"""Says who may do what with the reading of a file; each refusal is a sentence fit for the screen."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.web.accounts.models import User
from homeward.web.chronology.models import Declared, FileRead
from homeward.web.people.models import Allocation, Child, ConflictOfInterest
from homeward.web.people.relations import STAFF
from homeward.web.people.rights import NotPermittedError, check_writes

_LONGEST_DAYS = 366


def check_is_reader(file_read: FileRead, by: User | None) -> FileRead:
    """Return a reading as it stands now; raises NotPermittedError unless it is open, and its reader's.

    The record must be open to the reader still.
    """
    now = FileRead.objects.select_related("child").get(pk=file_read.pk)
    if by is not None and by.pk != now.reader_id:
        raise NotPermittedError("Only the reader may do this.")
    check_writes(now.child, by)
    if not now.is_open:
        raise NotPermittedError("This reading is over.")
    return now


def check_reads(file_read: FileRead, by: User | None) -> None:
    """Raise NotPermittedError unless somebody is the reader, and declared to have no relationship to the family."""
    if check_is_reader(file_read, by).declared != Declared.NONE:
        raise NotPermittedError("Before you read, say whether you have a relationship to this family.")


def check_reads_of(child: Child, file_read: FileRead | None, by: User | None) -> None:
    """Raise NotPermittedError where an event is said to be found in a reading that is not the writer's, of the child.

    Without a reading there is nothing to check.
    """
    if file_read is None:
        return
    if file_read.child_id != child.pk:
        raise NotPermittedError("This reading is of another file.")
    check_reads(file_read, by)


def check_can_be_named(user: User, child: Child, because: str, by: User | None, on: date) -> None:
    """Raise NotPermittedError or ValidationError where somebody cannot be named to read a child's file."""
    if by is not None and by.pk == user.pk:
        raise NotPermittedError("Nobody names themselves: choose a colleague.")
    if not user.roles_on(on) & STAFF:
        raise ValidationError({"reader": "Choose somebody of the service."})
    if ConflictOfInterest.objects.on(on).filter(child=child, user=user).exists():
        raise ValidationError({"reader": "This person cannot work with this child. Choose somebody else."})
    if works_with(user, child, on) and not because.strip():
        says = "This person works with the child already. Say why they are to read the file all the same."
        raise ValidationError({"own_worker_because": says})


def check_due(due_on: date, on: date) -> None:
    """Raise ValidationError for a day by which no reading can be done."""
    if due_on < on:
        raise ValidationError({"due_on": "The day is past. Choose a day to come."})
    if (due_on - on).days > _LONGEST_DAYS:
        raise ValidationError({"due_on": "Choose a day within a year."})


def works_with(user: User, child: Child, on: date) -> bool:
    """Tell whether somebody works with a child on a day, as whatever."""
    return Allocation.objects.on(on).filter(child=child, user=user).exists()
