"""The data pack as a workbook: what each chapter says, then a sheet for each measure and for what stands beside."""

from collections.abc import Mapping, Sequence

from homeward.reports.chapters import Chapter, chapters
from homeward.reports.datapack import Pack
from homeward.reports.sheets_beside import sheets_beside
from homeward.reports.sheets_of_measures import sheets_of_measures
from homeward.reports.workbook import Cell, Sheet, ToSheet, Workbook, sheet_name

_ABOUT, _CONTENTS = "About", "Contents"


def to_xlsx(pack: Pack, told: Sequence[Chapter] | None = None) -> bytes:
    """Write the pack as an Excel workbook; withheld cells say `hidden`, and no text can become a formula.

    `told` are its chapters where somebody has drawn them already.
    """
    book = Workbook("Homeward data pack", pack.as_of)
    sheets = [*sheets_of_measures(pack), *sheets_beside(pack)]
    names = _names(sheets)
    contents = _contents(chapters(pack) if told is None else told, sheets, names)
    book.add_sheet(_ABOUT, ("About", "This pack"), _about(pack), (24, 90))
    book.add_sheet(
        _CONTENTS, ("Chapter", "What the figures say", "How sure we are", "Sheet"), contents, (34, 80, 60, 44)
    )
    for sheet in sheets:
        book.add_sheet(names[sheet.name], sheet.headers, sheet.rows, sheet.widths)
    return book.finished()


def _names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return what each sheet is called, by the name wished for."""
    names: dict[str, str] = {}
    for sheet in sheets:
        names[sheet.name] = sheet_name(sheet.name, (_ABOUT, _CONTENTS, *names.values()))
    return names


def _contents(told: Sequence[Chapter], sheets: Sequence[Sheet], names: Mapping[str, str]) -> list[tuple[Cell, ...]]:
    """Give each chapter's sentences, and below them a way to each of its sheets."""
    rows: list[tuple[Cell, ...]] = []
    for chapter in told:
        rows.append((chapter.title, chapter.opening, chapter.how_sure))
        rows += [
            (None, None, None, ToSheet(sheet.title, names[sheet.name]))
            for sheet in sheets
            if sheet.chapter == chapter.id
        ]
    return rows


def _about(pack: Pack) -> list[tuple[Cell, ...]]:
    authority = pack.authority
    rows: list[tuple[Cell, ...]] = [
        ("Authority", f"{authority.name} ({authority.code}, {authority.number})" if authority else "not given"),
        ("Source", pack.source),
        ("Made from", pack.years_in_words),
        ("Figures as at", pack.as_of.isoformat()),
        ("Return home means", f"{pack.definition}: {pack.definition_in_words}"),
        ("Audience", pack.audience),
        ("Hidden figures", pack.hidden_count),
    ]
    if pack.audience == "internal":
        rows.append(("Inside the service only", "Small numbers are shown. Do not pass this on."))
    if pack.suppression:
        rows.append(("Small numbers", pack.suppression.in_words))
    return [*rows, ("Invented data", "No child in these figures is real.")] if pack.is_invented else rows
