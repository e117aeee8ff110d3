"""Chronologies on paper: what one says, and the same as a page to print, as a tagged PDF and as a Word document."""

from homeward.reports.chronology_document import ChronologyDocument, DocumentRow
from homeward.reports.chronology_print import as_html, as_pdf
from homeward.reports.chronology_rows import Cover, document_of, rows_of
from homeward.reports.chronology_word import as_word

__all__ = ["ChronologyDocument", "Cover", "DocumentRow", "as_html", "as_pdf", "as_word", "document_of", "rows_of"]
