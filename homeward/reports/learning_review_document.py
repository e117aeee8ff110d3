"""The learning review on paper: what was planned and done, which help came, what was said, and what is learnt."""

from collections.abc import Iterator

from homeward.reports.chronology_document import in_full
from homeward.reports.paper import put_on_paper
from homeward.reports.return_home_document import Chapter, Part, Points, Report, Words
from homeward.reports.return_home_print import as_html
from homeward.reports.return_home_word import as_word
from homeward.reports.return_plan_document import learnt_part, move_parts, support_part
from homeward.reports.return_plan_told import LearningTold

__all__ = ["LearningTold", "as_html", "as_pdf", "as_word", "report_of"]

NO_BLAME = (
    "Living at home did not hold. This review asks what we did and did not do. It is not the child’s fault, and it is "
    "no enquiry into one person’s work."
)
FOR_THE_SERVICE = "This review is for the service. What child and parents said in it is told in their own words."


def as_pdf(report: Report) -> bytes:
    """Write a review as PDF/UA-1. Raises NotAvailableError where the machine lacks the Pango library."""
    return put_on_paper(as_html(report), b"homeward-learning-review")


def report_of(told: LearningTold) -> Report:
    """Return the review as a document: what is learnt first, and then what was planned."""
    return Report(
        title="Learning review",
        whose=told.whose,
        born=told.born,
        as_of=told.as_of,
        prepared_by=told.prepared_by,
        facts=tuple(_facts(told)),
        first_words=(NO_BLAME, FOR_THE_SERVICE),
        chapters=tuple(_chapters(told)),
        is_invented=told.is_invented,
    )


def _facts(told: LearningTold) -> Iterator[tuple[str, str]]:
    home = told.came_home
    if home is None:
        return
    yield "Came home", f"{in_full(home.on)}, {'as planned' if home.is_planned else 'without it being planned'}"
    if home.ended_on:
        yield "It ended", in_full(home.ended_on)
        if home.why:
            yield "Because", home.why


def _chapters(told: LearningTold) -> Iterator[Chapter]:
    nothing = (Part("", (Words("Nothing is written down yet."),)),)
    yield Chapter("What is learnt", tuple(map(learnt_part, told.learnt)) or nothing)
    if told.became:
        yield Chapter("What became of the return", (Part("", (Points(told.became),)),))
    planned = move_parts(told.move) or (Part("The move home", (Words("No phase was planned."),)),)
    yield Chapter("What was planned", (*planned, support_part(told.support)))
