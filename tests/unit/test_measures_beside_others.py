"""Beside others: whose figures stand there, what is hidden and stays so, and which of ours is judged."""

from dataclasses import replace

import pytest

from homeward.evidence import published
from homeward.evidence.authorities import UnknownAuthorityError, authorities, neighbours
from homeward.evidence.published import NotPublishedError, england, for_authority
from homeward.evidence.release import PublishedRow, Symbol
from homeward.evidence.releases import releases
from homeward.measures.beside_others import MEASURES, beside_others
from homeward.measures.reading_a_funnel import Reading
from homeward.measures.result import Beside, Result, ResultRow
from homeward.measures.shares import count_row, share_row

WORDS = {"title": "t", "unit": "u", "direction": "read together", "why": "w", "definition": "d", "owner": "o"}
HIDDEN = {"numerator": None, "denominator": None, "value": None, "low": None, "high": None, "suppressed": True}
BARNSLEY = "E08000016"


def returns_home(*rows):
    return Result(id="returns_home", kind="share", rows=(), beside=(Beside("as_dfe", "", rows),), **WORDS)


def counts(identity, *rows, beside=()):
    return Result(id=identity, kind="count", rows=tuple(rows), beside=beside, **WORDS)


def mix(found, identity):
    return next(each for each in found.mix if each.id == identity)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_authority_is_there_with_its_number_or_the_reason_why_not(measure):
    found = beside_others([], BARNSLEY, year=2025, measure=measure)
    assert [each.code for each in found.authorities] == [each.code for each in authorities()]
    for each in found.authorities:
        assert (each.share is None) == bool(each.why_not)
        assert (each.share is None) == (each.numerator is None)
        assert (each.standing is None) == (each.share is None)


def test_a_hidden_number_is_not_taken_for_none():
    planned, total = (for_authority(BARNSLEY, "exits", 2025, **group) for group in ({"exit_kind": PLANNED}, {}))
    assert for_authority(BARNSLEY, "exits", 2025, exit_kind=UNPLANNED).value == Symbol.SUPPRESSED
    ours = beside_others([], BARNSLEY, year=2025).published
    assert (ours.numerator, ours.denominator) == (None, total.number)
    assert ours.why_not == Symbol.SUPPRESSED.meaning
    ours = beside_others([], BARNSLEY, year=2025, measure="returns_home_planned").published
    assert (ours.numerator, ours.denominator) == (planned.number, total.number)


PLANNED, UNPLANNED = "return_home_planned", "return_home_unplanned"


def test_statistical_neighbours_stand_out_unless_others_are_chosen():
    near = [each.authority.code for each in neighbours(BARNSLEY)]
    found = beside_others([], "370")
    assert [each.code for each in found.chosen] == near
    assert found.is_beside_neighbours
    found = beside_others([], BARNSLEY, chosen=["301", near[0], BARNSLEY])
    assert {each.code for each in found.chosen} == {"E09000002", near[0]}
    assert not found.is_beside_neighbours
    assert not found.published.is_chosen
    for wrong in ({"code": "999"}, {"code": "370", "chosen": ["E09999999"]}):
        with pytest.raises(UnknownAuthorityError):
            beside_others([], **wrong)


def test_the_year_is_the_latest_published_one_that_ours_covers_whole():
    rows = [share_row({"year": str(year)}, 60, 200) for year in (2022, 2023, 2024, 2026)]
    unfinished = replace(rows[2], complete=False)
    assert beside_others([returns_home(*rows)], BARNSLEY).year == 2024
    assert beside_others([returns_home(*rows[:2], unfinished)], BARNSLEY).year == 2023
    assert beside_others([], BARNSLEY).year == 2025
    with pytest.raises(NotPublishedError):
        beside_others([], BARNSLEY, year=2026)


@pytest.mark.parametrize(
    ("row", "why_not"),
    [
        (ResultRow({"year": "2025"}, **HIDDEN), "hidden: small numbers"),
        (replace(share_row({"year": "2025"}, 90, 200), complete=False), "not complete"),
        (share_row({"year": "2025"}, 0, 0), "nobody left care"),
    ],
)
def test_what_cannot_be_judged_of_ours_says_so_and_the_published_figure_is_judged(row, why_not):
    found = beside_others([returns_home(row)], "301", year=2025)
    assert why_not in found.counted.why_not
    assert (found.counted.numerator, found.counted.share) == (None, None)
    assert found.verdict.startswith("Ours, as published,")
    nothing = beside_others([returns_home(row)], BARNSLEY, year=2025)
    assert nothing.reading is Reading.CANNOT_BE_TOLD
    assert why_not in nothing.verdict
    assert Symbol.SUPPRESSED.meaning in nothing.verdict


