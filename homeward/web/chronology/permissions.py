"""Who may see which records of a child's story."""

from django.db.models import Q

from homeward.web.accounts.models import User
from homeward.web.chronology.attachments.queries import seen_attachments
from homeward.web.chronology.models import (
    Attachment,
    Draft,
    FileRead,
    GivenCopy,
    LifeEvent,
    ReturnEvent,
    Visit,
    Voice,
)
from homeward.web.chronology.reading import seen_writings
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.policy import list_records
from homeward.web.people.relations import STAFF, children, roles_today


def state() -> None:
    """State each expression once, when the service starts."""
    for model in (LifeEvent, Visit):
        list_records(model, lambda user, model=model: seen_writings(user, model, "children"))
    list_records(Attachment, seen_attachments)
    list_records(Voice, _voices)
    list_records(GivenCopy, _copies)
    for model in (FileRead, ReturnEvent):
        list_records(model, _of_staff)
    list_records(Draft, lambda user: Q(user=user) & _of_children(user))


def _voices(user: User) -> Q:
    """Let nobody read what somebody said of whom they may not be told."""
    hidden = Person.objects.filter(hidden_persons(user)).values("pk")
    return seen_writings(user, Voice, "child") & ~Q(person__in=hidden)


def _copies(user: User) -> Q:
    """Let nobody see a copy for somebody of whom they may not be told."""
    hidden = Person.objects.filter(hidden_persons(user)).values("pk")
    return _of_staff(user) & ~Q(recipient__in=hidden)


def _of_children(user: User) -> Q:
    return Q(child__in=Child.objects.filter(children(user)).values("pk"))


def _of_staff(user: User) -> Q:
    """Let those of the service who see the child see it; guests do not."""
    return _of_children(user) if roles_today(user) & STAFF else Q(pk__in=[])
