"""The files of a data pack, all made in memory before any of them reaches a disk or a browser."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path

from homeward.reports.chapters import Chapter, chapters
from homeward.reports.datapack import NotAvailableError, Pack
from homeward.reports.pack_html import to_html
from homeward.reports.pack_pdf import to_pdf
from homeward.reports.pack_xlsx import to_xlsx
from homeward.reports.results_json import to_json


@dataclass(frozen=True)
class Document:
    """Finished files: their bytes by name."""

    files: Mapping[str, bytes]


_MAKERS: Mapping[str, tuple[str, Callable[[Pack, Sequence[Chapter]], bytes]]] = {
    "html": ("pack.html", to_html),
    "pdf": ("pack.pdf", to_pdf),
    "xlsx": ("pack.xlsx", to_xlsx),
    "json": ("results.json", lambda pack, _: to_json(pack)),
}
FORMATS = tuple(_MAKERS)


def check_formats(formats: Iterable[str]) -> tuple[str, ...]:
    """Return the formats, each once, in the order asked; raises NotAvailableError for an unknown one or none at all."""
    wanted = tuple(dict.fromkeys(formats))
    unknown = [name for name in wanted if name not in _MAKERS]
    if unknown or not wanted:
        asked = ", ".join(repr(name) for name in unknown) or "nothing"
        raise NotAvailableError(f"A pack is not written as {asked}; choose from {', '.join(FORMATS)}.")
    return wanted


def make_documents(pack: Pack, formats: Iterable[str] = FORMATS) -> Document:
    """Make every format asked for: pack.html, pack.pdf, pack.xlsx, results.json. Raises NotAvailableError."""
    wanted = check_formats(formats)
    told = chapters(pack) if set(wanted) - {"json"} else ()
    return Document({name: make(pack, told) for name, make in map(_MAKERS.__getitem__, wanted)})


def write_documents(document: Document, out: Path) -> None:
    """Write all files into the folder `out`, making it where needed, or none at all.

    They are first written into a hidden folder beside, then renamed into place. Raises OSError, with nothing new left.
    """
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    placed: list[Path] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".homeward-", dir=out) as waiting:
            _write_aside(document, Path(waiting), out)
            for name in document.files:
                (Path(waiting) / name).replace(out / name)
                placed.append(out / name)
    except BaseException:
        for path in placed:
            path.unlink()
        if missing:
            shutil.rmtree(missing[-1], ignore_errors=True)
        raise


def _write_aside(document: Document, waiting: Path, out: Path) -> None:
    """Write every file where nobody looks yet, and find out beforehand what would stop the renaming."""
    for name, content in document.files.items():
        if (out / name).is_dir():
            raise IsADirectoryError(EISDIR, "a folder stands where a file is to be written", str(out / name))
        (waiting / name).write_bytes(content)
