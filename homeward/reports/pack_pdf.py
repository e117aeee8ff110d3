"""The data pack on paper: the same page as a tagged PDF that a screen reader can read."""

from collections.abc import Sequence

from homeward.reports.chapters import Chapter
from homeward.reports.datapack import Pack
from homeward.reports.pack_html import to_html
from homeward.reports.paper import put_on_paper


def to_pdf(pack: Pack, told: Sequence[Chapter] | None = None) -> bytes:
    """Write the pack as PDF/UA-1; `told` are its chapters where somebody has drawn them already.

    Raises NotAvailableError where the machine lacks the Pango library.
    """
    return put_on_paper(to_html(pack, told, on_paper=True), b"homeward-data-pack")
