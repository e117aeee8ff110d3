"""Who may see which records of a child's story."""

from django.db.models import Q

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.models import (
    Attachment,
    Draft,
    FileRead,
    GivenCopy,
    LifeEvent,
    Visit,
    Voice,
)
from homeward.web.chronology.reading import seen_writings
from homeward.web.people.models import Child
from homeward.web.people.policy import list_records
from homeward.web.people.relations import STAFF, children


def state() -> None:
    """State each expression once, when the service starts."""
    for model, way in ((LifeEvent, "children"), (Visit, "children"), (Voice, "child"), (Attachment, "child")):
        list_records(model, lambda user, model=model, way=way: seen_writings(user, model, way))
    for model in (FileRead, GivenCopy):
        list_records(model, _of_staff)
    list_records(Draft, lambda user: Q(user=user) & _of_children(user))


def _of_children(user: User) -> Q:
    return Q(child__in=Child.objects.filter(children(user)).values("pk"))


def _of_staff(user: User) -> Q:
    """Let those of the service who see the child see it; guests do not."""
    return _of_children(user) if user.roles_on(clock.today()) & STAFF else Q(pk__in=[])
