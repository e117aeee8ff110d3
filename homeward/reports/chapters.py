"""The pack as chapters: one order and one wording for page, paper, workbook and the pages of the service."""

from dataclasses import dataclass

from homeward.reports.datapack import Pack
from homeward.reports.how_sure import how_sure_of
from homeward.reports.openings import opening_of
from homeward.reports.pictures import Picture, pictures_of
from homeward.reports.reading_order import TITLES, chapter_of
from homeward.reports.sections import Section, section_of

Part = Picture | Section
"""Both have: id, title, says, notes, charts, tables, withheld, defined_by, is_drawn_at_once."""

_MEASURE_FIRST = "do-they-stay"
"""The chapter whose first measure stands before the pictures of several."""


@dataclass(frozen=True)
class Chapter:
    """A chapter: `opening` is what its figures say, `how_sure` how sure we are of it, each one sentence.

    `parts` are pictures and measures in reading order. The chapters at-a-glance, true-for-us, data-quality and
    definitions have none: they tell the whole pack again (`glances`, `told_beside`, `group_findings`, the results).
    """

    id: str
    title: str
    opening: str
    how_sure: str
    parts: tuple[Part, ...]


def chapters(pack: Pack) -> tuple[Chapter, ...]:
    """Return every chapter in order, drawn."""
    return tuple(chapter(pack, chapter_id) for chapter_id in TITLES)


def chapter(pack: Pack, chapter_id: str) -> Chapter:
    """Return one chapter, drawn. Raises KeyError where there is none of that id."""
    title = TITLES[chapter_id]
    measures: tuple[Part, ...] = tuple(
        section_of(pack, each) for each in pack.results if chapter_of(each.id) == chapter_id
    )
    pictures = pictures_of(pack, chapter_id)
    at = 1 if chapter_id == _MEASURE_FIRST else 0
    parts = (*measures[:at], *pictures, *measures[at:])
    return Chapter(chapter_id, title, opening_of(pack, chapter_id), how_sure_of(pack, chapter_id), parts)
