"""Lists on the first page what somebody has begun to write, for them alone."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime

from homeward.web.chronology.drafts.kinds import KINDS
from homeward.web.chronology.drafts.queries import own_drafts
from homeward.web.people.persons.queries import list_children
from homeward.web.people.relations import STAFF
from homeward.web.people.today.items import TodayItem


def drafts_begun(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the drafts of whoever opens the first page; a fixed number of queries."""
    drafts = list(own_drafts(request.user)) if request.roles & STAFF else []
    if not drafts:
        return
    found = list_children(request.user, is_open=False).filter(pk__in={draft.child_id for draft in drafts})
    children = {child.pk: child for child in found}
    for draft in drafts:
        if draft.child_id in children and draft.kind in KINDS:
            kind, kept_at = KINDS[draft.kind], localtime(draft.saved_at)
            words = f"{children[draft.child_id].person.shown_name}: you began to write {kind.words}"
            more = f"Kept on {kept_at.day} {kept_at:%B at %H:%M}. Only you can see it."
            yield TodayItem(words, reverse(kind.page, kwargs={"child_pk": draft.child_id}), more=more)
