"""Whoever writes, proposes and signs in whatever order: no author's approval, and none that survives a change."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.decisions.decision import Decision, Signature, State, authors, standing, why_not_sign
from homeward.practice.decisions.grounds import Changed, Ground, changed, digest, seal
from homeward.practice.decisions.requirements import Requirement, SignsAs, must_be_there, must_sign
from homeward.practice.pathways.steps import Circumstances, Legal

TODAY = date(2026, 11, 20)
PEOPLE = ("ann", "bob", "cat", "dev", "eve")
KINDS = ("assessment", "agreement", "home", "classification", "circumstances", "siblings")
LONG = TODAY - timedelta(days=90)


@dataclass
class World:
    """A record in which rows are only ever added or struck out, as in the database, and one open decision."""

    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    views: list[dict[str, object]] = field(default_factory=list)
    decision: Decision | None = None
    changes: int = 0
    changes_when_sealed: int = 0
    clock: int = 0

    def now(self) -> datetime:
        self.clock += 1
        return datetime(2026, 11, 20, tzinfo=UTC) + timedelta(minutes=self.clock)

    def grounds(self) -> tuple[Ground, ...]:
        of_rows = (self._ground(kind, rows) for kind, rows in self.rows.items() if rows)
        view = (self._ground("reviewer_view", self.views),) if self.views else ()
        return (*of_rows, *view)

    @staticmethod
    def _ground(kind: str, rows: list[dict[str, object]]) -> Ground:
        people = {str(row[name]) for row in rows for name in ("by", "struck_by") if row.get(name)}
        return Ground(kind, "1", digest(rows), kind, None, frozenset(people))

    def write(self, kind: str, by: str) -> None:
        self.rows[kind].append({"id": len(self.rows[kind]), "by": by, "at": self.now(), "struck_by": None})
        self.changes += 1

    def strike(self, kind: str, by: str) -> None:
        """Undo the last change of a kind: what was written last is struck out, and looks again as it did before."""
        standing_rows = [row for row in self.rows[kind] if row["struck_by"] is None]
        if standing_rows:
            standing_rows[-1]["struck_by"] = by
            self.changes += 1

    def propose(self, by: str) -> None:
        rests_on = tuple(one for one in self.grounds() if one.kind != "reviewer_view")
        self.views, self.decision, self.changes_when_sealed = [], Decision(by, rests_on), self.changes

    def sign(self, signs_as: SignsAs, by: str, required: tuple[Requirement, ...], *, is_yes: bool) -> None:
        """Sign where the rule allows it, as the action does."""
        if self.decision and not why_not_sign(self.decision, self.grounds(), required, signs_as, by):
            saw = tuple(one for one in self.grounds() if one.kind == "reviewer_view")
            signature = Signature(signs_as, by, is_yes, self.now(), saw)
            self.decision = replace(self.decision, signatures=(*self.decision.signatures, signature))


MOVES = st.tuples(
    st.sampled_from(["write", "strike", "view", "propose", *["sign"] * 8]),
    st.sampled_from(KINDS),
    st.sampled_from(SignsAs),
    st.sampled_from(PEOPLE),
)
CHANGES = st.tuples(st.sampled_from(["write", "strike"]), st.sampled_from(KINDS), st.sampled_from(PEOPLE))
CHILDREN = st.builds(
    Circumstances,
    age=st.integers(0, 17),
    legal=st.sampled_from(Legal),
    looked_after_since=st.sampled_from([None, TODAY - timedelta(days=9), LONG]),
)


def check(world: World, required: tuple[Requirement, ...], *, had_lapsed: bool) -> bool:
    """Hold the two promises against where the decision stands; return whether it has lapsed."""
    if world.decision is None:
        return False
    found = standing(world.decision, world.grounds(), required)
    if found.state == State.APPROVED:
        assert world.changes == world.changes_when_sealed
        assert not had_lapsed
        yes = [one for one in world.decision.signatures if one.is_yes]
        assert {one.by for one in yes}.isdisjoint(authors(world.decision, world.grounds()))
        assert world.decision.by not in {one.by for one in yes}
        written = {row["by"] for kind in ("assessment", "agreement", "home", "siblings") for row in world.rows[kind]}
        assert written.isdisjoint(one.by for one in yes)
        assert {one.signs_as for one in required} <= {one.signs_as for one in yes}
        assert len({one.by for one in yes}) == len(yes)
    return found.state == State.LAPSED


@settings(deadline=None, max_examples=150)
@given(child=CHILDREN, panel=st.sampled_from(["", "panel"]), moves=st.lists(MOVES, max_size=30))
def test_no_decision_is_approved_by_its_author_nor_survives_a_change_even_one_undone(child, panel, moves):
    world, required, had_lapsed = World(), must_sign(child, TODAY, panel), False
    world.write("assessment", "ann")
    world.propose("ann")
    for kind, what, signs_as, who in moves:
        if kind in ("write", "strike"):
            getattr(world, kind)(what, who)
        elif kind == "view":
            world.views.append({"id": len(world.views), "by": who, "at": world.now()})
        elif kind == "propose":
            world.propose(who)
            had_lapsed = False
        else:
            world.sign(signs_as, who, required, is_yes=True)
        lapsed = check(world, required, had_lapsed=had_lapsed)
        assert lapsed or not had_lapsed, "what lapsed came back"
        had_lapsed = lapsed


@settings(deadline=None, max_examples=100)
@given(child=CHILDREN, panel=st.sampled_from(["", "panel"]), changes=st.lists(CHANGES, min_size=1, max_size=8))
def test_an_approval_ends_with_the_first_change_and_never_comes_back(child, panel, changes):
    world, required = approved_world(child, panel)
    for kind, what, who in changes:
        getattr(world, kind)(what, who)
        found = standing(world.decision, world.grounds(), required).state
        assert found == (State.LAPSED if world.changes > world.changes_when_sealed else State.APPROVED)


def approved_world(child: Circumstances, panel: str) -> tuple[World, tuple[Requirement, ...]]:
    world, required = World(), must_sign(child, TODAY, panel)
    world.write("assessment", "ann")
    world.write("classification", "bob")
    world.propose("ann")
    for one, who in zip(required, ("bob", "cat", "dev", "eve"), strict=False):
        world.sign(one.signs_as, who, required, is_yes=True)
    return world, required


@settings(deadline=None, max_examples=50)
@given(child=CHILDREN, panel=st.sampled_from(["", "panel"]))
def test_those_who_wrote_nothing_can_always_sign_and_then_it_is_approved(child, panel):
    world, required = approved_world(child, panel)
    assert standing(world.decision, world.grounds(), required).state == State.APPROVED


def test_signatures_of_authors_that_were_stored_all_the_same_do_not_count():
    """As if somebody had written them past the action."""
    required = must_sign(Circumstances(9, Legal.OTHER, None), TODAY)
    forged = Signature(SignsAs.TEAM_MANAGER, "ann", True, datetime(2026, 11, 20, tzinfo=UTC))
    assert standing(Decision("ann", (), (forged,)), (), required).state == State.WAITING
    ground = Ground("home", "1", "a", "the home", None, frozenset({"bob"}))
    other = replace(forged, by="bob")
    assert standing(Decision("ann", (ground,), (other,)), (ground,), required).state == State.WAITING


@pytest.mark.parametrize(
    ("child", "roles"),
    [
        (Circumstances(9, Legal.SECTION_20, TODAY - timedelta(days=9)), ["team_manager"]),
        (Circumstances(9, Legal.SECTION_20, LONG), ["team_manager", "nominated_officer"]),
        (Circumstances(16, Legal.SECTION_20, LONG), ["team_manager", "nominated_officer", "director"]),
        (Circumstances(16, Legal.SECTION_20, TODAY - timedelta(days=9)), ["team_manager", "director"]),
        (Circumstances(9, Legal.CARE_ORDER, LONG), ["team_manager", "nominated_officer"]),
        (Circumstances(17, Legal.INTERIM_ORDER, TODAY - timedelta(days=9)), ["team_manager", "nominated_officer"]),
    ],
)
def test_who_must_sign_follows_legal_status_age_and_time_in_care(child, roles):
    assert [one.signs_as for one in must_sign(child, TODAY)] == roles
    assert [one.signs_as for one in must_sign(child, TODAY, "panel")] == [*roles, "panel"]


def test_what_was_not_read_in_the_law_says_so():
    """The sources of practice.md: regulations 39(4) to (6) and the schedule were not read."""
    child = Circumstances(16, Legal.SECTION_20, LONG)
    unread = {one.id for one in (*must_sign(child, TODAY), *must_be_there(child, TODAY)) if not one.is_verified}
    assert {"signed_nominated_officer", "signed_director", "review_held", "reviewer_view"} <= unread
    on_order = Circumstances(9, Legal.CARE_ORDER, LONG)
    found = {one.id: one for one in (*must_sign(on_order, TODAY), *must_be_there(on_order, TODAY))}
    assert found["signed_nominated_officer"].is_verified
    assert not found["considered"].is_verified
    assert {"contact_order", "placement_plan", "discharge_planned"} <= found.keys()


def test_a_seal_does_not_hang_on_order_and_tells_what_changed():
    one, two = Ground("home", "1", "a", "the home"), Ground("assessment", "1", "b", "the assessment")
    assert seal([one, two]) == seal([two, one])
    later = replace(one, digest="c", at=datetime(2026, 11, 2, tzinfo=UTC))
    assert changed([one, two], [two, later]) == (Changed("the home", later.at),)
    assert changed([one, two], [two]) == (Changed("the home", None),)
    assert changed([two], [two, one]) == (Changed("the home", None),)
    assert Changed("the home", later.at).in_words == "the home (2 November 2026)"


def test_a_digest_is_of_values_and_refuses_what_it_cannot_tell():
    assert digest([{"a": 1}, {"b": date(2026, 1, 1)}]) == digest([{"b": date(2026, 1, 1)}, {"a": 1}])
    assert digest([{"a": 1}]) != digest([{"a": 1}, {"a": 1}])
    with pytest.raises(TypeError, match="object"):
        digest([{"a": object()}])
