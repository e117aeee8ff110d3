"""Says what the published return would change in the children's records, and how far bringing it in is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.web.accounts.models import User
from homeward.web.chronology.return_events.importing import ToStore, compare_events
from homeward.web.insight.children_behind import listed
from homeward.web.insight.figures_kept import rows_kept
from homeward.web.insight.models import Dataset
from homeward.web.insight.work import FILL_RECORDS
from homeward.web.jobs.models import Job
from homeward.web.people.care.importing import Imported, Left, compare
from homeward.web.people.policy import visible

MOST_SHOWN = 50
_IN_WORDS = {
    "dec_on": "the last day",
    "reason_new_episode": "why it began",
    "legal_status": "the legal status",
    "need": "the main reason for care",
    "place": "the placement",
    "place_provider": "who provides the placement",
    "reason_ceased": "why it ended",
    "reason_place_change": "why the placement ended",
    "end_imputed": "whether the end was worked out",
}


@dataclass(frozen=True)
class Conflict:
    """An episode that people told otherwise than the return: the child's id, the first day, and what differs."""

    local_id: str
    decom_on: date
    differs: str


@dataclass(frozen=True)
class Preview:
    """What bringing a return in would do. `conflicts` are those that may be shown, `not_shown` counts the others.

    `events` are reviews and missing times of children who are known here already.
    """

    told: Imported
    events: ToStore
    conflicts: tuple[Conflict, ...]
    not_shown: int

    @property
    def changes_nothing(self) -> bool:
        """True where the records say all that the return does, but for what people told otherwise."""
        told = self.told
        return not (told.children_made + told.children_changed + told.episodes_made) and not (
            told.episodes_changed + told.episodes_struck + len(self.events.new) + len(self.events.gone)
        )


def preview_of(user: User, dataset: Dataset) -> Preview:
    """Return what would change, without changing anything."""
    rows = rows_kept(dataset.pk)
    found = compare(rows, dataset.pk, user)
    may_see = listed(user, {left.local_id for left in found.left})
    shown = [_conflict(left) for left in found.left if left.local_id in may_see][:MOST_SHOWN]
    return Preview(found.told, compare_events(rows, dataset.pk), tuple(shown), len(found.left) - len(shown))


def jobs_of(user: User, dataset: Dataset) -> Iterable[Job]:
    """Return the jobs that brought or bring a dataset into the records, the latest first."""
    jobs = visible(user, Job).filter(kind=FILL_RECORDS, argument=str(dataset.pk))
    return jobs.select_related("owner").order_by("-created_at")


def _conflict(left: Left) -> Conflict:
    words = [_IN_WORDS.get(name, name) for name in left.fields]
    differs = " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    return Conflict(left.local_id, left.decom_on, differs or "struck out by hand: the return still holds it")