def test_ours_as_counted_here_is_judged_and_not_the_published_one():
    found = beside_others([returns_home(share_row({"year": "2025"}, 120, 200))], "301", year=2025)
    assert found.reading is Reading.BEYOND_998
    assert found.published.by_chance == "below the 99.8 % limit"
    # Without the Department's way of counting there is nothing of ours that could be compared.
    wider = Result(id="returns_home", kind="share", rows=(share_row({"year": "2025"}, 9, 9),), **WORDS)
    assert beside_others([wider], "301", year=2025).counted is None


def test_a_reader_is_told_the_source_and_how_many_are_missing():
    found = beside_others([], BARNSLEY, year=2025)
    told = sum(each.share is not None for each in found.authorities)
    notes = " ".join(found.notes)
    assert f"{told} of 153 authorities" in notes
    assert found.release.rounding.strip() in notes
    assert found.release.citation
    assert "section 20" in notes


def test_who_our_children_are_is_counted_from_our_own_results():
    by_age = [count_row({"age_band": band}, number) for band, number in (("0", 5), ("1-4", 15), ("5-9", 30))]
    years = [count_row({"year": year}, 50) for year in ("2024", "2025")]
    status = count_row({"legal_status": "section_20"}, 25)
    ours = counts("looked_after", count_row({}, 100), *years, *by_age, status)
    found = beside_others([ours], BARNSLEY, year=2025)
    assert (mix(found, "aged_under_5").ours, mix(found, "section_20").ours) == (0.2, 0.25)
    assert mix(found, "aged_under_5").ours_from == "counted here, 2024 to 2025 together"
    share = england("looked_after", 2025, legal_status="section_20").number / england("looked_after", 2025).number
    assert mix(found, "section_20").england == share
    # A band that is not there is not nobody.
    assert mix(found, "aged_10_to_15").ours is None


def test_a_hidden_part_hides_our_share():
    hidden = ResultRow({"age_band": "0"}, **HIDDEN)
    ours = counts("looked_after", count_row({}, 100), hidden, count_row({"age_band": "1-4"}, 15))
    figure = mix(beside_others([ours], BARNSLEY, year=2025), "aged_under_5")
    assert (figure.ours, figure.is_hidden) == (None, True)


def test_leavers_who_came_unaccompanied_are_the_rest_of_those_who_did_not():
    as_dfe = Beside("as_dfe", "", (count_row({}, 200), count_row({"unaccompanied": "no"}, 150)))
    grown_up = Beside("grown_up", "", (count_row({"year": "2025"}, 20),))
    ours = counts("exits", count_row({"year": "2025"}, 80), beside=(as_dfe, grown_up))
    found = beside_others([ours], BARNSLEY, year=2025)
    assert mix(found, "left_unaccompanied").ours == 0.25
    assert mix(found, "left_unaccompanied").england == pytest.approx(0.23, abs=0.005)
    assert (mix(found, "left_grown_up").ours, mix(found, "left_grown_up").ours_from) == (0.25, "counted here, 2025")
    without = mix(beside_others([], "301", year=2025), "left_unaccompanied")
    assert (without.ours, without.ours_from) == (pytest.approx(12 / 212), "as published, 2025")


def test_the_median_is_left_out_where_most_are_hidden():
    figure = mix(beside_others([], "301", year=2025), "left_to_other_authority")
    assert 0 < figure.told <= figure.out_of / 2
    assert figure.is_published
    assert figure.others is None


def test_ages_and_agreements_of_authorities_stand_beside_as_soon_as_a_release_has_them(monkeypatch):
    near = [each.authority.code for each in neighbours(BARNSLEY)]
    latest = next(each for each in releases() if each.id == "children_looked_after_2025")
    total = next(t for t in latest.tables if (t.measure, t.keys) == ("looked_after", ("authority",)))
    rows = [PublishedRow((code, "section_20"), (40 + at,)) for at, code in enumerate(near[:9])]
    rows.append(PublishedRow((near[9], "section_20"), (Symbol.SUPPRESSED,)))
    counted = [PublishedRow((code,), (200,)) for code in near]
    added = replace(
        latest,
        id="invented_for_this_test",
        published="2026-11",
        authorities=(),
        tables=(
            replace(total, years=(2024,), rows=tuple(counted)),
            replace(total, years=(2024,), keys=("authority", "legal_status"), rows=tuple(rows)),
        ),
    )
    assert not mix(beside_others([], BARNSLEY, year=2025), "section_20").is_published
    monkeypatch.setattr(published, "releases", lambda: (added, *releases()))
    monkeypatch.setattr(published, "release_by_id", lambda identity: added)
    published._index.cache_clear()
    try:
        figure = mix(beside_others([], BARNSLEY, year=2025), "section_20")
        assert (figure.others, figure.told, figure.out_of, figure.year) == (0.22, 9, 10, 2024)
        assert figure.england == england("looked_after", 2024, legal_status="section_20").number / 83530
    finally:
        published._index.cache_clear()
