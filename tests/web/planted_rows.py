"""Puts rows into the audit as they would stand after a day's work, for tests that look through many of them."""

import json
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from homeward.web.accounts.models import User
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.models import Child

LONDON = ZoneInfo("Europe/London")
Planted = tuple[User, str, Child | None, datetime, tuple[str, ...]]


def plant(*rows: Planted) -> None:
    """Add rows (who, action, about which child, when, relations) behind those that are there, out of the chain."""
    plant_many(rows)


def plant_many(rows: Iterable[Planted]) -> None:
    """Add many rows at once."""
    last = AuditEvent.objects.aggregate(last=Max("number"))["last"] or 0
    events, details = [], []
    for number, (user, action, child, at, relations) in enumerate(rows, last + 1):
        about = {"subject_kind": "people.child", "subject_id": str(child.pk)} if child else {}
        events.append(AuditEvent(number=number, at=at.isoformat(), actor=str(user.pk), action=action, **about))
        body = {"page": "child", "relations": list(relations), "roles": ["social_worker"]}
        details.append(AuditDetail(number=number, body=json.dumps(body, sort_keys=True)))
    AuditEvent.objects.bulk_create(events, batch_size=5000)
    AuditDetail.objects.bulk_create(details, batch_size=5000)
