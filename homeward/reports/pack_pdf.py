"""The data pack on paper: the same page as a tagged PDF that a screen reader can read."""

from collections.abc import Sequence

from homeward.reports.chapters import Chapter
from homeward.reports.datapack import NotAvailableError, Pack
from homeward.reports.pack_html import to_html


def to_pdf(pack: Pack, told: Sequence[Chapter] | None = None) -> bytes:
    """Write the pack as PDF/UA-1; `told` are its chapters where somebody has drawn them already.

    Raises NotAvailableError where the machine lacks the Pango library.
    """
    try:
        # Imported only when a PDF is wanted: it takes a second, and it needs a library of the system.
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise NotAvailableError(
            "PDF needs the Pango library, which this machine lacks; install libpango-1.0-0 and libpangoft2-1.0-0, or "
            "leave out pdf from --formats."
        ) from error
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    page = HTML(string=to_html(pack, told, on_paper=True).decode(), url_fetcher=fetcher)
    written: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"homeward-data-pack")
    return written
