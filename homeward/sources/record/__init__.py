"""Our own practice record as a source of its own: handed over like any file, and never added to a yearly return."""

from homeward.sources.record.given import RecordChild, RecordEpisode, RecordGiven, RecordOutcome
from homeward.sources.record.read import RETURNS_KNOWN, RecordRows, read_record

__all__ = [
    "RETURNS_KNOWN",
    "RecordChild",
    "RecordEpisode",
    "RecordGiven",
    "RecordOutcome",
    "RecordRows",
    "read_record",
]
