"""Who may see which records of keeping: those who keep records and to whom the child's record is open."""

from django.db.models import Q

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.keeping.models import AccessRequest, DestructionCertificate, DestructionProposal, LegalHold
from homeward.web.keeping.rights import KEEPS
from homeward.web.people.models import Child
from homeward.web.people.policy import NOTHING, list_records
from homeward.web.people.relations import STAFF, children


def state() -> None:
    """State each expression once, when the service starts."""
    list_records(LegalHold, lambda user: _of_children(user) | _of_nobody(user))
    list_records(DestructionProposal, _of_children)
    list_records(DestructionCertificate, lambda user: Q() if _keeps(user) else NOTHING)
    list_records(AccessRequest, _requests)


def _keeps(user: User) -> bool:
    return bool(user.roles_on(clock.today()) & KEEPS)


def _seen(user: User) -> Q:
    return Q(child__in=Child.objects.filter(children(user)).values("pk"))


def _of_children(user: User) -> Q:
    return _seen(user) if _keeps(user) else NOTHING


def _of_nobody(user: User) -> Q:
    return Q(child=None) if _keeps(user) else NOTHING


def _requests(user: User) -> Q:
    """Let the worker who was asked to prepare a request see it, while the child's record is open to them."""
    if _keeps(user):
        return _seen(user)
    return _seen(user) & Q(handler=user) if user.roles_on(clock.today()) & STAFF else NOTHING
