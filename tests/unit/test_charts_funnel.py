"""The funnel's picture and tables: ours told by shape and by name, nobody in the order of their shares."""

import re

from homeward.charts.beside_tables import every_authority_table, funnel_table, mix_table
from homeward.charts.funnel import funnel_chart
from homeward.charts.funnel_drawing import draw_funnel
from homeward.measures.beside_others import beside_others
from homeward.measures.result import Beside, Result, ResultRow
from homeward.measures.shares import share_row
from tests.read_drawing import assert_readable, words_in

WORDS = {"title": "t", "unit": "u", "direction": "read together", "why": "w", "definition": "d", "owner": "o"}
CIRCLE, DIAMOND, TRIANGLE = "<circle", "l8 9l-8 9l-8 -9z", "l6 10h-12z"


def beside(code, row, **asked):
    result = Result(id="returns_home", kind="share", rows=(), beside=(Beside("as_dfe", "", (row,)),), **WORDS)
    return beside_others([result], code, year=2025, **asked)


def test_each_kind_of_authority_has_its_shape():
    found = beside("301", share_row({"year": "2025"}, 80, 200))
    svg = draw_funnel(funnel_chart(found))
    assert_readable(svg)
    told = [each for each in found.authorities if each.share is not None and not each.is_ours]
    chosen = sum(each.is_chosen for each in told)
    # One more of each in the key; ours twice, as counted here and as published.
    shapes = [svg.count(shape) for shape in (CIRCLE, TRIANGLE, DIAMOND)]
    assert shapes == [len(told) - chosen + 1, chosen + 1, 4]
    assert {"Ours 40%", "Published 10%", "Ours, counted here", "Ours, as published"} <= set(words_in(svg))


def test_ours_stands_there_once_where_both_are_the_same():
    svg = draw_funnel(funnel_chart(beside("301", share_row({"year": "2025"}, 22, 212))))
    assert svg.count(DIAMOND) == 2
    assert "Ours 10%" in words_in(svg)
    assert not any(words.startswith("Published") for words in words_in(svg))


def test_ours_that_is_hidden_is_not_drawn_and_the_table_says_why():
    hidden = ResultRow({"year": "2025"}, None, None, None, suppressed=True)
    chart = funnel_chart(beside("370", hidden))
    svg = draw_funnel(chart)
    assert_readable(svg)
    assert DIAMOND not in svg
    assert not any(words.startswith("Ours") for words in words_in(svg))
    rows = {row[0]: row[1:] for row in funnel_table(chart).rows}
    assert rows["Ours, counted here"] == ("–", "–", "–", "Hidden: small numbers")
    assert rows["Ours, as published"] == ("–", "207", "–", "Hidden so that nobody can be recognised")


def test_the_limits_and_england_are_named_at_their_lines():
    words = words_in(draw_funnel(funnel_chart(beside_others([], "301", year=2025))))
    assert words.count("99.8% limit") == words.count("95% limit") == 2
    assert words.count("England") == 1


def test_the_words_for_those_who_cannot_see_say_what_the_picture_says():
    chart = funnel_chart(beside_others([], "301", year=2025))
    assert chart.description.startswith("Funnel plot of 73 authorities. Ours 10%; England 19%. Ours, as published,")


def test_tables_are_no_league_tables():
    found = beside_others([], "301", year=2025)
    rows = every_authority_table(found).rows
    assert len(rows) == 153
    names = [row[0] for row in rows]
    assert names == sorted(names)
    assert "Barking and Dagenham (ours)" in names
    listed = [row[0] for row in funnel_table(funnel_chart(found)).rows]
    assert listed == ["Ours, as published", "England", *(each.name for each in found.chosen)]


def test_a_table_says_where_each_stands_and_praises_nobody():
    found = beside_others([], "301", year=2025, chosen=["302", "304", "330"])
    rows = {row[0]: row for row in funnel_table(funnel_chart(found)).rows}
    assert rows["England"][1:] == ("6,610", "34,450", "19.2%", "–")
    assert rows["Barnet"][1:] == ("25", "150", "16.7%", "Within chance")
    assert rows["Brent"][-1] == "Above the 95% limit"
    assert rows["Ours, as published"][-1] == "Below by more than chance, within the limits"
    said = " ".join(cell for row in every_authority_table(found).rows for cell in row) + found.verdict
    assert not re.search(r"\b(best|worst|better|worse|good|poor|rank|top|bottom)\b", said, re.IGNORECASE)


def test_who_the_children_are_says_what_is_not_published():
    rows = {row[0]: row[1:] for row in mix_table(beside_others([], "301", year=2025)).rows}
    assert rows["Looked after on 31 March: by agreement (section 20)"] == ("–", "not published", "19.0%", "–")
    assert rows["Left care in the year: another authority took over"][1] == "too many hidden"
    assert rows["Looked after on 31 March, for every 10,000 children under 18"][0] == "65"
