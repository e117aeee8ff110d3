"""The picture of a pathway is readable, and it and its table tell every way there is."""

from datetime import date

from homeward.charts.pathway_flow import draw_flow, draw_flow_in_parts, flow_table
from homeward.practice.pathways.local import Change, ChangeKind, changed
from homeward.practice.pathways.return_home import RETURN_HOME
from tests.read_drawing import assert_readable

LONG = "Meet everybody who helps the family, and everybody whom the child would like to be there, in one room"


def test_the_return_home_pathway_can_be_read():
    drawn = draw_flow(RETURN_HOME)
    assert_readable(drawn)
    assert all(f">{number}<" in drawn for number in range(1, len(RETURN_HOME.steps) + 1))


def test_a_councils_own_pathway_redraws_itself():
    said = {"by": "Invented lead", "why": "tried", "since": date(2026, 1, 1)}
    added = Change(kind=ChangeKind.ADDED, step="circle", after="agreement", title=LONG, says="All meet.", **said)
    off = Change(kind=ChangeKind.OFF, step="chronology", **said)
    ours = changed(RETURN_HOME, [added, off], date(2026, 2, 1))
    assert_readable(draw_flow(ours))
    assert "Meet everybody" in draw_flow(ours)
    assert "Write the chronology" not in draw_flow(ours)


def test_the_table_names_every_way():
    table = flow_table(RETURN_HOME)
    assert [row[1] for row in table.rows] == [step.title for step in RETURN_HOME.steps]
    approve = next(row for row in table.rows if row[1] == "Decide: go home?")
    assert approve[5].count(";") == 3


def test_in_parts_for_paper_each_is_no_higher_than_the_page_and_all_tell_every_step():
    parts = draw_flow_in_parts(RETURN_HOME, 900)
    assert len(parts) > 1
    for part in parts:
        assert_readable(part)
        assert float(part.split('viewBox="0 0 440 ')[1].split('"')[0]) <= 900
    drawn, whole = "".join(parts), draw_flow(RETURN_HOME)
    for number in range(1, len(RETURN_HOME.steps) + 1):
        assert drawn.count(f">{number}<") == whole.count(f">{number}<")
    assert drawn.count("At any time") == 1
