"""The drawing of how goals moved on: a mark for each review, a bar for what lasts, and a table that says the same."""

from datetime import date
from xml.etree import ElementTree

from homeward.charts.goal_progress import draw_progress, progress_table
from homeward.practice.agreement import Goal, GoalReview, Judged, Progress

SINCE, TODAY = date(2026, 1, 5), date(2026, 5, 4)
NAME = "Mo Price"


def moved(*looks: tuple[date, Judged, date | None], change: str = "You cook each day.") -> Progress:
    goal = Goal("g", "g", "x", change, "Seen.", whose=NAME)
    reviews = tuple(
        GoalReview("g", "g", judged, on, lasting_since=lasts, evidence=() if judged == Judged.CANNOT_TELL else ("e",))
        for on, judged, lasts in looks
    )
    return Progress(goal, reviews)


SOME = (
    moved((date(2026, 2, 2), Judged.NOT_MET, None), (date(2026, 4, 6), Judged.MET, date(2026, 3, 2))),
    moved((date(2026, 2, 2), Judged.PARTLY, None), (date(2026, 4, 6), Judged.CANNOT_TELL, None)),
    moved(),
)


def parts(svg: str, name: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(svg).iter() if one.tag.endswith(name)]


def test_each_review_has_its_mark_and_what_lasts_its_bar():
    drawn = draw_progress(SOME, SINCE, TODAY)
    key_circles, key_bars = 3, 1
    assert len(parts(drawn, "circle")) == 3 + key_circles
    bars = [one for one in parts(drawn, "rect") if one.get("height") == "8"]
    assert len(bars) == 1 + key_bars
    assert "Nobody has looked yet" in drawn


def test_a_bar_ends_with_the_last_review_and_a_later_mark_stands_further_right():
    drawn = draw_progress(SOME[:1], SINCE, TODAY)
    bar = next(one for one in parts(drawn, "rect") if one.get("height") == "8")
    met = parts(drawn, "circle")[0]
    assert abs(float(bar.get("x")) + float(bar.get("width")) - float(met.get("cx"))) < 0.1
    first, second = (
        float(parts(draw_progress([moved((day, Judged.MET, None))], SINCE, TODAY), "circle")[0].get("cx"))
        for day in (date(2026, 2, 1), date(2026, 3, 1))
    )
    assert first < second


def test_the_drawing_and_its_table_name_nobody_and_the_table_has_every_review():
    table = progress_table(SOME)
    assert len(table.rows) == 5
    assert table.rows[1] == ("1. You cook each day.", "6 April 2026", "Met", "2 March 2026")
    assert table.rows[-1][2] == "Nobody has looked"
    assert NAME not in draw_progress(SOME, SINCE, TODAY) + str(table)


def test_a_goal_of_any_words_and_a_review_of_any_day_is_drawn():
    wild = moved((date(2020, 1, 1), Judged.MET, None), (TODAY, Judged.MET, date(2019, 1, 1)), change="<&> " * 200)
    ElementTree.fromstring(draw_progress([wild], TODAY, TODAY))
    ElementTree.fromstring(draw_progress([], TODAY, TODAY))
