"""What changed in the last seven days, by others, in the records somebody sees: told child by child from the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.models import AuditEvent
from homeward.web.people.models import Child
from homeward.web.people.persons.queries import with_persons
from homeward.web.people.policy import visible
from homeward.web.people.record.for_a_task import fostered_by

DAYS = 7
MOST_CHILDREN = 10
_MOST_ROWS = 400
_MOST_SEEN = 500
_OF_A_CHILD = Child._meta.label_lower

IN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "child_created": "the record began",
        "child_record_opened": "the record began",
        "child_closed": "the record was closed",
        "child_reopened": "the record was opened again",
        "child_restricted": "the record was restricted",
        "restriction_lifted": "the record is no longer restricted",
        "glass_broken": "somebody broke the glass",
        "child_allocated": "somebody began to work with the child",
        "allocation_ended": "somebody’s work with the child ended",
        "child_handed_over": "the child was handed over",
        "child_moved_to_team": "another team is responsible",
        "person_asked": "somebody was asked to do a task",
        "episode_entered": "the care history was added to",
        "episode_ended": "a placement or care ended",
        "episode_corrected": "the care history was corrected",
        "episode_struck": "the care history was corrected",
        "episode_placed": "where the child lives was recorded",
        "relative_added": "somebody was added to the family",
        "persons_related": "a relation was added",
        "responsibility_given": "parental responsibility was recorded",
        "secret_kept": "somebody must not be told something",
        "contact_leave_stated": "whether somebody may be contacted changed",
        "contact_added": "a way to reach somebody was added",
        "household_added": "where somebody lives was recorded",
        "household_joined": "where somebody lives was recorded",
        "name_added": "a name was added",
        "person_changed": "what is known of somebody changed",
        "fact_ended": "something is no longer so",
        "fact_struck": "something was struck out",
        "network_joined": "somebody joined the network",
        "network_left": "somebody left the network",
        "key_worker_named": "there is another key worker",
        "merge_agreed": "two records were merged",
        "merge_undone": "a merge was undone",
    }
)
"""What is news of a child, by the audit's name for it. Reading a record is none."""


@dataclass(frozen=True)
class News:
    """What changed in one child's record: each thing once, the latest first, and when the last of it was."""

    child: Child
    words: tuple[str, ...]
    at: datetime


def news_for(user: User) -> list[News]:
    """Return what others changed lately, child by child, the latest first; six queries, whatever their number.

    Of a child whom they foster nobody is told news: a carer sees less than the whole record.
    """
    since = (clock.now() - timedelta(days=DAYS)).isoformat()
    rows = AuditEvent.objects.filter(subject_kind=_OF_A_CHILD, at__gte=since, action__in=IN_WORDS)
    rows = rows.exclude(actor=str(user.pk))
    seen = list(visible(user, Child).values_list("pk", flat=True)[: _MOST_SEEN + 1])
    if len(seen) <= _MOST_SEEN:
        rows = rows.filter(subject_id__in=[str(pk) for pk in seen])
    found = list(rows.order_by("-number").values("subject_id", "action", "at")[:_MOST_ROWS]) if seen else []
    by_child: dict[UUID, list[dict[str, Any]]] = {}
    for row in found:
        by_child.setdefault(UUID(row["subject_id"]), []).append(row)
    opens = set(visible(user, Child).filter(pk__in=by_child).values_list("pk", flat=True)) if by_child else set()
    opens -= fostered_by(user, clock.today())
    told = [pk for pk in by_child if pk in opens][:MOST_CHILDREN]
    children = with_persons(Child.objects.filter(pk__in=told)).in_bulk()
    return [_news(children[pk], by_child[pk]) for pk in told]


def _news(child: Child, rows: list[dict[str, Any]]) -> News:
    words = tuple(dict.fromkeys(IN_WORDS[row["action"]] for row in rows))
    return News(child, words, datetime.fromisoformat(rows[0]["at"]))
