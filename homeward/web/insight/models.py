"""Stores uploaded returns until they are read, and the datasets made from them, of which one is published at a time."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q


class Upload(models.Model):
    """Somebody gave us the files of a return. The files go once they are read or given up; this note of it stays.

    `digest` tells whether the same files were given before; nobody can work out from it what stood in them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    source = models.CharField(max_length=100)
    is_invented = models.BooleanField()
    digest = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at"]


class UploadedFile(models.Model):
    """One file as it came, kept in the database only: nothing of a child is written to the disk beside it."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "name"], name="one_file_a_name")]


class DatasetState(models.TextChoices):
    """Whether a dataset's figures may be seen."""

    DRAFT = "draft", "Not published"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Published earlier"


class Dataset(models.Model):
    """The rows read from one upload, with everything noticed and the fate of every row.

    `years` are return years, ascending. `tables_read` names the return's tables that were given. `findings` (JSON as
    bytes) and `fates` (counts by table) are named as in `homeward.sources.findings`; `places` says of each file and
    folder of the return which year and tables it is of, as `homeward.web.insight.places` writes it.

    `publication` numbers the datasets that were ever published, in the order in which each was first. `shared` is what
    its file for sharing said then, as `homeward.web.insight.kept_results` writes it: readers may hold that for ever, so
    what is published later is laid beside it, whatever state the dataset is in.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="dataset")
    made_at = models.DateTimeField()
    source = models.CharField(max_length=120)
    years = models.JSONField()
    data_to_on = models.DateField()
    tables_read = models.JSONField()
    findings = models.BinaryField()
    fates = models.JSONField()
    places = models.JSONField()
    state = models.CharField(max_length=10, choices=DatasetState.choices, default=DatasetState.DRAFT)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    publication = models.PositiveIntegerField(null=True, unique=True)
    shared = models.BinaryField(null=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=DatasetState.PUBLISHED), name="one_published_dataset"
            )
        ]

    @property
    def is_published(self) -> bool:
        """True where these are the figures that everybody sees."""
        return self.state == DatasetState.PUBLISHED

    @property
    def was_published(self) -> bool:
        """True where these figures were seen before and are not now."""
        return self.state == DatasetState.RETIRED

    @property
    def years_in_words(self) -> str:
        """The return years that were read, as a reader would say it."""
        first, last = self.years[0], self.years[-1]
        return f"year to 31 March {last}" if first == last else f"years to 31 March {first} to {last}"


LARGE = ("findings", "shared")
"""What a list of datasets does without."""


class DatasetTable(models.Model):
    """One table of a dataset as a Parquet file of the schema with this name in `homeward.sources.rows`."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="tables")
    name = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset", "name"], name="one_table_a_name")]
