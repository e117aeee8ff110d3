"""The record of a decision on paper: what was decided, by whom in which role, on what exactly, and who disagreed."""

from collections.abc import Iterator
from dataclasses import dataclass

from homeward.practice.decisions.requirements import UNVERIFIED
from homeward.reports.chronology_document import in_full
from homeward.reports.decision_told import DecisionTold, Said, Signed
from homeward.reports.paper import paper_templates, put_on_paper
from homeward.reports.return_home_document import Block, Chapter, Facts, Grid, Part, Points, Report, Words
from homeward.reports.return_home_word import as_word

__all__ = ["as_pdf", "as_word", "record_of"]

SEAL_SIGNS = 16
"""So many signs of the seal stand on paper: enough to compare it with the page."""
_FOR_THE_SERVICE = "This record is for the service. Child and parents each get a letter of their own, with the reasons."


@dataclass(frozen=True)
class Record(Report):
    """The record of a decision, for the service."""

    subject = "Record of a decision"


def record_of(told: DecisionTold) -> Record:
    """Return the record of a decision as a document."""
    return Record(
        title="Record of a decision",
        whose=told.whose,
        born=told.born,
        as_of=told.as_of,
        prepared_by=told.prepared_by,
        facts=(("Decision", f"{told.step} {told.answer}."), ("Where it stands", _stands(told))),
        first_words=(_FOR_THE_SERVICE,),
        chapters=tuple(_chapters(told)),
        is_invented=told.is_invented,
    )


def as_pdf(report: Report) -> bytes:
    """Write a record or a letter as PDF/UA-1. Raises NotAvailableError where the machine lacks the Pango library."""
    page = paper_templates().get_template("return_home.html.j2").render(report=report)
    return put_on_paper(page.encode(), b"homeward-decision")


def _stands(told: DecisionTold) -> str:
    more = [f"Changed since: {'; '.join(told.changed)}"] if told.changed else []
    return ". ".join(one.rstrip(".") for one in (told.state, *more, told.withdrawn, told.carried_out) if one) + "."


def _chapters(told: DecisionTold) -> Iterator[Chapter]:
    yield _chapter("Who signed", _signatures(told.signed))
    yield _chapter("What the reviewing officer thinks", _view(told))
    yield Chapter("The reasons, as they are told", tuple(_reasons(told)))
    if told.conditions:
        yield _chapter("What goes with it", (Words(told.conditions),))
    yield _chapter("Who disagreed", _dissents(told.dissents))
    yield _chapter("On what it rests", _rested(told))


def _chapter(heading: str, blocks: tuple[Block, ...]) -> Chapter:
    return Chapter(heading, (Part("", blocks),))


def _signatures(signed: tuple[Signed, ...]) -> tuple[Block, ...]:
    columns = ("In which role", "Who, and when", "Answer, and why", "Why this signature is asked for")
    rows = tuple((one.role.capitalize(), _who(one), _said(one), _why(one)) for one in signed)
    return (Grid("Who signed", columns, rows, (2, 2.2, 3, 3.4)),)


def _who(one: Signed) -> str:
    return f"{one.by}, {in_full(one.on)}" if one.on else "Not signed yet"


def _said(one: Signed) -> str:
    return f"{'Yes' if one.is_yes else 'No'}. {one.words}" if one.on else ""


def _why(one: Signed) -> str:
    return f"{one.why} {one.instrument}{'' if one.is_verified else f' ({UNVERIFIED})'}."


def _view(told: DecisionTold) -> tuple[Block, ...]:
    if told.view is None:
        return (Words("Nothing is written down of it."),)
    said = f"{told.view.who}, {in_full(told.view.on)}: {told.view_says}."
    return (Words(said, is_marked=True), Words(told.view.words))


def _reasons(told: DecisionTold) -> Iterator[Part]:
    yield Part("", (Words(f"Proposed by {told.proposed.who}, {in_full(told.proposed.on)}."),))
    for name, words in told.reasons:
        yield Part(name, (Words(words),))


def _dissents(dissents: tuple[Said, ...]) -> tuple[Block, ...]:
    if not dissents:
        return (Words("Nobody’s disagreement is written down."),)
    return (Points(tuple(f"{one.who}, {in_full(one.on)}: {one.words}" for one in dissents)),)


def _rested(told: DecisionTold) -> tuple[Block, ...]:
    says = "Each of these was sealed as it stood. Any change since, also one that was undone, ends the approval."
    rows = tuple(
        (one.words.capitalize(), in_full(one.at) if one.at else "", one.digest[:SEAL_SIGNS]) for one in told.rested
    )
    columns = ("What", "Last changed before the decision", "Version")
    facts = Facts((("Seal over all of it", told.seal[:SEAL_SIGNS]),))
    return (Words(says), Grid("On what it rests", columns, rows, (3, 2, 2)), facts)
