"""The job that reads an uploaded return: files become rows, and rows become a dataset that can be published."""

from homeward.sources.findings import SourceUnreadableError
from homeward.sources.rows import Rows
from homeward.sources.ssda903 import read_files, stitch
from homeward.web.insight.actions import make_dataset, remove_upload
from homeward.web.insight.models import Dataset, Upload
from homeward.web.jobs.work import JobFailedError, Progress

READ_RETURN = "read_return"


def read_return(argument: str, progress: Progress) -> None:
    """Read the upload with this id and keep what was read. Raises JobFailedError with a sentence for the screen."""
    if Dataset.objects.filter(upload_id=argument).exists():
        return  # read before, by a worker that died before it could say so
    upload = Upload.objects.select_related("uploaded_by").filter(pk=argument, removed_at=None).first()
    if upload is None:
        raise JobFailedError("The files of this upload are no longer here. Upload the return again.")
    try:
        rows = _read(upload, progress)
    except SourceUnreadableError as error:
        remove_upload(upload=upload, by=None)
        raise JobFailedError(str(error)) from None
    progress.report(0.95, "Keeping what was read")
    make_dataset(upload=upload, rows=rows, by=upload.uploaded_by)


def _read(upload: Upload, progress: Progress) -> Rows:
    progress.report(0.05, "Reading the files")
    reading = read_files({file.name: bytes(file.content) for file in upload.files.all()})
    progress.report(0.4, "Joining the years")
    return stitch(reading, progress=lambda share: progress.report(0.4 + share / 2, "Joining the years"))
