"""How one audit row is tied to the row before: plain arithmetic on text, without a database."""

import hashlib
import json
from collections.abc import Mapping

FIRST = "0" * 64
COVERED = ("number", "at", "actor", "action", "subject_kind", "subject_id", "detail_digest", "previous")


def digest_of_row(row: Mapping[str, object]) -> str:
    """Return the SHA-256 (hex) of a row's covered fields, which include the digest of the row before.

    The fields stand in the order of `COVERED` as a JSON list of texts without spaces, so that where one field ends and
    the next begins cannot be moved, and anybody can compute the digest again without Homeward.
    """
    words = json.dumps([str(row[name]) for name in COVERED], separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def digest_of_detail(salt: str, body: str) -> str:
    """Return the SHA-256 (hex) of what was said, salted so that short texts cannot be guessed from it."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()
