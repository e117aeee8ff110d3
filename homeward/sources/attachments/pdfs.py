"""Writes a PDF anew with its pages alone: what runs, opens, hides or tells of its making is left out."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject

from homeward.sources.attachments.kinds import NotTakenError

MOST_PAGES = 2000
_SHOWN_NOTES = frozenset(
    {
        *("/Widget", "/FreeText", "/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Stamp"),
        *("/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Caret", "/Popup"),
    }
)
"""Marks on a page that only show something; links, films, sounds and files within are left out."""
_LEFT_OUT = frozenset(
    {
        *("/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/RF", "/XFA", "/Launch", "/URI"),
        *("/Metadata", "/PieceInfo", "/LastModified", "/CreationDate", "/ModDate", "/M", "/T", "/NM", "/Thumb"),
        *("/RichMediaContent", "/RichMediaSettings", "/Movie", "/Sound", "/Rendition", "/Collection", "/OPI"),
    }
)


def clean_pdf(content: bytes) -> bytes:
    """Return a PDF with the same pages and nothing else of the old file.

    Raises NotTakenError for what cannot be read as PDF, for one with a password, and for one of too many pages.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise NotTakenError("The PDF is locked with a password. Save it without one, and add that.")
        if len(reader.pages) > MOST_PAGES:
            raise NotTakenError("The PDF has more than 2,000 pages. Split it, and add the parts.")
        if not reader.pages:
            raise NotTakenError("The PDF has no pages.")
        return _rewritten(reader)
    except (NotTakenError, MemoryError):
        raise
    except Exception:  # a broken PDF can fail in any way: nothing of it is kept
        raise NotTakenError("The PDF is broken or cut off. Open it, save it again as PDF, and add that.") from None


def _rewritten(reader: PdfReader) -> bytes:
    """Return the pages alone, written twice: the second time without what nothing leads to any more."""
    writer = _with_pages(reader)
    for held in writer._objects:
        _bare(held)
    return _written(_with_pages(PdfReader(BytesIO(_written(writer)))))


def _with_pages(reader: PdfReader) -> PdfWriter:
    writer = PdfWriter()
    for page in reader.pages:
        page.mediabox  # noqa: B018 - a page without a size is no page: this raises
        if "/Annots" in page:
            page[NameObject("/Annots")] = _shown(page["/Annots"])
        writer.add_page(page)
    writer.metadata = None
    return writer


def _written(writer: PdfWriter) -> bytes:
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _shown(notes: PdfObject) -> ArrayObject:
    """Return the marks of a page that only show something."""
    held = notes.get_object()
    found = [(one, one.get_object()) for one in held] if isinstance(held, ArrayObject) else []
    return ArrayObject(
        one for one, note in found if isinstance(note, DictionaryObject) and note.get("/Subtype") in _SHOWN_NOTES
    )


def _bare(value: object) -> None:
    """Take out of an object, and of what stands directly in it, all that runs, hides or tells of its making."""
    if isinstance(value, DictionaryObject):
        for key in [key for key in value if key in _LEFT_OUT or (key == "/A" and _is_action(value[key]))]:
            del value[key]
    inner = value.values() if isinstance(value, DictionaryObject) else value if isinstance(value, ArrayObject) else ()
    for one in list(inner):
        if not isinstance(one, IndirectObject):
            _bare(one)


def _is_action(value: PdfObject) -> bool:
    held = value.get_object()
    return isinstance(held, DictionaryObject) and "/S" in held
