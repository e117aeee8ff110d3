"""Whatever a council changes in the middle of a child's way, what was written is read, and there is a way on."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.pathways.local import Change, ChangeKind
from homeward.practice.pathways.local_file import SAMPLE, check_changes, read_changes
from homeward.practice.pathways.position import Entry, EntryKind, Record, position, stands_at
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.steps import Circumstances, Legal, StepKind
from homeward.practice.pathways.versions import LocalFile, always, versions_of

BEGAN = date(2026, 1, 5)
CHILD = Circumstances(9, Legal.SECTION_20, BEGAN - timedelta(days=90))
WORK = [step.id for step in RETURN_HOME.steps if step.kind == StepKind.WORK]
MET = {(step.id, need.id): date(2026, 12, 1) for step in RETURN_HOME.steps for need in step.needs}
DAYS = st.integers(-10, 200).map(lambda days: BEGAN + timedelta(days=days))


def day(number: int) -> date:
    return BEGAN + timedelta(days=number)


def told(kind: ChangeKind, step: str, since: date = BEGAN, **words) -> Change:
    return Change(kind=kind, step=step, by="Invented practice lead", why="Tried it", since=since, **words)


def off(step: str, since: date = BEGAN) -> Change:
    return told(ChangeKind.OFF, step, since)


@st.composite
def files(draw) -> LocalFile:
    """A council's file: steps added and left out from days of their own, as far as they can be."""
    changes: tuple[Change, ...] = ()
    for number in range(draw(st.integers(0, 5))):
        step, since = draw(st.sampled_from(WORK)), draw(DAYS)
        added = {"title": "Meet", "says": "All meet.", "after": step}
        new = draw(
            st.sampled_from(
                [
                    off(step, since),
                    told(ChangeKind.ADDED, f"added_{number}", since, **added),
                    told(ChangeKind.DAYS, step, since, within_days=3),
                ]
            )
        )
        try:
            check_changes(RETURN_HOME, (*changes, new))
        except ValueError:
            continue
        changes = (*changes, new)
    begins_on = draw(DAYS)
    ends_on = draw(st.none() | st.integers(0, 60).map(lambda days: begins_on + timedelta(days=days)))
    return LocalFile(changes, begins_on, ends_on)


@settings(deadline=None, max_examples=120)
@given(held=st.lists(files(), max_size=3), data=st.data())
def test_every_way_written_under_changing_pathways_is_read_and_leads_on(held, data):
    versions = versions_of(RETURN_HOME, sorted(held, key=lambda file: file.begins_on))
    entries: tuple[Entry, ...] = ()
    today = last_on = BEGAN
    for _ in range(data.draw(st.integers(1, 20))):
        where = position(Record(BEGAN, CHILD, entries, MET), versions, today)
        assert where.step.id in versions.on(today).by_id
        if where.has_ended:
            break
        assert any(move.is_open for move in where.moves if move.kind != EntryKind.HAPPENED)
        move = data.draw(st.sampled_from([move for move in where.moves if move.is_open]))
        # As the page allows: of today, or of any day since the last thing written.
        on = last_on + timedelta(days=data.draw(st.integers(0, (today - last_on).days)))
        entries, last_on = (*entries, Entry(on, move.kind, move.step, move.answer)), on
        today += timedelta(days=data.draw(st.integers(0, 40)))
    # Also by a pathway that knows nothing of the council's changes: the files were taken back long ago.
    position(Record(BEGAN, CHILD, entries, MET), RETURN_HOME, today)


@settings(deadline=None, max_examples=80)
@given(
    entries=st.lists(
        st.builds(
            Entry,
            on=DAYS,
            kind=st.sampled_from(EntryKind),
            step=st.sampled_from([*RETURN_HOME.by_id, "removed", "moon", ""]),
            answer=st.sampled_from(["", "yes", "approve", "moon"]),
        ),
        max_size=8,
    ),
    file=files(),
)
def test_no_entry_however_odd_makes_the_reading_fail(entries, file):
    versions = versions_of(RETURN_HOME, [file])
    ordered = tuple(sorted(entries, key=lambda entry: entry.on))
    assert stands_at(BEGAN, ordered, versions, day(300)).step in versions.on(day(300)).steps


