"""Publishes the small invented return, or other files, as an analyst would: for tests of pages that show figures."""

from homeward.sources.ssda903 import read_files, stitch
from homeward.web.insight.actions import make_dataset, publish_dataset, store_upload
from tests.web.small_return import FILES


def publish_return(by, files=FILES, source="Nowhere Council (invented)"):
    """Return the published dataset."""
    upload = store_upload(files={}, source=source, is_invented=True, by=by)
    rows = stitch(read_files({name: text.encode() for name, text in files.items()}))
    dataset = make_dataset(upload=upload, rows=rows, by=by)
    publish_dataset(dataset=dataset, by=by)
    dataset.refresh_from_db()
    return dataset
