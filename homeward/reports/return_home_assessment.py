"""The return-home assessment on paper: what one says, and the same as a page to print, as a tagged PDF and as Word."""

from collections.abc import Iterator
from dataclasses import replace

from homeward.reports import return_home_chapters as chapters
from homeward.reports.chronology_document import in_full
from homeward.reports.return_home_document import Chapter, Report
from homeward.reports.return_home_judged import classifications, signatures, warnings
from homeward.reports.return_home_parents import of_each_parent
from homeward.reports.return_home_print import as_html, as_pdf
from homeward.reports.return_home_told import AssessmentTold, Judged, Step
from homeward.reports.return_home_word import as_word

__all__ = ["NO_SCORE", "AssessmentTold", "Judged", "Step", "as_html", "as_pdf", "as_word", "report_of"]

NO_SCORE = (
    "Nothing here is added up, and no figure in it decides. People weigh what is known and what is not, and they sign "
    "for it."
)
FOR_THE_SERVICE = (
    "This report is for the service. It holds what several people said in confidence, so it is given to nobody else. "
    "A copy for a parent, the child or another recipient is made from the chronology, for that person alone."
)
KEPT_APART = (
    "Domestic abuse or coercive control is recorded, or nobody knows whether there is any. What is about one parent "
    "stands on pages of its own, with its sources, and is never shown to the other."
)


def report_of(told: AssessmentTold) -> Report:
    """Return the report as a document. What is not known comes first, and what speaks against before what for."""
    return Report(
        title="Return-home assessment",
        whose=told.whose,
        born=told.born,
        as_of=told.as_of,
        prepared_by=told.prepared_by,
        facts=(
            ("A return was first thought about", in_full(told.began_on)),
            ("Because", told.because),
            ("Where the work stands", told.stands_at),
        ),
        first_words=(NO_SCORE, FOR_THE_SERVICE, *((KEPT_APART,) if told.is_apart else ())),
        chapters=tuple(_chapters(told)),
        is_invented=told.is_invented,
    )


def _chapters(told: AssessmentTold) -> Iterator[Chapter]:
    yield chapters.not_known(told)
    yield chapters.the_child(told)
    yield chapters.views_of_others(told)
    yield warnings(told)
    yield chapters.weighing(told)
    yield from of_each_parent(told)
    yield classifications(told)
    if found := chapters.research_parts(told, lambda one: not (told.is_apart and one.parent_id)):
        yield Chapter(found[0].heading, tuple(replace(part, heading="") for part in found))
    yield signatures(told)
    yield chapters.sources(told)