def at_chronology() -> tuple[Entry, ...]:
    return (
        Entry(day(1), EntryKind.DECIDED, "consider", "yes"),
        Entry(day(2), EntryKind.DONE, "plan_assessment"),
    )


def test_a_child_at_a_step_that_is_left_out_stands_where_it_led_from_that_day():
    versions = versions_of(RETURN_HOME, [LocalFile((off("chronology"),), day(30))])
    before = stands_at(BEGAN, at_chronology(), versions, day(29))
    assert (before.step.id, before.was_led) == ("chronology", False)
    since = stands_at(BEGAN, at_chronology(), versions, day(40))
    assert (since.step.id, since.since, since.was_led) == ("assessment", day(30), True)
    assert since.behind == ("consider", "plan_assessment")


def test_what_was_left_out_and_taken_back_is_where_the_child_stands_again():
    versions = versions_of(RETURN_HOME, [LocalFile((off("chronology"),), day(30), day(50))])
    assert stands_at(BEGAN, at_chronology(), versions, day(60)).step.id == "chronology"


def test_an_old_entry_is_read_by_the_pathway_of_its_day():
    added = told(ChangeKind.ADDED, "circle", title="Meet", says="All meet.", after="plan_assessment")
    versions = versions_of(RETURN_HOME, [LocalFile((added,), day(0), day(20))])
    assert stands_at(BEGAN, at_chronology(), versions, day(10)).step.id == "circle"
    done = (*at_chronology(), Entry(day(5), EntryKind.DONE, "circle"), Entry(day(30), EntryKind.DONE, "chronology"))
    assert stands_at(BEGAN, done, versions, day(40)).step.id == "assessment"
    assert stands_at(BEGAN, done, always(RETURN_HOME), day(40)).step.id == "assessment"


def test_a_rename_of_what_is_added_later_is_refused_on_the_day_on_which_it_would_fail():
    added = told(ChangeKind.ADDED, "circle", day(30), title="Meet", says="All meet.", after="agreement")
    renamed = told(ChangeKind.RENAMED, "circle", day(10), title="Circle")
    with pytest.raises(ValueError, match="not on the pathway"):
        check_changes(RETURN_HOME, (added, renamed))


def test_the_sample_changes_nothing_until_its_examples_are_uncommented():
    assert read_changes(SAMPLE) == ()
    changes = read_changes(re.sub(r"^# (?=\[\[|\w+ = )", "", SAMPLE, flags=re.MULTILINE))
    check_changes(RETURN_HOME, changes)
    assert {change.kind for change in changes} == set(ChangeKind)


FINE = "[[changes]]\nkind = 'off'\nstep = 'chronology'\nby = 'A'\nwhy = 'B'\nsince = 2026-01-01\n"


def fine_but(before: str, after: str) -> str:
    """A change without a mistake, but for one word."""
    assert before in FINE
    return FINE.replace(before, after)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (fine_but("[[changes]]", ""), r"may hold \[\[changes\]\] only"),
        (fine_but("changes", "change"), "may hold"),
        ("changes = 3", "begins with"),
        ("changes = [3]", "begins with"),
        (f"{FINE}{FINE}colour = 'red'", "Change 2: nobody knows the key “colour”"),
        (fine_but("2026-01-01", "2026-01-01T10:00:00"), "“since” is a day"),
        (fine_but("2026-01-01", "7"), "“since” is a day"),
        (fine_but("2026-01-01", "soon"), "line 6"),
        (fine_but("'chronology'", "'Our chronology'"), "“step” is the id"),
        (fine_but("'off'", "'gone'"), "“kind” is one of"),
        (fine_but("'off'", "['off']"), "“kind” is one of"),
        (f"{FINE}within_days = true", "whole number of days"),
        (f"{FINE}within_days = 0", "whole number of days"),
        (fine_but("'B'", "3"), "“why” is words"),
        (fine_but("'A'", "' '"), "Change 1: .* who made it and why"),
    ],
)
def test_each_mistake_says_where_it_is(text, says):
    with pytest.raises(ValueError, match=says):
        read_changes(text)
