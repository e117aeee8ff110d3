"""The chapters of a return-home assessment report about who classified what, the warnings, and who signs."""

from collections.abc import Iterator

from homeward.practice.classification import LEVEL_WORDS, Level, Outcome, Proposal
from homeward.reports.chronology_document import in_full
from homeward.reports.return_home_chapters import warning_parts
from homeward.reports.return_home_document import Block, Chapter, Facts, Grid, Part, Points, Words
from homeward.reports.return_home_told import AssessmentTold, Judged, Step

RULE_NOT_CONFIRMED = (
    "The rule that proposes is a default that nobody of this council has confirmed. Take what it proposes as a "
    "question."
)


def warnings(told: AssessmentTold) -> Chapter:
    """Tell each warning that is about no parent in particular, with the answer; those about a parent stand there."""
    shared = [one for one in told.assessment.warnings if not one.parent_id]
    open_count = sum(not one.is_answered for one in told.assessment.warnings)
    of_parents = len(told.assessment.warnings) - len(shared)
    blocks: list[Block] = []
    if open_count:
        says = "1 warning is not answered." if open_count == 1 else f"{open_count} warnings are not answered."
        blocks.append(Words(f"{says} No return is approved before each is answered in writing.", is_marked=True))
    if of_parents:
        blocks.append(Words("Warnings about one parent stand with what is said of that parent."))
    if not told.assessment.warnings:
        blocks.append(Words("What was found gives no warning that must be answered in writing."))
    return Chapter("Warnings to be answered in writing", (Part("", tuple(blocks)), *warning_parts(shared)))


def classifications(told: AssessmentTold) -> Chapter:
    """Tell, step by step, how each of two people classified and what they agreed on, or how they differ."""
    parts = tuple(part for step in told.steps for part in _of_step(step))
    return Chapter("Classification by two people", parts or (Part("", (Words("Nobody has classified yet."),)),))


def signatures(told: AssessmentTold) -> Chapter:
    """Leave room for those who sign: whoever assessed, the two who classified last, and whoever decides."""
    last = next((step for step in reversed(told.steps) if step.judged), Step(""))
    judged = dict.fromkeys(one.who for one in last.judged)
    rows = ((told.prepared_by, "Prepared this report", "", ""), *((who, "Classified", "", "") for who in judged))
    grid = Grid(
        "Who signs", ("Name", "Part", "Signature", "Day"), (*rows, ("", "Decides", "", "")), (1.4, 1.2, 1.8, 0.8)
    )
    return Chapter("Who signs", (Part("", (grid,)),))


def _of_step(step: Step) -> Iterator[Part]:
    if not step.judged:
        says = "One person has classified. Neither answer is told before the second is given." if step.waits else ""
        yield Part(step.title, (Words(says or "Nobody has classified yet."),))
        return
    yield Part(step.title, (_agreement(step), *_of_rule(step)))
    for one in step.judged:
        yield Part(f"{one.who}: {_level(one.level)}", tuple(_of_person(one)))


def _agreement(step: Step) -> Block:
    """Say what the two agreed on, or how they differ; before that, whether what they gave is alike."""
    if step.agreed_by:
        on = f", {in_full(step.agreed_on)}" if step.agreed_on else ""
        said = f"Agreed: {_level(step.level).lower()}" if step.level else "They differ still"
        return Words(f"{said}. {step.words} ({step.agreed_by}{on})", is_marked=True)
    alike = len({one.level for one in step.judged}) == 1
    says = "Both gave the same level." if alike else "The two gave different levels."
    return Words(f"{says} What they agree on is not written down yet.", is_marked=True)


def _of_rule(step: Step) -> tuple[Block, ...]:
    is_confirmed = all(one.proposal.is_confirmed for one in step.judged)
    return () if is_confirmed else (Words(RULE_NOT_CONFIRMED),)


def _of_person(one: Judged) -> Iterator[Block]:
    yield Facts((("On", in_full(one.on)), ("Why", one.why), ("The rule", _proposed(one.proposal, one.level))))
    yield Points(one.proposal.working)


def _proposed(proposal: Proposal, level: Level | None) -> str:
    if proposal.outcome == Outcome.INCOMPLETE:
        return "Proposes nothing while something is not known."
    if proposal.outcome == Outcome.SILENT:
        return "Says nothing of this combination."
    return f"Proposes {'the same' if proposal.level == level else _level(proposal.level).lower()}."


def _level(level: Level | None) -> str:
    return LEVEL_WORDS[level] if level else "No level yet"
