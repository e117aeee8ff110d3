"""True for us? Figures from elsewhere beside ours: what is compared, what is not, and what the words rest on."""

from dataclasses import replace

import pytest

from homeward.evidence.comparable import Agreement
from homeward.evidence.published import england, for_authority
from homeward.evidence.shelf import research_findings
from homeward.measures.beside_published import compare_with_england, compare_with_own
from homeward.measures.beside_research import compare
from homeward.measures.comparison import Published, Verdict, judge
from homeward.measures.result import Beside, Result, ResultRow
from homeward.measures.shares import count_row, share_row

WORDS = {"title": "t", "unit": "u", "direction": "read together", "why": "w", "definition": "d", "owner": "o"}


def share(identity, *rows, beside=()):
    return Result(id=identity, kind="share", rows=tuple(rows), beside=beside, **WORDS)


@pytest.mark.parametrize(
    ("back", "out_of", "value", "study", "verdict"),
    [
        # 20 of 100 has Wilson's interval 13.3 % to 28.9 %.
        (20, 100, 0.20, None, Verdict.DOES_NOT_DIFFER),
        (20, 100, 0.28, None, Verdict.DOES_NOT_DIFFER),
        (20, 100, 0.30, None, Verdict.DIFFERS),
        (20, 100, 0.13, None, Verdict.DIFFERS),
        # A study of 50 is no surer than ours.
        (20, 100, 0.30, 50, Verdict.CANNOT_BE_TOLD),
        (20, 100, 0.30, 100_000, Verdict.DIFFERS),
        (2, 10, 0.20, None, Verdict.CANNOT_BE_TOLD),
        (0, 10, 0.50, None, Verdict.DIFFERS),
        (0, 0, 0.20, None, Verdict.CANNOT_BE_TOLD),
    ],
)
def test_the_words_follow_the_interval(back, out_of, value, study, verdict):
    found, why = judge(share_row({}, back, out_of), Published(lowest=value, highest=value, out_of=study))
    assert found == verdict
    assert why


def test_a_range_differs_only_outside_of_it():
    ours = share_row({}, 400, 1000)
    assert judge(ours, Published(lowest=0.35, highest=0.45))[0] == Verdict.DOES_NOT_DIFFER
    assert judge(ours, Published(lowest=0.50, highest=0.60))[0] == Verdict.DIFFERS


def test_hidden_and_unfinished_figures_cannot_be_told():
    hidden = ResultRow({}, None, None, None, suppressed=True)
    unfinished = replace(share_row({}, 400, 1000), complete=False)
    for ours in (None, hidden, unfinished):
        assert judge(ours, Published(lowest=0.1, highest=0.1))[0] == Verdict.CANNOT_BE_TOLD


def test_a_finding_stands_beside_the_measure_it_names_with_its_cautions():
    results = [share("re_entry_within_12_months", share_row({}, 400, 1000))]
    found = {each.measure: each for each in compare(results) if each.source == "re_entry_england_2014_2020"}
    year = found["re_entry_within_12_months"]
    assert (year.verdict, year.value, year.ours.value) == (Verdict.DIFFERS, 0.2, 0.4)
    assert "England" in year.cohort
    assert "2014 to 2020" in year.period
    assert year.caution
    assert found["re_entry_within_3_months"].verdict == Verdict.CANNOT_BE_TOLD


def test_what_counts_otherwise_is_not_comparable_and_says_why():
    found = compare([share("re_entry_within_60_months", share_row({}, 300, 1000))])
    other = next(each for each in found if each.source == "re_entry_after_all_exits" and "2008" in each.counts)
    assert other.verdict == Verdict.NOT_COMPARABLE
    assert "every kind of exit" in other.why
    assert other.ours is None


def test_who_went_home_is_compared_by_group_and_never_with_the_share_of_exits():
    rows = [share_row({}, 100, 1000), share_row({"legal_status": "section_20"}, 60, 300)]
    found = [each for each in compare([share("returns_home", *rows)]) if each.source.startswith("who_went_home")]
    by_counts = {each.counts: each for each in found}
    agreed = by_counts["looked after by agreement (section 20) before return"]
    assert (agreed.ours.numerator, agreed.ours.denominator) == (60, 100)
    # 60 of 100 and 60 % of 180: alike, but the difference may be 12 points either way.
    assert agreed.verdict == Verdict.CANNOT_BE_TOLD
    assert by_counts["went home from foster care"].verdict == Verdict.NOT_COMPARABLE
    assert by_counts["entered care for abuse or neglect"].verdict == Verdict.CANNOT_BE_TOLD


def test_every_comparable_figure_on_the_shelf_gets_a_verdict_of_its_own():
    asked = [
        (finding.id, figure.counts)
        for finding in research_findings()
        for figure in finding.figures
        if figure.comparable.agreement is not Agreement.NO
    ]
    found = {(each.source, each.counts): each for each in compare([])}
    assert {found[key].verdict for key in asked} <= {Verdict.CANNOT_BE_TOLD, Verdict.NOT_COMPARABLE}
    assert len(asked) > 5


def test_england_beside_ours_is_counted_as_the_department_counts():
    home = sum(
        england("exits", 2025, exit_kind=kind).number for kind in ("return_home_planned", "return_home_unplanned")
    )
    expected = home / england("exits", 2025).number
    as_dfe = Beside("as_dfe", "", (share_row({"year": "2025"}, round(expected * 1000), 1000),))
    main = share_row({"year": "2025"}, 900, 1000)
    found = compare_with_england([share("returns_home", main, beside=(as_dfe,))], 2025)
    ours = next(each for each in found if each.measure == "returns_home")
    assert ours.value == pytest.approx(expected)
    assert ours.verdict == Verdict.DOES_NOT_DIFFER


def test_an_authoritys_own_numbers_must_be_the_same():
    published = int(for_authority("E09000002", "looked_after", 2025).number)
    for number, verdict in ((published, Verdict.DOES_NOT_DIFFER), (published + 1, Verdict.DIFFERS)):
        ours = Result(id="looked_after", kind="count", rows=(count_row({"year": "2025"}, number),), **WORDS)
        found = compare_with_own([ours], 2025, "301")
        assert next(each for each in found if each.measure == "looked_after").verdict == verdict


def test_a_year_that_is_not_published_has_no_comparison():
    assert compare_with_england([], 1950) == ()
