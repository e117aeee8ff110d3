"""Writes the reviews and missing times of a return into the children's records; nobody writes them by hand."""

from uuid import UUID

from homeward.sources.rows import Rows
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.models import ReturnEvent
from homeward.web.chronology.return_events.importing import ToStore, compare_events

_AT_ONCE = 500


def import_return_events(*, rows: Rows, dataset: UUID, by: User | None) -> ToStore:
    """Make the reviews and missing times of the children known here those of a dataset's rows; return what changed.

    Doing it again changes nothing. One audit row tells of the whole.
    """
    with recorded("return_events_imported", by=by) as entry:
        found = compare_events(rows, dataset)
        for start in range(0, len(found.gone), _AT_ONCE):
            ReturnEvent.objects.filter(pk__in=found.gone[start : start + _AT_ONCE]).delete()
        ReturnEvent.objects.bulk_create(found.new, batch_size=_AT_ONCE)
        entry.subject_kind, entry.subject_id = "insight.dataset", str(dataset)
        entry.detail = {"new": len(found.new), "gone": len(found.gone)}
    return found
