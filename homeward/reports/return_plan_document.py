"""The return plan on paper: phase by phase what must hold, who does what, and what happens if it does not."""

from collections.abc import Iterator

from homeward.practice.after.phases import Move, Phase
from homeward.practice.after.support import Support
from homeward.reports.chronology_document import in_full
from homeward.reports.paper import put_on_paper
from homeward.reports.return_home_document import Block, Chapter, Facts, Grid, Part, Points, Report, Words
from homeward.reports.return_home_print import as_html
from homeward.reports.return_home_word import as_word
from homeward.reports.return_plan_told import LearntTold, PlannedTimeTold, ReturnPlanTold

__all__ = ["ReturnPlanTold", "as_html", "as_pdf", "as_word", "report_of"]

HELD_BY_PEOPLE = "Each phase begins when the one before has held. People say whether it did, from what was seen."
FOR_THE_SERVICE = (
    "This plan is for the service. It may name where each parent lives, so no copy goes to anybody else: what a "
    "parent, the child or a school needs of it is told to each of them."
)
_NOT_PLANNED = "No phase is planned yet."


def as_pdf(report: Report) -> bytes:
    """Write a plan as PDF/UA-1. Raises NotAvailableError where the machine lacks the Pango library."""
    return put_on_paper(as_html(report), b"homeward-return-plan")


def report_of(told: ReturnPlanTold) -> Report:
    """Return the plan as a document. What was learnt from an earlier return comes before what is planned now."""
    return Report(
        title="Return plan",
        whose=told.whose,
        born=told.born,
        as_of=told.as_of,
        prepared_by=told.prepared_by,
        facts=tuple(_facts(told)),
        first_words=(HELD_BY_PEOPLE, FOR_THE_SERVICE),
        chapters=tuple(_chapters(told)),
        is_invented=told.is_invented,
    )


def _facts(told: ReturnPlanTold) -> Iterator[tuple[str, str]]:
    if told.came_home:
        how = "as planned" if told.came_home.is_planned else "without it being planned"
        yield "Came home", f"{in_full(told.came_home.on)}, {how}"
    if told.support:
        yield "Who leads the plan after care", told.support.lead
        yield "Help until at least", in_full(told.support.until_on)


def _chapters(told: ReturnPlanTold) -> Iterator[Chapter]:
    if told.learnt:
        different = told.different or "Nobody has said yet what is different this time."
        parts = (Part("What is different this time", (Words(different),)), *map(learnt_part, told.learnt))
        yield Chapter("An earlier return broke down", parts)
    yield Chapter("The move home", move_parts(told.move) or (Part("", (Words(_NOT_PLANNED),)),))
    yield Chapter("Family time", (Part("", _family_time(told.family_time)),))
    yield Chapter("After coming home", (support_part(told.support), _visits(told)))


def move_parts(move: Move) -> tuple[Part, ...]:
    """Return each phase as planned, with what was seen in it and whether it held."""
    return tuple(_phase(phase) for phase in move.phases)


def support_part(support: Support | None) -> Part:
    """Return the plan after care, or that there is none."""
    heading = "The plan after care"
    if support is None:
        return Part(heading, (Words("No plan is written down yet.", is_marked=True),))
    facts = [
        ("Plan", support.plan_name),
        ("Who leads it", support.lead),
        ("Help", support.help),
        ("Until at least", in_full(support.until_on)),
        ("In school", support.school),
    ]
    if support.sooner_because:
        facts.append(("Sooner than six months, because", support.sooner_because))
    return Part(heading, (Facts(tuple(facts)),))


def learnt_part(learnt: LearntTold) -> Part:
    """Return what was learnt from one return that broke down."""
    said = tuple(Facts(((who, f"“{words}”"),)) for who, words in learnt.said)
    not_heard = (Words(f"The child’s words are missing: {learnt.not_heard_because}"),)
    facts = (
        ("What was done of the plan", learnt.done),
        ("Which help came", learnt.help_came),
        ("What is learnt", learnt.learnt),
        ("What goes into the next plan", learnt.next_plan),
    )
    by = f", {learnt.by}" if learnt.by else ""
    blocks: tuple[Block, ...] = (Facts(facts), *said, *(not_heard if learnt.not_heard_because else ()))
    return Part(f"Learnt on {in_full(learnt.on)}{by}", blocks)


def _phase(phase: Phase) -> Part:
    plan = phase.planned
    facts = [
        ("From", in_full(plan.begins_on)),
        ("What must hold", plan.must_hold),
        ("Who does what", plan.who),
        ("Signs that it does not hold", plan.signs),
        ("What happens then", plan.contingency),
    ]
    more = (("The carer’s part", plan.carer), ("School", plan.school), ("Health", plan.health))
    facts += [(name, says) for name, says in (*more, ("Money and things", plan.money)) if says]
    return Part(phase.title, (Facts(tuple(facts)), Words(_found(phase), is_marked=phase.judged is not None)))


def _found(phase: Phase) -> str:
    seen = f"Of the sessions {phase.kept.in_words}; seen on visits: {phase.seen}."
    if phase.judged is None:
        return f"Nobody has found yet whether it held. {seen}"
    held = "It held" if phase.judged.is_held else "It did not hold"
    by = f", {phase.judged.by}" if phase.judged.by else ""
    return f"{held} ({in_full(phase.judged.on)}{by}): {phase.judged.words} {seen}"


def _family_time(plans: tuple[PlannedTimeTold, ...]) -> tuple[Block, ...]:
    rows = tuple((one.whom, one.how_often, one.where, one.supervision, one.rests_on) for one in plans)
    columns = ("With whom", "How often", "Where", "Supervised?", "On what it rests")
    none = Words("No family time is planned.")
    return (Grid("Family time", columns, rows, (1.1, 1.2, 1.1, 1.6, 1.4)),) if rows else (none,)


def _visits(told: ReturnPlanTold) -> Part:
    bands = tuple(f"Until day {band.until_day}: at least every {band.every_days} days." for band in told.schedule.bands)
    whose = f"The service’s own schedule ({told.schedule.name}), which is no law:"
    law = told.law or ("The law sets no visits that we know of for a child at home who is not on a care order.",)
    return Part("Visits after coming home", (Words(whose), Points(bands), Words("The law:"), Points(law)))
