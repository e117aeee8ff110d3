"""Says in each audit row about a child who it was: their roles, what tied them to the child, and why."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.actions import Entry, record_read
from homeward.web.people.models import Child
from homeward.web.people.relations import Relation, last_break_glass, relations_of


def about_child(entry: Entry, child: Child, by: User | None, record: Any = None, **detail: object) -> None:
    """Make an audit entry one about a child, so that it is found among all that was done with the child's record.

    `record` is what was written, where that is not the child itself; it is named by kind and id. The person's roles
    and relations are those of today.
    """
    entry.about(child)
    if record is not None:
        detail |= {"record": record._meta.label_lower, "id": str(record.pk)}
    if by is not None:
        detail |= why_seen(by, by.roles_on(clock.today()), relations_of(by, child), child.pk)
    entry.detail = detail


def record_look(request: HttpRequest, child: Child) -> None:
    """Write down at once that a page shows somebody a child's record besides the one that it is noted as showing."""
    seen = why_seen(request.user, request.roles, relations_of(request.user, child), child.pk)
    detail = {"page": request.resolver_match.view_name, **seen}
    kind = Child._meta.label_lower
    record_read(by=request.user, action="page_read", subject_kind=kind, subject_id=str(child.pk), detail=detail)


def why_seen(user: User, roles: Iterable[Role], relations: frozenset[Relation], child_pk: object) -> dict[str, object]:
    """Return what an audit row says of why somebody had a child's record before them; `break_glass` is a row's id."""
    said: dict[str, object] = {"roles": sorted(roles), "relations": sorted(relations)}
    if Relation.OPENED_BY_BREAK_GLASS in relations:
        said["break_glass"] = str(last_break_glass(user, child_pk).pk)
    return said
