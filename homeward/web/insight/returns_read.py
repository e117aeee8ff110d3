"""Reads for the returns pages: what was uploaded, how far its reading is, and what was uploaded twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, When

from homeward.web.accounts.models import User
from homeward.web.insight.models import LARGE, Dataset, DatasetState, Upload
from homeward.web.insight.work import READ_RETURN
from homeward.web.jobs.models import Job, JobState
from homeward.web.people.policy import visible


@dataclass(frozen=True)
class Return:
    """One line of the list of returns: the upload, its dataset once it is read, and the job that reads it."""

    upload: Upload
    dataset: Dataset | None
    job: Job | None

    @property
    def is_being_read(self) -> bool:
        """True while the job waits or runs and nobody has asked it to stop."""
        return self._is_at_work and self.job.cancel_asked_at is None

    @property
    def is_stopping(self) -> bool:
        """True while a job that somebody asked to stop has not yet come to where it can."""
        return self._is_at_work and self.job.cancel_asked_at is not None and self.upload.removed_at is None

    @property
    def _is_at_work(self) -> bool:
        return self.dataset is None and self.job is not None and not self.job.is_ended

    @property
    def can_be_read(self) -> bool:
        """True where the files are here and nothing reads them: the reading never began, or it broke off."""
        return self.dataset is None and self.upload.removed_at is None and not self._is_at_work

    @property
    def is_failed(self) -> bool:
        """True where the reading ended without a dataset, for a reason that the job tells."""
        return self.dataset is None and self.job is not None and self.job.state == JobState.FAILED

    @property
    def state_in_words(self) -> str:
        """How far it is, for the list."""
        if self.dataset is not None:
            return self.dataset.get_state_display()
        if self.is_being_read:
            return "Being read"
        if self.is_stopping:
            return "Stopping"
        if self.is_failed:
            return "Could not be read"
        return "Not read yet" if self.can_be_read else "Removed"


def uploads(user: User) -> QuerySet[Upload]:
    """Return the uploads that somebody may see, the latest first, but for the one whose figures are published."""
    found = visible(user, Upload).exclude(dataset__state=DatasetState.PUBLISHED)
    return found.select_related("uploaded_by").order_by("-uploaded_at", "pk")


def returns_of(user: User, found: Sequence[Upload]) -> list[Return]:
    """Return how far the reading of each of these uploads is, in their order."""
    datasets = visible(user, Dataset).filter(upload__in=found).select_related("published_by").defer(*LARGE)
    jobs = visible(user, Job).filter(kind=READ_RETURN, argument__in=[str(upload.pk) for upload in found])
    by_upload = {dataset.upload_id: dataset for dataset in datasets}
    latest = {job.argument: job for job in jobs.order_by("created_at")}
    return [Return(upload, by_upload.get(upload.pk), latest.get(str(upload.pk))) for upload in found]


def return_of(user: User, upload: Upload) -> Return:
    """Return how far the reading of one upload is."""
    (found,) = returns_of(user, [upload])
    return found


def given_before(user: User, upload: Upload) -> Return | None:
    """Return the latest earlier upload of the same files, if there is one: what they are called does not matter."""
    same = visible(user, Upload).filter(digest=upload.digest, uploaded_at__lt=upload.uploaded_at)
    earlier = same.select_related("uploaded_by").order_by("-uploaded_at").first()
    return return_of(user, earlier) if earlier else None


def other_datasets(user: User, dataset: Dataset) -> QuerySet[Dataset]:
    """Return the datasets that one can be laid beside, the published one first and then the latest."""
    others = visible(user, Dataset).exclude(pk=dataset.pk).select_related("upload").defer(*LARGE)
    is_published = Case(When(state=DatasetState.PUBLISHED, then=0), default=1, output_field=IntegerField())
    return others.order_by(is_published, "-made_at")
