"""The jobs on returns: to read an uploaded one, and of a published one to keep what is shared and fill records."""

from homeward.sources.findings import SourceUnreadableError
from homeward.sources.rows import Rows
from homeward.sources.ssda903 import read_files, stitch
from homeward.web.chronology.return_events.actions import import_return_events
from homeward.web.insight.actions import keep_shared, make_dataset, remove_upload
from homeward.web.insight.models import Dataset, DatasetState, Upload
from homeward.web.insight.packs import pack_of, rows_of
from homeward.web.insight.places import Kept, places_in
from homeward.web.jobs.models import Job
from homeward.web.jobs.work import JobFailedError, Progress
from homeward.web.people.care.actions import import_children

READ_RETURN = "read_return"
KEEP_SHARED = "keep_shared"
FILL_RECORDS = "fill_records"


def read_return(argument: str, progress: Progress) -> None:
    """Read the upload with this id and keep what was read. Raises JobFailedError with a sentence for the screen."""
    if Dataset.objects.filter(upload_id=argument).exists():
        return  # read before, by a worker that died before it could say so
    upload = Upload.objects.select_related("uploaded_by").filter(pk=argument, removed_at=None).first()
    if upload is None:
        raise JobFailedError("The files of this upload are no longer here. Upload the return again.")
    try:
        rows, places = _read(upload, progress)
    except SourceUnreadableError as error:
        remove_upload(upload=upload, by=None)
        raise JobFailedError(str(error)) from None
    progress.report(0.95, "Keeping what was read")
    make_dataset(upload=upload, rows=rows, places=places, by=upload.uploaded_by)


def keep_what_is_shared(argument: str, progress: Progress) -> None:
    """Work out and keep what the file for sharing of the dataset with this id says: pages need not wait for it."""
    dataset = Dataset.objects.get(pk=argument)
    if dataset.publication is None or dataset.shared is not None:
        return
    progress.report(0.1, "Working out the file for sharing")
    pack = pack_of(dataset, "shareable")
    progress.report(0.95, "Keeping it")
    keep_shared(dataset=dataset, pack=pack, by=None)


def fill_records(argument: str, progress: Progress) -> None:
    """Bring the children's records up to date with the published dataset of this id; the last words say what changed.

    Done again, it changes nothing. Raises JobFailedError where the dataset is not published any more.
    """
    dataset = Dataset.objects.filter(pk=argument, state=DatasetState.PUBLISHED).first()
    if dataset is None:
        raise JobFailedError("This return is not published any more, so nothing was brought into the records.")
    asked = Job.objects.filter(kind=FILL_RECORDS, argument=argument).select_related("owner").latest("created_at")
    progress.report(0.1, "Reading the rows of the return")
    rows = rows_of(dataset.pk)
    progress.report(0.3, "Laying them beside the records")
    told = import_children(rows=rows, dataset=dataset.pk, by=asked.owner)
    progress.report(0.9, "Bringing in reviews and missing times")
    events = import_return_events(rows=rows, dataset=dataset.pk, by=asked.owner)
    progress.report(1, f"{told.in_words} {events.in_words}")


def _read(upload: Upload, progress: Progress) -> tuple[Rows, Kept]:
    progress.report(0.05, "Reading the files")
    reading = read_files({file.name: bytes(file.content) for file in upload.files.all()})
    progress.report(0.4, "Joining the years")
    places = places_in(reading)
    return stitch(reading, progress=lambda share: progress.report(0.4 + share / 2, "Joining the years")), places
