"""The chapters of a return-home assessment report about the child and all together: what nobody knows comes first."""

from collections.abc import Callable, Iterable, Iterator

from homeward.evidence.shelf import research_finding
from homeward.practice.assessment import (
    OFFERED_WORDS,
    RATING_WORDS,
    SAID_BY_WORDS,
    HelpOffered,
    Said,
    SaidBy,
    Viewed,
    WarningToAnswer,
    Weighed,
)
from homeward.practice.chronology.event import ChronologyEvent, Reach
from homeward.practice.classification import PART_WORDS, Wish
from homeward.practice.instruments.factor import GROUP_WORDS
from homeward.reports.chronology_document import in_full
from homeward.reports.return_home_document import Block, Chapter, Facts, Grid, Part, Points, Words
from homeward.reports.return_home_told import AssessmentTold

WISH_WORDS = {
    Wish.ALL_WANT: "wants the return",
    Wish.AMBIVALENT: "is in two minds",
    Wish.OPPOSED: "is against the return",
    Wish.NOT_KNOWN: "it is not known what they want",
}
_UNASKED = {SaidBy.CHILD: "was not asked what they want", SaidBy.PARENT: "was not asked what they want"}
_FACTOR_COLUMNS = ("What was looked at", "Found", "Who says so, in which words", "Sources")
_FACTOR_SHARES = (1.2, 0.8, 2.8, 0.9)


def not_known(told: AssessmentTold) -> Chapter:
    """Tell what nobody has looked at and what is not known, before anything that is."""
    assessment = told.assessment
    shared = not_known_parts(told, lambda one: not (told.is_apart and one.parent_id))
    apart = [one for one in (*assessment.not_looked_at, *assessment.not_known) if told.is_apart and one.parent_id]
    names = dict.fromkeys(one.parent for one in apart)
    elsewhere = Part("", tuple(Words(f"More is not known: see the pages about {name}.") for name in names))
    leaves = Part("What this leaves open", _points(_sentence(PART_WORDS[part]) for part in assessment.found.not_known))
    kept = tuple(part for part in (*shared, elsewhere, leaves) if part.blocks)
    nothing = Words("Everything that is asked in each case was looked at, and nothing of it is not known.")
    return Chapter("What is not known", kept or (Part("", (nothing,)),))


def not_known_parts(told: AssessmentTold, is_meant: Callable[[Weighed], bool]) -> tuple[Part, ...]:
    """Tell, of the factors meant, which nobody has looked at and which are not known; nothing where all is."""
    assessment = told.assessment
    parts = (
        Part("Nobody has looked at", _points(named(one) for one in assessment.not_looked_at if is_meant(one))),
        Part("Looked at, and not known", _points(_with_words(one) for one in assessment.not_known if is_meant(one))),
    )
    return tuple(part for part in parts if part.blocks)


def differing(told: AssessmentTold, found: Iterable[Weighed]) -> tuple[Part, ...]:
    """Tell of what accounts differ, each with every account; nothing where none does."""
    return tuple(
        Part(
            f"Accounts differ: {named(one)}",
            (Points(tuple(_account(told, said, is_rating=True) for said in one.standing)),),
        )
        for one in found
    )


def the_child(told: AssessmentTold) -> Chapter:
    """Tell what the child wants and says, in the child's words, and whether help to say it was offered."""
    own = [view for view in told.assessment.viewed if view.whose == SaidBy.CHILD]
    blocks: tuple[Block, ...] = tuple(block for view in own for block in view_blocks(told, view))
    if not blocks:
        blocks = (Words("What the child wants and feels is not written down here yet."),)
    helped = [one for one in told.assessment.helped if one.person_id not in _parents(told)]
    return Chapter("What the child says", (Part("", blocks), *help_parts(helped)))


def views_of_others(told: AssessmentTold) -> Chapter:
    """Tell what carer, school and others think; parents have chapters of their own."""
    others = [view for view in told.assessment.viewed if view.whose not in (SaidBy.CHILD, SaidBy.PARENT)]
    blocks: tuple[Block, ...] = tuple(block for view in others for block in view_blocks(told, view))
    missing = [
        SAID_BY_WORDS[whose] for whose in (SaidBy.CARER, SaidBy.SCHOOL) if whose not in {one.whose for one in others}
    ]
    if missing:
        blocks = (*blocks, Words(f"Not written down yet, what these think: {' and '.join(missing).lower()}."))
    return Chapter("What others say", (Part("", blocks),))


def weighing(told: AssessmentTold) -> Chapter:
    """Tell what speaks against a return and what for it, of what is not asked of each parent."""
    assessment = told.assessment
    against, for_it, contradicted = (
        [one for one in found if not one.parent_id]
        for found in (assessment.speaks_against, assessment.speaks_for, assessment.contradicted)
    )
    return Chapter(
        "What was found",
        (
            Part("What speaks against a return", factor_blocks(told, against, "What speaks against a return")),
            Part("What speaks for a return", factor_blocks(told, for_it, "What speaks for a return")),
            *differing(told, contradicted),
        ),
    )


def research_parts(told: AssessmentTold, is_meant: Callable[[Weighed], bool]) -> tuple[Part, ...]:
    """Tell what research found, of groups, about what speaks against this return; nothing where nothing does."""
    against = [one for one in told.assessment.speaks_against if is_meant(one)]
    ids = dict.fromkeys(identity for one in against for identity in one.factor.findings)
    if not ids:
        return ()
    findings = [research_finding(identity) for identity in ids]
    rows = tuple(
        (
            finding.statement,
            finding.caution,
            "\n".join(publication.citation for publication in finding.publications),
        )
        for finding in findings
    )
    first = "Studies tell of groups of children. None of this is the chance of one child, and none of it decides."
    heading = "What research found of groups"
    grid = Grid(heading, ("What was found", "Caution", "Published as"), rows, (1.6, 1.4, 1.6))
    return (Part(heading, (Words(first), grid)),)


