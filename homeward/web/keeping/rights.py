"""Who keeps records: proposes and agrees to destruction, puts holds on, answers those who ask for their own record.

No role is made for it. An administrator cares for accounts and sees no child, so it is not theirs: it is for those who
answer for all children of the service, and a request can be given to a worker to whom the child's record is open.
"""

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.models import Child
from homeward.web.people.relations import relations_of
from homeward.web.people.rights import NotPermittedError, check_has_role

PROPOSES = frozenset({Role.HEAD_OF_SERVICE, Role.DIRECTOR})
"""The roles that propose to destroy a record or to lift a hold."""
KEEPS = PROPOSES | {Role.NOMINATED_OFFICER}
"""The roles that keep records; any of them, but never the person who proposed it, agrees to a destruction."""


def check_keeps(by: User | None, child: Child | None = None) -> None:
    """Raise NotPermittedError unless somebody keeps records, and that child's record is open to them."""
    check_has_role(by, KEEPS, "keep records")
    _check_open(by, child)


def check_proposes(by: User | None, child: Child | None = None) -> None:
    """Raise NotPermittedError unless somebody may propose what ends a record or its hold."""
    check_has_role(by, PROPOSES, "propose this")
    _check_open(by, child)


def _check_open(by: User | None, child: Child | None) -> None:
    if by is not None and child is not None and not relations_of(by, child):
        raise NotPermittedError("This record is not open to you.")
