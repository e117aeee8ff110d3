"""The chapters of a return-home assessment report about each parent: on pages of their own where abuse is recorded."""

from collections.abc import Callable, Iterator

from homeward.practice.assessment import Parent, SaidBy, Shown, Weighed
from homeward.practice.classification import PART_WORDS
from homeward.reports.chronology_document import in_full
from homeward.reports.return_home_chapters import (
    differing,
    factor_blocks,
    help_parts,
    not_known_parts,
    research_parts,
    source_blocks,
    view_blocks,
    warning_parts,
)
from homeward.reports.return_home_document import Block, Chapter, Facts, Part, Words
from homeward.reports.return_home_told import AssessmentTold

APART = (
    "These pages are about one parent alone. They are never given or read out to the other parent, and never left in "
    "a home."
)


def of_each_parent(told: AssessmentTold) -> Iterator[Chapter]:
    """Yield a chapter for each parent with whom the child might live; one that says so where nobody is named."""
    for parent in told.assessment.parents:
        yield _of_parent(told, parent)
    if not told.assessment.parents:
        yield Chapter("Parents", (Part("", (Words("Nobody has written down with whom the child might live."),)),))


def _of_parent(told: AssessmentTold, parent: Parent) -> Chapter:
    assessment = told.assessment
    against, for_it, contradicted = (
        [one for one in found if one.parent_id == parent.id]
        for found in (assessment.speaks_against, assessment.speaks_for, assessment.contradicted)
    )
    is_own = lambda one: one.parent_id == parent.id  # noqa: E731 - as short as what it is given to
    warnings = [one for one in assessment.warnings if one.parent_id == parent.id]
    helped = [one for one in assessment.helped if one.person_id == parent.id]
    parts = (
        *((Part("", (Words(APART, is_marked=True),)), *not_known_parts(told, is_own)) if told.is_apart else ()),
        Part("What the parent says", _says(told, parent)),
        *help_parts(helped),
        Part("Capacity to change", tuple(_change(told, parent))),
        Part("What speaks against a return", factor_blocks(told, against, "What speaks against a return")),
        Part("What speaks for a return", factor_blocks(told, for_it, "What speaks for a return")),
        *differing(told, contradicted),
        *warning_parts(warnings),
        *(_kept_apart(told, parent, is_own) if told.is_apart else ()),
    )
    return Chapter(f"Parent: {parent.name}", parts, is_apart=told.is_apart)


def _kept_apart(told: AssessmentTold, parent: Parent, is_own: Callable[[Weighed], bool]) -> Iterator[Part]:
    """Yield what else is about one parent alone, where parents are told of apart: research, and the sources."""
    yield from research_parts(told, is_own)
    if found := source_blocks(told.sources_of(parent.id)):
        yield Part("Sources", found)


def _says(told: AssessmentTold, parent: Parent) -> tuple[Block, ...]:
    own = [one for one in told.assessment.viewed if one.whose == SaidBy.PARENT and one.parent_id == parent.id]
    blocks: tuple[Block, ...] = tuple(block for view in own for block in view_blocks(told, view))
    return blocks or (Words("What this parent wants is not written down yet."),)


def _change(told: AssessmentTold, parent: Parent) -> Iterator[Block]:
    """Yield what the parent has shown, the latest last: what was asked, offered and done, and since when it lasts."""
    found = [one for one in told.assessment.shown if one.parent_id == parent.id]
    for one in found:
        yield Facts(tuple(_lines(told, one)))
    if not found:
        yield Words("Nobody has written down yet what this parent has shown.")


def _lines(told: AssessmentTold, one: Shown) -> Iterator[tuple[str, str]]:
    words = PART_WORDS[one.change]
    yield "Found", f"{words[:1].upper()}{words[1:]}. {one.by}, {in_full(one.on)}."
    lasted = in_full(one.lasted_since) if one.lasted_since else ""
    apart = "" if one.seen_apart is None else "Yes" if one.seen_apart else "No"
    for name, says in (
        ("What must change", one.must_change),
        ("What moves the parent", one.motivation),
        ("In two minds about", one.in_two_minds),
        ("What was offered", one.offered),
        ("What was done", one.done),
        ("Lasts since", lasted),
        ("Seen apart from the other parent", apart),
        ("Rests on", told.cite(one.evidence)),
    ):
        if says:
            yield name, says
