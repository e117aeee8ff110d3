"""Reads for the returns and figures pages: what was uploaded, what was noticed, and the figures that are published."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from homeward.charts import ChartTable
from homeward.charts.figures import number
from homeward.reports.datapack import Audience, Pack, prepare
from homeward.reports.told_findings import FindingGroup, group_findings
from homeward.web.accounts.models import User
from homeward.web.insight.kept_rows import KeptRows, fates_of, findings_of, restore
from homeward.web.insight.models import Dataset, DatasetState, Upload
from homeward.web.insight.work import READ_RETURN
from homeward.web.jobs.models import Job, JobState
from homeward.web.people.policy import visible

_LARGE = ("findings",)


@dataclass(frozen=True)
class Return:
    """One line of the list of returns: the upload, its dataset once it is read, and the job that reads it."""

    upload: Upload
    dataset: Dataset | None
    job: Job | None

    @property
    def is_published(self) -> bool:
        """True where these are the figures that everybody sees."""
        return self.dataset is not None and self.dataset.state == DatasetState.PUBLISHED

    @property
    def is_being_read(self) -> bool:
        """True while the job waits or runs and nobody has asked it to stop."""
        return self.job is not None and not self.job.is_ended and self.job.cancel_asked_at is None

    @property
    def can_be_read(self) -> bool:
        """True where the files are here and nothing reads them: the reading never began, or it broke off."""
        return self.dataset is None and self.upload.removed_at is None and not self.is_being_read

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
        if self.is_failed:
            return "Could not be read"
        return "Not read yet" if self.can_be_read else "Removed"


def returns(user: User) -> list[Return]:
    """Return every upload that somebody may see, the latest first."""
    uploads = visible(user, Upload).select_related("uploaded_by")
    datasets = {dataset.upload_id: dataset for dataset in visible(user, Dataset).defer(*_LARGE)}
    jobs = {job.argument: job for job in visible(user, Job).filter(kind=READ_RETURN).order_by("created_at")}
    return [Return(upload, datasets.get(upload.pk), jobs.get(str(upload.pk))) for upload in uploads]


def return_of(user: User, upload: Upload) -> Return:
    """Return how far the reading of one upload is."""
    dataset = visible(user, Dataset).defer(*_LARGE).filter(upload=upload).first()
    jobs = visible(user, Job).filter(kind=READ_RETURN, argument=str(upload.pk))
    return Return(upload, dataset, jobs.order_by("-created_at").first())


def published(user: User) -> Dataset | None:
    """Return the dataset whose figures are published, without its rows, if there is one and somebody may see it."""
    return visible(user, Dataset).filter(state=DatasetState.PUBLISHED).defer(*_LARGE).first()


def finding_groups(dataset: Dataset) -> tuple[FindingGroup, ...]:
    """Return what was noticed in a return, gathered by rule, errors first."""
    return group_findings(findings_of(dataset.findings))


def fates_table(dataset: Dataset) -> ChartTable:
    """Return what became of the rows of each table of a return."""
    rows = [
        (table, *(number(count) for count in (fate.read, fate.used, fate.repaired, fate.set_aside)))
        for table, fate in fates_of(dataset.fates).items()
    ]
    headers = ("Table", "Read", "Used", "Repaired", "Set aside")
    return ChartTable("Rows of each table", headers, tuple(rows))


def pack_of(dataset: Dataset, audience: Audience) -> Pack:
    """Return all that the data pack of a dataset says, worked out from its rows and kept for the next reader."""
    return _pack(dataset.pk, audience)


@lru_cache(maxsize=4)
def _pack(dataset_id: UUID, audience: Audience) -> Pack:
    """Work it out once: a dataset never changes, so its id and the audience decide the answer."""
    dataset = Dataset.objects.get(pk=dataset_id)
    kept = KeptRows(
        source=dataset.source,
        years=dataset.years,
        tables={table.name: bytes(table.content) for table in dataset.tables.all()},
        tables_read=dataset.tables_read,
        findings=bytes(dataset.findings),
        fates=dataset.fates,
    )
    return prepare(restore(kept), audience=audience)
