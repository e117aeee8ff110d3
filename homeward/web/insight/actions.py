"""Writes of the returns pages: keep an upload, make it a dataset, publish or take down its figures, remove files."""

from collections.abc import Mapping

from homeward.reports.datapack import Pack
from homeward.sources.day import date_of
from homeward.sources.rows import Rows
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.insight.kept_results import keep_results
from homeward.web.insight.kept_rows import keep
from homeward.web.insight.models import Dataset, DatasetState, DatasetTable, Upload, UploadedFile
from homeward.web.insight.places import Kept
from homeward.web.insight.receiving import digest_of


class CannotPublishError(Exception):
    """A dataset may not be published. The message is one sentence, fit for the screen."""


class CannotTakeDownError(Exception):
    """A dataset may not be taken down. The message is one sentence, fit for the screen."""


def store_upload(*, files: Mapping[str, bytes], source: str, is_invented: bool, by: User) -> Upload:
    """Keep uploaded files until they are read. `files` maps names to contents, `source` says whose return it is."""
    with recorded("upload_stored", by=by) as entry:
        upload = Upload.objects.create(
            uploaded_by=by, uploaded_at=clock.now(), source=source, is_invented=is_invented, digest=digest_of(files)
        )
        UploadedFile.objects.bulk_create(
            UploadedFile(upload=upload, name=name, content=content) for name, content in files.items()
        )
        entry.about(upload)
        entry.detail = {"files": len(files), "bytes": sum(len(content) for content in files.values())}
    return upload


def make_dataset(*, upload: Upload, rows: Rows, places: Kept | None = None, by: User) -> Dataset:
    """Keep what was read from an upload, and remove its files: they hold more of each child than the figures need.

    `places` says of which year and table each file was, as far as known.
    """
    kept = keep(rows)
    with recorded("dataset_made", by=by) as entry:
        dataset = Dataset.objects.create(
            upload=upload,
            made_at=clock.now(),
            source=_source(upload),
            years=kept.years,
            data_to_on=date_of(rows.data_to_day),
            tables_read=kept.tables_read,
            findings=kept.findings,
            fates=kept.fates,
            places=places or {},
        )
        DatasetTable.objects.bulk_create(
            DatasetTable(dataset=dataset, name=name, content=content) for name, content in kept.tables.items()
        )
        _remove_files(upload)
        entry.about(dataset)
        entry.detail = {"upload": str(upload.pk), "years": kept.years}
    return dataset


def publish_dataset(*, dataset: Dataset, by: User) -> None:
    """Make a dataset the one whose figures everybody sees; the one before is kept. Raises CannotPublishError."""
    with recorded("dataset_published", by=by) as entry:
        # Held until the end, so that of two people who publish at once the second waits for the first.
        every = Dataset.objects.select_for_update().order_by("pk").only("state", "fates", "publication")
        held = {one.pk: one for one in every}
        found = held[dataset.pk]
        check_can_publish(found)
        last = max(one.publication or 0 for one in held.values())
        Dataset.objects.filter(state=DatasetState.PUBLISHED).update(state=DatasetState.RETIRED)
        Dataset.objects.filter(pk=dataset.pk).update(
            state=DatasetState.PUBLISHED,
            published_by=by,
            published_at=clock.now(),
            publication=found.publication or last + 1,
        )
        entry.about(dataset)
        entry.detail = {"years": dataset.years}


def take_down_dataset(*, dataset: Dataset, by: User) -> None:
    """Show a dataset's figures no longer, without others in their place. Raises CannotTakeDownError."""
    with recorded("dataset_taken_down", by=by) as entry:
        found = Dataset.objects.filter(pk=dataset.pk, state=DatasetState.PUBLISHED)
        if not found.update(state=DatasetState.RETIRED):
            raise CannotTakeDownError("These figures are not published now, so they need not be taken down.")
        entry.about(dataset)


def keep_shared(*, dataset: Dataset, pack: Pack, by: User | None) -> None:
    """Keep what a published dataset's file for sharing says, unless that is kept already: readers may hold that one."""
    with recorded("shared_kept", by=by) as entry:
        Dataset.objects.filter(pk=dataset.pk, shared=None).update(shared=keep_results(pack.results, pack.suppression))
        entry.about(dataset)


def remove_upload(*, upload: Upload, by: User | None) -> None:
    """Remove the files of an upload that will not be read; the note that it was made stays."""
    with recorded("upload_removed", by=by) as entry:
        _remove_files(upload)
        entry.about(upload)


def check_can_publish(dataset: Dataset) -> None:
    """Raise CannotPublishError when a dataset is published already or has nothing to count."""
    if dataset.state == DatasetState.PUBLISHED:
        raise CannotPublishError("These figures are published already.")
    episodes = dataset.fates.get("Episodes", {})
    if not episodes.get("used", 0) + episodes.get("repaired", 0):
        raise CannotPublishError(
            "This return cannot be published because no episode in it could be used. "
            "Correct what the findings say and upload it again."
        )


def _remove_files(upload: Upload) -> None:
    upload.files.all().delete()
    Upload.objects.filter(pk=upload.pk).update(removed_at=clock.now())


def _source(upload: Upload) -> str:
    """Say whose return it is; whoever reads a pack made from invented children must be told so."""
    if upload.is_invented and "invented" not in upload.source.lower():
        return f"{upload.source} (invented)"
    return upload.source