def sources(told: AssessmentTold) -> Chapter:
    """List the events on which the assessment rests, numbered."""
    found = told.sources_of("")
    if not told.sources:
        return Chapter("Sources", (Part("", (Words("The assessment rests on no event of the chronology yet."),)),))
    is_all = len(found) == len(told.sources)
    more = "" if is_all else " Sources of what is about one parent stand with what is said of that parent."
    words = Words(f"Events of the child’s chronology, by number.{more}")
    return Chapter("Sources", (Part("", (words, *source_blocks(found))),))


def source_blocks(found: Iterable[tuple[int, ChronologyEvent]]) -> tuple[Block, ...]:
    """Return numbered events as a table; nothing for none."""
    rows = tuple((str(number), event.when.in_words, _what(event), _known(event)) for number, event in found)
    columns = ("Number", "When", "What happened", "How it is known")
    return (Grid("Sources", columns, rows, (0.7, 1.0, 2.5, 1.6)),) if rows else ()


def _what(event: ChronologyEvent) -> str:
    """Return what happened; of a restricted event only that it is one: the report goes further than its readers."""
    if event.reach == Reach.RESTRICTED:
        return "Restricted. What it says stands in the record only."
    return "\n".join(filter(None, (event.what, event.private)))


def _known(event: ChronologyEvent) -> str:
    if event.reach == Reach.RESTRICTED:
        return ""
    return "\n".join(filter(None, (event.source_in_words, event.by_in_words)))


def factor_blocks(told: AssessmentTold, found: Iterable[Weighed], caption: str) -> tuple[Block, ...]:
    """Return factors as a table, in the order in which they are asked."""
    rows = tuple(
        (
            f"{one.factor.title}\n{GROUP_WORDS[one.factor.group]}",
            RATING_WORDS[one.rating] if one.rating else "Not looked at",
            "\n".join(_account(told, said, is_rating=len(one.standing) > 1, is_cited=False) for said in one.standing),
            told.cite([key for said in one.standing for key in said.evidence]),
        )
        for one in found
    )
    return (Grid(caption, _FACTOR_COLUMNS, rows, _FACTOR_SHARES),) if rows else (Words("Nothing was found."),)


def view_blocks(told: AssessmentTold, view: Viewed) -> Iterator[Block]:
    """Yield one view: whose it is, what they want, in which words, and how they were asked."""
    who = f"{view.name} ({SAID_BY_WORDS[view.whose].lower()})" if view.name else SAID_BY_WORDS[view.whose]
    wish = WISH_WORDS[view.wish] if view.wish else _UNASKED.get(view.whose, "says")
    asked = f"{in_full(view.on)}. {_sentence(view.how)}" if view.how else f"{in_full(view.on)}."
    cited = told.cite(view.evidence)
    yield Facts(((who, wish),))
    if view.words:
        yield Words(f"“{view.words}”")
    yield Words(f"{asked}{f' {cited}.' if cited else ''}")


def help_parts(helped: Iterable[HelpOffered]) -> tuple[Part, ...]:
    """Return which help to take part was offered to whom."""
    rows = tuple(
        (one.whom, *(OFFERED_WORDS[each] for each in (one.advocate, one.interpreter, one.communication)), one.words)
        for one in helped
    )
    columns = ("To whom", "Advocate", "Interpreter", "Help to communicate", "More")
    grid = Grid("Help to take part that was offered", columns, rows, (1.2, 0.8, 0.8, 0.9, 1.8))
    return (Part("Help to take part that was offered", (grid,)),) if rows else ()


def warning_parts(warnings: Iterable[WarningToAnswer]) -> Iterator[Part]:
    """Yield each warning with its reason, and the answer or that there is none."""
    for one in warnings:
        answered = f"Answered by {one.answered_by}{f', {in_full(one.answered_on)}' if one.answered_on else ''}: "
        answer = Words(f"{answered}{one.answer}") if one.is_answered else Words("Not answered yet.", is_marked=True)
        yield Part(f"{one.title}: {one.parent}" if one.parent else one.title, (Words(one.why), answer))


def named(one: Weighed) -> str:
    """Return a factor's title, with the parent of whom it is asked."""
    return f"{one.factor.title}, {one.parent}" if one.parent else one.factor.title


def _parents(told: AssessmentTold) -> frozenset[str]:
    return frozenset(parent.id for parent in told.assessment.parents)


def _with_words(one: Weighed) -> str:
    return f"{named(one)}. {' '.join(said.words for said in one.standing if said.words)}".strip()


def _account(told: AssessmentTold, said: Said, *, is_rating: bool, is_cited: bool = True) -> str:
    """Return one account in a line: whose it is, what was found where that is to be told, the words and the sources."""
    rating = f" ({RATING_WORDS[said.rating].lower()})" if is_rating else ""
    cited = told.cite(said.evidence) if is_cited else ""
    words = said.words or "No words were written down."
    who = f"({said.by}, {in_full(said.on)})" if said.by else f"({in_full(said.on)})"
    whose = f"{SAID_BY_WORDS[said.said_by]}, {said.name}" if said.name else SAID_BY_WORDS[said.said_by]
    return f"{whose}{rating}: {words} {who}{f' {cited}.' if cited else ''}"


def _points(points: Iterable[str]) -> tuple[Block, ...]:
    found = tuple(points)
    return (Points(found),) if found else ()


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}." if words else ""
