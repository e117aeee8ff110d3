"""The published head of the audit chain: its last row's number and digest, kept where the database cannot reach."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from homeward.web.audit.chain import FIRST


@dataclass(frozen=True)
class Head:
    """The last row of the chain as it was at an instant (`at`, ISO 8601): its number, counted from 1, and digest."""

    number: int
    digest: str
    at: str


NO_ROWS = Head(0, FIRST, "")


def read_head(file: Path) -> Head:
    """Return a published head; raises OSError where it cannot be read and ValueError where it is not one."""
    words = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(words, dict) or not isinstance(words.get("number"), int):
        raise ValueError("not a published head")
    return Head(words["number"], str(words.get("digest")), str(words.get("at")))


def write_head(file: Path, head: Head) -> None:
    """Replace a published head in one step, so that a reader sees the old one or the new one and never half of one."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with open(handle, "w", encoding="utf-8") as out:
            json.dump(asdict(head), out)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
