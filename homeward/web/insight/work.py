"""The jobs on returns: to read an uploaded one, and to keep what is shared of a published one."""

from homeward.sources.findings import SourceUnreadableError
from homeward.sources.rows import Rows
from homeward.sources.ssda903 import read_files, stitch
from homeward.web.insight.actions import keep_shared, make_dataset, remove_upload
from homeward.web.insight.models import Dataset, Upload
from homeward.web.insight.packs import pack_of
from homeward.web.insight.places import Kept, places_in
from homeward.web.jobs.work import JobFailedError, Progress

READ_RETURN = "read_return"
KEEP_SHARED = "keep_shared"


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
    results = pack_of(dataset, "shareable").results
    progress.report(0.95, "Keeping it")
    keep_shared(dataset=dataset, results=results, by=None)


def _read(upload: Upload, progress: Progress) -> tuple[Rows, Kept]:
    progress.report(0.05, "Reading the files")
    reading = read_files({file.name: bytes(file.content) for file in upload.files.all()})
    progress.report(0.4, "Joining the years")
    places = places_in(reading)
    return stitch(reading, progress=lambda share: progress.report(0.4 + share / 2, "Joining the years")), places
