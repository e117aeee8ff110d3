"""Makes a file that somebody gave fit to be kept: told by its bytes, opened, cleaned, and looked through."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

from homeward.sources.attachments.apart import clean_apart
from homeward.sources.attachments.kinds import FileKind, NotTakenError, kind_of
from homeward.sources.attachments.pictures import clean_picture
from homeward.web.chronology.attachments.scanning import check_harmless


@dataclass(frozen=True)
class CleanFile:
    """A file fit to be kept. `digest_given` is the SHA-256 of the bytes that were given, `digest` of `content`."""

    kind: FileKind
    content: bytes
    digest: str
    digest_given: str


def clean_file(content: bytes) -> CleanFile:
    """Return a file as it is kept, and what it is. Raises NotTakenError, with a sentence fit for the screen."""
    if len(content) > settings.HOMEWARD_MOST_FILE_BYTES:
        raise NotTakenError(too_large())
    kind = kind_of(content)
    check_harmless(content)
    clean = _cleaned(content, kind)
    return CleanFile(kind, clean, sha256(clean).hexdigest(), sha256(content).hexdigest())


def too_large() -> str:
    """Return the sentence for a file that is too large."""
    return f"The file is larger than {settings.HOMEWARD_MOST_FILE_BYTES // 1024**2} MB. Make it smaller, or split it."


def _cleaned(content: bytes, kind: FileKind) -> bytes:
    if kind in (FileKind.PDF, FileKind.WORD):
        return clean_apart(content, kind)
    return content if kind == FileKind.TEXT else clean_picture(content, kind)
