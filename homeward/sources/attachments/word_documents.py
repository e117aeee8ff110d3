"""Writes a Word document anew without who made it, when and with what; one that can run something is refused."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage

from homeward.sources.attachments.kinds import FileKind, NotTakenError
from homeward.sources.attachments.pictures import clean_picture

MOST_PARTS = 2000
MOST_BYTES = 200 * 1024 * 1024
MOST_TIMES = 200
"""So many times as large as packed may a part be when unpacked; more is a trap rather than a document."""
_RUNS = ("vbaproject", "vbadata", "activex", "/embeddings/", "oleobject", ".bin", "attachedtemplate", "macros")
_PROPERTIES = (
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
)
_PICTURES = {CONTENT_TYPE.JPEG: FileKind.JPEG, CONTENT_TYPE.PNG: FileKind.PNG}
_NOT_WORD = "This is no Word document. Homeward takes PDF, Word (.docx), JPEG, PNG, WebP and plain text."


def clean_word(content: bytes) -> bytes:
    """Return a Word document without its properties, and its pictures drawn anew.

    Raises NotTakenError for what is no whole Word document, for one with macros or other files in it, for one that
    fetches something from elsewhere when it is opened, and for one that unpacks beyond measure.
    """
    try:
        _check_parts(content)
        document = Document(BytesIO(content))
        package = document.part.package
        _check_reaches(package)
        _strip(package)
        written = BytesIO()
        package.save(written)
        return written.getvalue()
    except (NotTakenError, MemoryError):
        raise
    except Exception:  # a broken package can fail in any way: nothing of it is kept
        raise NotTakenError(_NOT_WORD) from None


def _check_parts(content: bytes) -> None:
    """Raise NotTakenError for a package that unpacks beyond measure or holds something that can run."""
    with ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        names = [part.filename.casefold() for part in parts]
        whole = sum(part.file_size for part in parts)
        swells = any(part.file_size > MOST_TIMES * max(part.compress_size, 1024) for part in parts)
        if len(parts) > MOST_PARTS or whole > MOST_BYTES or swells or len(set(names)) < len(names):
            raise NotTakenError("The file unpacks into far more than a document holds. It is not kept.")
        if "word/document.xml" not in names or "[content_types].xml" not in names:
            raise NotTakenError(_NOT_WORD)
        types = packed.read("[Content_Types].xml").decode(errors="replace").casefold()
        if "macroenabled" in types or any(mark in name for name in names for mark in _RUNS):
            raise NotTakenError("The document holds macros or other files. Save it as PDF, and add that.")


def _check_reaches(package: OpcPackage) -> None:
    """Raise NotTakenError for a document that fetches something from elsewhere; a link to be clicked is none."""
    for rel in package.iter_rels():
        if rel.is_external and not rel.reltype.endswith("/hyperlink"):
            raise NotTakenError("The document fetches something from elsewhere. Save it as PDF, and add that.")


def _strip(package: OpcPackage) -> None:
    """Take out the properties, and draw the pictures anew. A part that nothing leads to is not written."""
    for rels in (package.rels, *(part.rels for part in package.iter_parts())):
        for key in [key for key, rel in rels.items() if rel.reltype in _PROPERTIES]:
            rels.pop(key)
    for part in package.iter_parts():
        kind = _PICTURES.get(part.content_type)
        if kind:
            part._blob = clean_picture(part.blob, kind)
