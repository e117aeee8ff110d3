"""A council's own table for classifying risk is read as it was printed, and every mistake in it is said in words."""

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from homeward.practice.classification import DEFAULT_RULE, PARTS, Level, Row, Rule, propose
from homeward.practice.rule_file import differences, every_finding, print_rule, read_rule, silent


def parts(name: str) -> st.SearchStrategy:
    return st.frozensets(st.sampled_from([one for one in PARTS[name] if one != "not_known"]), min_size=1)


ROWS = st.builds(Row, st.sampled_from(Level), *(parts(name) for name in PARTS))
TITLES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=60)


@settings(deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=6), title=TITLES)
def test_what_is_printed_is_read_again_as_the_same_rule(rows, title):
    try:
        rule = Rule(tuple(rows), title)
    except ValueError:
        assume(False)
    assert read_rule(print_rule(rule)) == rule


@settings(deadline=None)
@given(rows=st.lists(ROWS, min_size=2, max_size=5))
def test_the_file_is_refused_where_and_only_where_the_rule_would_be(rows):
    body = print_rule(Rule((rows[0],), "Invented"))
    text = body + "".join(print_rule(Rule((row,), "x")).split('title = "x"\n')[1] for row in rows[1:])
    clash = any(
        one.level != other.level and any(one.fits(found) and other.fits(found) for found in every_finding())
        for one, other in product(rows, rows)
    )
    if clash:
        with pytest.raises(ValueError, match=r"Row \d \(line \d+\) and Row \d \(line \d+\) give one combination"):
            read_rule(text)
    else:
        assert read_rule(text).rows == tuple(rows)


def test_the_default_is_the_text_to_begin_with():
    again = read_rule(print_rule(DEFAULT_RULE))
    assert again == DEFAULT_RULE
    assert not differences(DEFAULT_RULE, again)
    assert not again.is_confirmed


def test_differences_name_each_combination_whose_level_is_another():
    ours = read_rule(print_rule(DEFAULT_RULE).replace('level = "high"', 'level = "severe"'))
    found = differences(DEFAULT_RULE, ours)
    assert found
    assert {(one.before, one.after) for one in found} == {(Level.HIGH, Level.SEVERE)}
    assert all(propose(one.found, ours).level == Level.SEVERE for one in found)
    assert silent(ours) == silent(DEFAULT_RULE)
    assert len(list(every_finding())) == 4 * 2 * 3 * 3


TEXT = print_rule(DEFAULT_RULE)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("[[rows]]", "[[row]]", "may hold “title”"),
        ("title =", "name =", "may hold “title”"),
        ('title = "Homeward’s default"', 'title = " "', "needs a “title”"),
        ('level = "high"', 'level = "grave"', r'Row 2 \(line 17\): “level” is one of "severe"'),
        ('level = "high"', "level = 3", r"Row 2 \(line 17\): “level”"),
        ('protection = ["none"]\n', "", r"Row 1 \(line 10\): it lacks “protection”"),
        ('["sustained"]', '["sustained", "not_known"]', r"Row 4 .*: “change” may not allow “not_known”"),
        ('["sustained"]', '["lasting"]', r"Row 4 .*: “change” does not know “lasting”"),
        ('["sustained"]', "[]", r"Row 4 .*: “change” is a list"),
        ('["sustained"]', '"sustained"', r"Row 4 .*: “change” is a list"),
        ('["sustained"]', "[[1]]", r"Row 4 .*: “change” does not know"),
        ('level = "low"', 'level = "low"\ncolour = "green"', r"Row 4 .*: nobody knows the key “colour”"),
        ('wish = ["all_want"]', 'wish = ["all_want"', "cannot be read: .*line"),
    ],
)
def test_each_mistake_says_where_it_is_and_what_to_do(before, after, says):
    assert before in TEXT
    with pytest.raises(ValueError, match=says):
        read_rule(TEXT.replace(before, after))


def test_a_file_without_rows_is_refused():
    for text in ('title = "Ours"', 'title = "Ours"\nrows = []', 'title = "Ours"\nrows = [3]'):
        with pytest.raises(ValueError, match="no rows"):
            read_rule(text)
