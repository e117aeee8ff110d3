"""Asks whether somebody is known, and writes down who asked."""

from dataclasses import fields
from uuid import UUID

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import record_read, recorded
from homeward.web.people.known.matching import Sought
from homeward.web.people.known.queries import Known, who_is_known
from homeward.web.people.models import Child
from homeward.web.people.recording import why_seen
from homeward.web.people.relations import STAFF
from homeward.web.people.rights import check_has_role


def ask_who_is_known(*, sought: Sought, by: User) -> Known:
    """Return who may be the person asked for. The audit row tells who asked and which records answered, not the words.

    That a closed record exists is told with the number to ring, without a name, and is written down about that record.
    Raises NotPermittedError.
    """
    check_has_role(by, STAFF, "ask who is known")
    with recorded("known_asked", by=by) as entry:
        known = who_is_known(by, sought)
        entry.detail = {
            "asked_by": sorted(field.name for field in fields(sought) if getattr(sought, field.name)),
            "persons": [str(match.person.pk) for match in known.matches],
            "closed": [str(match.child_pk or "") for match in known.closed],
        }
    for record in known.closed:
        if record.child_pk is not None:
            _note_told(record.child_pk, by)
    return known


def _note_told(child_pk: UUID, by: User) -> None:
    """Let a child's record tell, too, who was told that it exists: its workers see that among all looks."""
    said = why_seen(by, by.roles_on(clock.today()), frozenset(), child_pk)
    kind = Child._meta.label_lower
    record_read(by=by, action="closed_record_told", subject_kind=kind, subject_id=str(child_pk), detail=said)
