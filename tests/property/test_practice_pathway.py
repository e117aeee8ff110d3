"""Whatever people decide and whatever happens: there is always a way out, and nothing that happened is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.pathways.local import Change, ChangeKind, changed, ledger
from homeward.practice.pathways.local_file import read_changes
from homeward.practice.pathways.position import Entry, EntryKind, Record, missing_needs, position
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.steps import Circumstances, Legal, Pathway, Step, StepKind

BEGAN = date(2026, 1, 5)
CHILDREN = st.builds(
    Circumstances,
    age=st.integers(0, 17),
    legal=st.sampled_from(Legal),
    looked_after_since=st.sampled_from([None, BEGAN - timedelta(days=9), BEGAN - timedelta(days=900)]),
    harm_recorded=st.booleans(),
    abuse_recorded=st.booleans(),
    siblings=st.integers(0, 2),
)


def every_need(today: date) -> dict:
    """All needs of all steps, met on a day."""
    return {(step.id, need.id): today for step in RETURN_HOME.steps for need in step.needs}


@settings(deadline=None)
@given(child=CHILDREN, data=st.data())
def test_random_walks_have_always_a_way_on_and_facts_are_never_refused(child, data):
    record, today = Record(BEGAN, child), BEGAN
    for _ in range(data.draw(st.integers(1, 25))):
        where = position(record, RETURN_HOME, today)
        facts = [move for move in where.moves if move.kind == EntryKind.HAPPENED]
        assert {move.step for move in facts} == {fact.id for fact in RETURN_HOME.facts}
        assert all(move.is_open for move in facts)
        if where.has_ended:
            break
        ours = [move for move in where.moves if move.kind != EntryKind.HAPPENED]
        assert any(move.is_open for move in ours), where.step.id
        move = data.draw(st.sampled_from([move for move in where.moves if move.is_open]))
        today += timedelta(days=data.draw(st.integers(0, 40)))
        entry = Entry(today, move.kind, move.step, move.answer)
        record = Record(BEGAN, child, (*record.entries, entry), data.draw(st.sampled_from([{}, every_need(today)])))
        assert position(record, RETURN_HOME, today).behind[-1] == where.step.id


@settings(deadline=None)
@given(child=CHILDREN)
def test_no_return_is_approved_with_anything_missing(child):
    way = [("decided", "consider", "yes"), ("done", "plan_assessment", ""), ("done", "chronology", "")]
    way += [("done", "assessment", ""), ("done", "first_classification", ""), ("decided", "decide_work_towards", "yes")]
    way += [("done", "agreement", ""), ("done", "review_of_change", ""), ("done", "second_classification", "")]
    entries = tuple(Entry(BEGAN, EntryKind(kind), step, answer) for kind, step, answer in way)
    where = position(Record(BEGAN, child, entries), RETURN_HOME, BEGAN)
    assert where.step.id == "decide_approve"
    approve = next(move for move in where.moves if move.answer == "approve")
    assert not approve.is_open
    assert all(one.in_words in approve.why_not for one in where.missing)
    assert next(move for move in where.moves if move.answer == "not_safe").is_open


@pytest.mark.parametrize(
    ("child", "asked", "not_asked"),
    [
        (Circumstances(9, Legal.SECTION_20, BEGAN - timedelta(days=90)), "nominated_officer", "placement_with_parents"),
        (Circumstances(16, Legal.SECTION_20, BEGAN - timedelta(days=90)), "director", "placement_with_parents"),
        (Circumstances(15, Legal.SECTION_20, BEGAN - timedelta(days=90)), "nominated_officer", "director"),
        (Circumstances(9, Legal.SECTION_20, BEGAN - timedelta(days=9)), "child_heard", "nominated_officer"),
        (Circumstances(9, Legal.CARE_ORDER, BEGAN - timedelta(days=90)), "placement_with_parents", "nominated_officer"),
        (Circumstances(9, Legal.CARE_ORDER, BEGAN - timedelta(days=90), siblings=1), "siblings_looked_at", "director"),
    ],
)
def test_who_must_approve_follows_the_legal_status(child, asked, not_asked):
    needs = {need.id for need in missing_needs(Record(BEGAN, child), RETURN_HOME.by_id["decide_approve"], BEGAN, BEGAN)}
    assert asked in needs
    assert not_asked not in needs


@pytest.mark.parametrize("step", RETURN_HOME.steps, ids=lambda step: step.id)
def test_every_step_is_reached_and_leads_to_an_end(step):
    starts = {RETURN_HOME.start, *(fact.leads_to for fact in RETURN_HOME.facts)}
    assert step.id in reached_on(RETURN_HOME, starts)
    ends = [
        RETURN_HOME.by_id[one]
        for one in reached_on(RETURN_HOME, {step.id})
        if RETURN_HOME.by_id[one].kind == StepKind.ENDING
    ]
    assert ends


def test_the_short_route_is_for_short_stays_without_recorded_harm():
    long, short = BEGAN - timedelta(days=60), BEGAN - timedelta(days=10)
    for since, harm, is_open in ((short, False, True), (short, True, False), (long, False, False)):
        child = Circumstances(8, Legal.SECTION_20, since, harm_recorded=harm)
        moves = position(Record(BEGAN, child), RETURN_HOME, BEGAN).moves
        assert next(move for move in moves if move.answer == "short").is_open == is_open


def test_no_way_leads_to_a_gate_that_asks_for_a_classification_which_was_nowhere_made_on_it():
    """As once on the short route: it led to an approval that nobody could ever give."""
    made_at = {
        step.id for step in RETURN_HOME.steps if any(one.id == "classified" and not one.lasts for one in step.needs)
    }
    asked_at = {
        step.id for step in RETURN_HOME.steps if any(one.id == "classified" and one.lasts for one in step.needs)
    }
    assert asked_at == {"decide_work_towards", "decide_approve"}
    reached, waiting = set(), [RETURN_HOME.start, *(fact.leads_to for fact in RETURN_HOME.facts)]
    while waiting:
        step = waiting.pop()
        if step not in reached:
            reached.add(step)
            waiting += [] if step in made_at else RETURN_HOME.by_id[step].ways_on()
    assert not reached & asked_at


def test_the_short_route_ends_in_an_approval_that_can_be_given_while_the_stay_is_short():
    way = (Entry(BEGAN, EntryKind.DECIDED, "consider", "short"), Entry(BEGAN, EntryKind.DONE, "short_look"))
    for days, is_open in ((10, True), (60, False)):
        child = Circumstances(8, Legal.SECTION_20, BEGAN - timedelta(days=days))
        moves = position(Record(BEGAN, child, way, every_need(BEGAN)), RETURN_HOME, BEGAN).moves
        assert next(move for move in moves if move.answer == "approve").is_open == is_open
        assert next(move for move in moves if move.answer == "look_closer").is_open


def test_no_word_about_section_20_asks_a_parent_for_permission_or_notice():
    words = [fact.says for fact in RETURN_HOME.facts] + [step.says for step in RETURN_HOME.steps]
    assert not [one for one in words if "permission" in one or "notice" in one]


def test_a_pathway_that_leads_nowhere_is_refused():
    with pytest.raises(ValueError, match="not there"):
        Pathway("x", "X", "a", (Step("a", "A", "says", StepKind.WORK, leads_to="b"),), ())
    with pytest.raises(ValueError, match="lead on"):
        Pathway("x", "X", "a", (Step("a", "A", "says", StepKind.WORK),), ())


WORK = [step.id for step in RETURN_HOME.steps if step.kind == StepKind.WORK]


@settings(deadline=None)
@given(off=st.sets(st.sampled_from(WORK), max_size=5))
def test_whatever_work_a_council_leaves_out_every_step_still_leads_to_an_end(off):
    ours = changed(RETURN_HOME, [change(ChangeKind.OFF, step) for step in sorted(off)], BEGAN)
    assert not off & ours.by_id.keys()
    starts = {ours.start, *(fact.leads_to for fact in ours.facts)}
    assert {step.id for step in ours.steps if step.kind == StepKind.DECISION} <= reached_on(ours, starts)
    for step in ours.steps:
        assert any(ours.by_id[one].kind == StepKind.ENDING for one in reached_on(ours, {step.id}))


def reached_on(pathway: Pathway, starts: set[str]) -> set[str]:
    found, open_ways = set(), list(starts)
    while open_ways:
        step = open_ways.pop()
        if step not in found:
            found.add(step)
            open_ways += pathway.by_id[step].ways_on()
    return found


def change(kind: ChangeKind, step: str, **words) -> Change:
    return Change(kind=kind, step=step, by="Invented practice lead", why="Tried it", since=BEGAN, **words)


def test_the_ledger_says_which_core_steps_are_off_and_nothing_before_its_day():
    changes = read_changes(
        """
        [[changes]]
        kind = "off"
        step = "chronology"
        by = "Invented practice lead"
        why = "We write it with the assessment."
        since = 2026-01-05
        [[changes]]
        kind = "added"
        step = "circle"
        after = "agreement"
        title = "Meet the whole family"
        says = "Everybody who helps meets once."
        by = "Invented practice lead"
        why = "Families asked for it."
        since = 2026-02-01
        """
    )
    assert [line.takes_core_away for line in ledger(RETURN_HOME, changes, BEGAN)] == [True]
    assert "circle" not in changed(RETURN_HOME, changes, BEGAN).by_id
    later = changed(RETURN_HOME, changes, date(2026, 3, 1))
    assert later.by_id["agreement"].leads_to == "circle"
    assert later.by_id["circle"].leads_to == "review_of_change"
    assert later.by_id["plan_assessment"].leads_to == "assessment"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "[[changes]]\nkind = 'off'\nstep = 'consider'\nby = 'A'\nwhy = 'B'\nsince = 2026-01-01",
            "decision or an ending",
        ),
        ("[[changes]]\nkind = 'off'\nstep = 'moon'\nby = 'A'\nwhy = 'B'\nsince = 2026-01-01", "not on the pathway"),
        (
            "[[changes]]\nkind = 'off'\nstep = 'agreement'\nby = ''\nwhy = 'B'\nsince = 2026-01-01",
            "who made it and why",
        ),
        ("[[changes]]\nkind = 'days'\nstep = 'agreement'\nby = 'A'\nwhy = 'B'\nsince = 2026-01-01", "number of days"),
        ("[[changes]]\nkind = 'off'\nstep = 'agreement'\nby = 'A'", "Change 1: it lacks “why”"),
        ("[[changes]\n", "cannot be read"),
    ],
)
def test_a_councils_file_with_a_mistake_is_refused_in_words(text, says):
    with pytest.raises(ValueError, match=says):
        changed(RETURN_HOME, read_changes(text), BEGAN)


def test_what_was_met_the_first_time_is_asked_again_the_second_time():
    child = Circumstances(9, Legal.SECTION_20, BEGAN - timedelta(days=90))
    later = BEGAN + timedelta(days=100)
    review = RETURN_HOME.by_id["review_of_change"]
    record = Record(BEGAN, child, met={("review_of_change", "goals_reviewed"): BEGAN + timedelta(days=50)})
    assert not list(missing_needs(record, review, BEGAN, later))
    assert [need.id for need in missing_needs(record, review, later, later)] == ["goals_reviewed"]
