"""The reader of drawings finds what it is there to find: each fault is planted in a drawing that is otherwise sound."""

import pytest

from homeward.charts import svg
from tests.read_drawing import assert_readable

LINE = svg.element("path", d="M0 50H440", stroke=svg.INK, stroke_width=2)
SOUND = [LINE, svg.Text(10, 20, "Share of returns home").drawn(), svg.Text(430, 90, "2021", "end").drawn()]


def picture(*more):
    return svg.drawing("a-chart", "Title", "Words", 100, [*SOUND, *more])


def test_a_sound_drawing_passes():
    assert_readable(picture())
    assert_readable(picture(*svg.backed(svg.Text(50, 54, "over the line")), *svg.hatched(0, 60, 200, 95)))


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (svg.Text(100, 24, "on other words").drawn(), "words on words: 'Share of returns home', 'on other words'"),
        (svg.Text(10, 20, "Share of returns home").drawn(), "words on words"),
        (svg.Text(400, 75, "far too long").drawn(), "outside the picture: far too long"),
        (svg.Text(10, 5, "too high").drawn(), "outside the picture: too high"),
        (svg.Text(50, 54, "over the line").drawn(), "a line runs through 'over the line'"),
        (svg.Text(50, 75, "faint", colour=svg.GRID).drawn(), "too faint: 'faint'"),
        (svg.element("text", "small", x=9, y=70, font_size=11), "too small: 'small'"),
        (svg.element("rect", x=0, y=5, width=50, height=20, fill=svg.WHITE), "painted over: 'Share of returns home'"),
        (svg.element("path", d="M10 60l0 90", stroke=svg.INK), "outside the picture: path"),
        (svg.element("circle", cx=439, cy=60, r=5, fill=svg.INK), "outside the picture: circle"),
        (svg.element("rect", x=0, y=60, width=5, height=5, fill=svg.INK, style="fill:red"), "rect has style"),
        (svg.element("rect", x=0, y=60, width=5, height=5, fill=svg.INK, onclick="x()"), "rect has onclick"),
        (svg.element("ellipse", cx=9, cy=60, rx=5, ry=5), "cannot measure: ellipse"),
        (svg.element("g", LINE, transform="rotate(90)"), "only whole groups are moved"),
        (
            "".join(
                svg.element("circle", cx=x, cy=75, r=5, fill=fill) for x, fill in ((9, "#1f4e5f"), (29, "#5f3a1f"))
            ),
            "only colour tells #1f4e5f from #5f3a1f",
        ),
    ],
)
def test_a_planted_fault_is_found(fault, told):
    with pytest.raises(AssertionError) as found:
        assert_readable(picture(fault))
    assert told in str(found.value)


def test_a_moved_group_is_measured_where_it_lands():
    words = svg.Text(0, 20, "Share of returns home").drawn()
    assert_readable(picture(svg.element("g", words, transform="translate(10 60)")))
    with pytest.raises(AssertionError, match="words on words"):
        assert_readable(picture(svg.element("g", words, transform="translate(10 5)")))
