"""The stepper, the policy and the look at sisters and brothers are made from the table, whatever is changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.pathways.local import Change, ChangeKind, changed, ledger
from homeward.practice.pathways.policy import honest_about, steps_told
from homeward.practice.pathways.position import Entry, EntryKind, stands_at
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.siblings import FACTS, STEPS, asks_since
from homeward.practice.pathways.stepper import stepper
from homeward.practice.pathways.steps import StepKind
from homeward.practice.pathways.versions import always

BEGAN = date(2026, 1, 5)
WORK = [step.id for step in RETURN_HOME.steps if step.kind == StepKind.WORK]
TITLES_OF_THE_LINE = (
    "Consider a return home", "Plan the assessment", "Write the chronology", "Assess", "Classify the risk, first time",
    "Decide: work towards a return?", "Agree what changes, and who helps", "Review what has changed",
    "Classify the risk, second time", "Decide: go home?", "Prepare, and move by phases", "Home: the first weeks",
    "Classify the risk, third time", "Support and monitor", "It has held",
)  # fmt: skip


def change(kind: ChangeKind, step: str, **words: object) -> Change:
    return Change(kind=kind, step=step, by="Invented lead", why="Tried it", since=BEGAN, **words)


def test_the_line_is_the_way_on_which_all_goes_as_hoped():
    laid = stepper(RETURN_HOME, "assessment", ("consider", "plan_assessment", "chronology"))
    assert tuple(rung.step.title for rung in laid.line) == TITLES_OF_THE_LINE
    assert [rung.step.id for rung in laid.line if rung.is_behind] == ["consider", "plan_assessment", "chronology"]
    assert [rung.step.id for rung in laid.line if rung.is_here] == ["assessment"]
    assert [rung.step.id for rung in laid.line if rung.is_gate] == ["decide_work_towards", "decide_approve", "support"]
    assert not laid.is_off


def test_a_child_beside_the_line_is_said_to_be_there_and_every_other_answer_is_told():
    laid = stepper(RETURN_HOME, "not_now", ("consider",))
    assert laid.is_off
    consider = laid.line[0]
    assert [title for _, title in consider.others] == [
        "Look at safety and wishes (short route)", "Not now", "Not safe: permanence elsewhere",
    ]  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(off=st.sets(st.sampled_from(WORK), max_size=8), here=st.sampled_from([*RETURN_HOME.by_id, ""]))
def test_whatever_is_left_out_each_step_stands_once_and_the_policy_tells_every_way(off, here):
    ours = changed(RETURN_HOME, [change(ChangeKind.OFF, step) for step in sorted(off)], BEGAN)
    laid = stepper(ours, here, ())
    ids = [rung.step.id for rung in (*laid.line, *laid.beside)]
    assert sorted(ids) == sorted(ours.by_id)
    assert sum(rung.is_here for rung in (*laid.line, *laid.beside)) == (here in ours.by_id)
    for told in steps_told(ours):
        ways = [ours.steps[way.number - 1].id for way in told.ways]
        assert ways == list(ours.by_id[told.id].ways_on())


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ((), "as Homeward gives it"),
        (("short_look",), "kept every core step"),
        (("chronology", "short_look"), "left out one core step of"),
        (("chronology", "agreement"), "left out 2 core steps of"),
    ],
)
def test_the_policy_is_honest_about_core_steps(steps, says):
    assert says in honest_about(ledger(RETURN_HOME, [change(ChangeKind.OFF, step) for step in steps], BEGAN))


def asked(*entries: Entry) -> date | None:
    today = BEGAN + timedelta(days=90)
    return asks_since(stands_at(BEGAN, entries, always(RETURN_HOME), today), entries, today)


@pytest.mark.parametrize("fact", RETURN_HOME.facts, ids=lambda fact: fact.id)
def test_a_fact_asks_to_look_at_the_others_when_and_only_when_the_child_is_at_home(fact):
    on = BEGAN + timedelta(days=9)
    is_home = fact.leads_to in ("safety_today", "assess_at_home", "home")
    assert (fact.id in FACTS) == is_home
    assert asked(Entry(on, EntryKind.HAPPENED, fact.id)) == (on if is_home else None)


def test_the_approval_and_the_home_are_steps_of_the_table_and_the_last_day_counts():
    assert set(RETURN_HOME.by_id) >= STEPS
    first, second = BEGAN + timedelta(days=3), BEGAN + timedelta(days=5)
    short = (Entry(first, EntryKind.DECIDED, "consider", "short"), Entry(second, EntryKind.DONE, "short_look"))
    assert asked(short[0]) is None
    assert asked(*short) == second
    assert asked(*short, Entry(second, EntryKind.STOPPED, "decide_approve")) is None
