"""Home and after, whatever is written down: nobody is well by silence, no visit comes after the law's last day."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.law.clock import add_months
from homeward.law.nation import Nation
from homeward.law.shelf import duty
from homeward.practice.after.coming_home import CameHome, came_home, with_care_history
from homeward.practice.after.family_time import Session, TookPlace
from homeward.practice.after.monitoring import DEFAULT_SCHEDULE, Band, Floor, Schedule, visit_due
from homeward.practice.after.outcomes import AfterContact, How, KnownBy, Outcome, outcome_at, window_of
from homeward.practice.after.phase_kinds import PhaseKind
from homeward.practice.after.phases import JudgedPhase, Planned, move_of
from homeward.practice.after.schedule_file import print_schedule, read_schedule
from homeward.practice.after.support import Support, has_lasted, why_not_until
from homeward.practice.pathways.position import Entry, EntryKind

HOME_ON = date(2026, 1, 31)
DAYS = st.integers(-30, 460).map(lambda days: HOME_ON + timedelta(days=days))
QUICK = settings(max_examples=120, deadline=None)


@st.composite
def contacts(draw):
    known_by = draw(st.sampled_from(KnownBy))
    how = How.NOT_KNOWN if known_by == KnownBy.NOBODY else draw(st.sampled_from(How))
    return AfterContact(draw(DAYS), known_by, how)


@st.composite
def homes(draw):
    ended_on = draw(st.none() | DAYS.filter(lambda day: day > HOME_ON))
    by = draw(st.sampled_from(["came_back", "broke_down", "back", "moved_elsewhere", "died"])) if ended_on else ""
    return CameHome(HOME_ON, draw(st.booleans()), ended_on, by)


@st.composite
def schedules(draw):
    ends = sorted(draw(st.sets(st.integers(1, 400), min_size=1, max_size=4)))
    gaps = sorted(draw(st.lists(st.integers(1, 120), min_size=len(ends), max_size=len(ends))))
    return Schedule(tuple(map(Band, ends, gaps)), "the council’s own")


def floor(kind: str) -> Floor:
    names = {
        "order": ("visit_first", "visit_at_home_later", None),
        "interim": ("visit_interim_order_first", "visit_interim_order_later", "visit_interim_order_until_review"),
    }
    first, later, until = (duty(name, Nation.ENGLAND) if name else None for name in names[kind])
    return Floor(first, later, until)


@QUICK
@given(homes(), st.lists(contacts(), max_size=8), st.sampled_from([6, 12]))
def test_no_outcome_is_well_without_somebody_who_knew_it_near_the_day(home, told, months):
    found = outcome_at(months, home, told)
    first, last = window_of(found.on)
    if found.outcome in (Outcome.HOME_AND_WELL, Outcome.HOME_WITH_WORRIES):
        assert found.contact in told
        assert found.contact.known_by != KnownBy.NOBODY
        assert first <= found.contact.on <= last
        assert not (home.ended_on and home.ended_on <= found.on)
        assert not any(one.how == How.MALTREATED and HOME_ON <= one.on <= last for one in told)
    if not any(one.is_evidence for one in told) and home.ended_on is None:
        assert found.outcome == Outcome.NOT_KNOWN


@QUICK
@given(homes(), st.lists(contacts(), max_size=6), st.sampled_from([6, 12]))
def test_back_in_care_is_told_only_of_what_ended_by_then_and_hides_no_harm(home, told, months):
    found = outcome_at(months, home, told)
    is_back = home.ended_by in ("came_back", "broke_down", "back") and home.ended_on <= found.on
    assert (found.outcome == Outcome.BACK_IN_CARE) == is_back
    if any(one.how == How.MALTREATED and HOME_ON <= one.on <= found.on for one in told):
        assert found.was_maltreated


def test_a_contact_cannot_know_how_a_child_is_where_nobody_could_tell():
    with pytest.raises(ValueError, match="not known"):
        AfterContact(HOME_ON, KnownBy.NOBODY, How.WELL)


@QUICK
@given(
    st.lists(DAYS, max_size=12), schedules(), st.sampled_from(["order", "interim"]), st.none() | DAYS, st.none() | DAYS
)
def test_a_visit_is_never_due_after_the_last_day_of_the_law(seen, schedule, kind, until, reviewed):
    law = floor(kind)
    due = visit_due(HOME_ON, seen, schedule, law, until, reviewed)
    last = max([day for day in seen if day >= HOME_ON], default=HOME_ON)
    assert due.due_on <= due.statutory.due_on
    assert due.due_on <= last + timedelta(weeks=6)
    if kind == "interim" and reviewed is None:
        assert due.due_on <= last + timedelta(weeks=1)
    if due.local_on and until and last < until:
        assert due.local_on <= until


def test_without_an_order_only_the_local_schedule_asks_and_says_that_it_is_no_law():
    due = visit_due(HOME_ON, [HOME_ON + timedelta(days=3)], DEFAULT_SCHEDULE, None)
    assert due.due_on == HOME_ON + timedelta(days=10)
    assert "not a law" in due.because
    assert visit_due(HOME_ON, [HOME_ON + timedelta(days=400)], DEFAULT_SCHEDULE, None).due_on is None


@QUICK
@given(schedules())
def test_a_schedule_is_read_as_it_was_written(schedule):
    assert read_schedule(print_schedule(schedule)) == schedule


ONCE = "[[visits]]\nuntil_day = 9\nevery_days = "


@pytest.mark.parametrize(
    "text",
    [
        "",
        "visits = 3",
        "a = [",
        "[[visits]]\nuntil_day = 3",
        f"{ONCE}true",
        f"{ONCE}0",
        f"{ONCE}9\n{ONCE}9",
        f"{ONCE}9\n[[visits]]\nuntil_day = 20\nevery_days = 3",
    ],
)
def test_a_text_that_is_no_schedule_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        read_schedule(text)


@QUICK
@given(st.integers(-10, 500), st.text(max_size=3))
def test_help_ends_before_six_months_only_with_a_reason(days, because):
    until = HOME_ON + timedelta(days=days)
    is_soon = until < add_months(HOME_ON, 6)
    assert bool(why_not_until(HOME_ON, until, because)) == (days <= 0 or (is_soon and not because.strip()))


@QUICK
@given(st.integers(1, 400), st.integers(0, 500), st.booleans())
def test_help_has_not_lasted_before_its_day(until, today, has_reason):
    told = Support(
        "Plan", "Jo", HOME_ON + timedelta(days=until), "Because" if has_reason else "", "Help", "School", HOME_ON
    )
    day = HOME_ON + timedelta(days=today)
    if has_lasted(HOME_ON, told, day):
        assert day >= add_months(HOME_ON, 6) or (has_reason and day >= told.until_on)
    assert not has_lasted(HOME_ON, None, day)


def planned(kind, begins):
    return Planned(kind, HOME_ON + timedelta(days=begins), "x", "x", "x", "x", at=datetime(2026, 1, 1, begins))  # noqa: DTZ001


@st.composite
def moves(draw):
    kinds = [kind for kind in PhaseKind if draw(st.booleans())]
    plans = [planned(kind, at * 3) for at, kind in enumerate(kinds)]
    days = st.integers(0, 30).map(lambda at: HOME_ON + timedelta(days=at))
    judged = draw(
        st.lists(st.builds(JudgedPhase, st.sampled_from(PhaseKind), st.booleans(), st.just("x"), days), max_size=8)
    )
    sessions = draw(
        st.lists(
            st.builds(Session, days, st.sampled_from(PhaseKind), st.just("her"), st.sampled_from(TookPlace)), max_size=8
        )
    )
    return plans, judged, sessions, draw(st.lists(days, max_size=4))


@QUICK
@given(moves())
def test_a_move_held_only_where_each_phase_before_home_did_by_its_last_finding(told):
    plans, judged, sessions, visits = told
    today = HOME_ON + timedelta(days=40)
    move = move_of(plans, judged, sessions, visits, today)
    last = {}
    for plan in plans:
        mine = [one for one in judged if one.phase == plan.phase and one.on >= plan.begins_on]
        last[plan.phase] = bool(mine) and max(mine, key=lambda one: one.on).is_held
    before = [plan.phase for plan in plans if plan.phase != PhaseKind.HOME]
    if move.has_held:
        assert before
    same_day = len({(one.phase, one.on) for one in judged}) < len(judged)
    if not same_day:
        assert move.has_held == (bool(before) and all(last[kind] for kind in before))
    for phase in move.phases:
        if not move.why_not_judged(phase.kind, is_held=True, today=today):
            assert phase.seen or any(session.is_held for session in phase.sessions)


def test_a_finding_of_a_phase_that_was_planned_anew_since_counts_no_more():
    plan = planned(PhaseKind.DAY, 3)
    early = JudgedPhase(PhaseKind.DAY, True, "x", HOME_ON + timedelta(days=9), at=datetime(2025, 12, 31))  # noqa: DTZ001
    assert not move_of([plan], [early], [], [], HOME_ON + timedelta(days=40)).has_held


FACTS = st.sampled_from(["went_home", "removed", "walked", "ordered", "came_back", "grew_up"])


@QUICK
@given(st.lists(st.tuples(st.integers(0, 60), FACTS), max_size=8))
def test_a_child_is_home_after_the_last_thing_that_brought_it_there(happened):
    entries = [Entry(HOME_ON + timedelta(days=day), EntryKind.HAPPENED, fact) for day, fact in sorted(happened)]
    found = came_home(entries, HOME_ON + timedelta(days=90))
    moves = [one.step for one in entries if one.step != "grew_up"]
    brought = [step for step in moves if step != "came_back"]
    assert (found is not None) == bool(brought)
    if found:
        assert (found.ended_on is None) == (moves[-1] != "came_back")


@QUICK
@given(homes(), st.lists(DAYS, max_size=5))
def test_care_away_from_home_ends_a_return_and_nothing_makes_it_last_longer(home, began):
    found = with_care_history(home, began)
    assert found.on == home.on
    later = [day for day in (*began, *([home.ended_on] if home.ended_on else [])) if day > home.on]
    assert found.ended_on == min(later, default=None)
