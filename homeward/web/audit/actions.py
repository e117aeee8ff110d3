"""Adds to the audit chain. Every write of the service goes through `recorded`, every read through `record_read`."""

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction

from homeward.web import clock
from homeward.web.audit.chain import FIRST, digest_of_detail, digest_of_row
from homeward.web.audit.models import AuditDetail, AuditEvent

SYSTEM = ""
_CHAIN_LOCK = 8_303_903  # any number, the same for everybody: PostgreSQL's advisory locks are numbered
_open_write: ContextVar[bool] = ContextVar("open_write", default=False)


@dataclass
class Entry:
    """What is being recorded; an action fills in the subject and detail once it knows them.

    `by` is the person who signed in, None for the system, or Django's anonymous visitor: both of the latter have no id
    and leave `actor` empty; `action` tells them apart. `detail` must be JSON and hold no more of a person than needed.
    """

    action: str
    by: object
    subject_kind: str = ""
    subject_id: str = ""
    detail: dict[str, object] = field(default_factory=dict)

    def about(self, subject: object) -> None:
        """Name the stored thing this entry is about by its kind and id, never by its words."""
        self.subject_kind = subject._meta.label_lower
        self.subject_id = str(subject.pk)


@contextmanager
def recorded(action: str, *, by: object) -> Iterator[Entry]:
    """Run one write in one transaction whose last statement adds its audit row: both are kept or neither is.

    Raises RuntimeError when a write is begun inside another, or inside a transaction somebody else holds open: the
    chain's lock would be held too long, and the outer transaction could undo what was said to be kept.
    """
    if _open_write.get():
        raise RuntimeError("an action may not call another action: share a function that writes nothing instead")
    token = _open_write.set(True)
    try:
        with transaction.atomic(durable=True):
            entry = Entry(action=action, by=by)
            yield entry
            _append(entry)
    finally:
        _open_write.reset(token)


def record_read(*, by: object, action: str, subject_kind: str, subject_id: str, detail: Mapping[str, object]) -> None:
    """Add one row that tells who looked at what, in a short transaction of its own that is kept whatever comes after.

    Raises RuntimeError inside another transaction, and DatabaseError when the row could not be stored: the answer may
    then not be given.
    """
    with transaction.atomic(durable=True):
        _append(Entry(action, by, subject_kind, subject_id, dict(detail)))


def _append(entry: Entry) -> None:
    """Add the entry as the chain's next row."""
    _lock_chain()
    last = AuditEvent.objects.order_by("-number").values("number", "digest").first() or {"number": 0, "digest": FIRST}
    salt, body = secrets.token_hex(16), json.dumps(entry.detail, sort_keys=True)
    row: dict[str, object] = {
        "number": last["number"] + 1,
        "at": clock.now().isoformat(),
        "actor": str(getattr(entry.by, "pk", None) or SYSTEM),
        "action": entry.action,
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
        "detail_digest": digest_of_detail(salt, body),
        "previous": last["digest"],
    }
    AuditDetail.objects.create(number=row["number"], salt=salt, body=body)
    AuditEvent.objects.create(**row, digest=digest_of_row(row))


def _lock_chain() -> None:
    """Let one writer at a time add a row. SQLite's IMMEDIATE transactions hold its only write lock already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
