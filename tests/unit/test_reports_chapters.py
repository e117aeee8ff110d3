"""The chapters of the pack: each measure has one home, each opens with what its figures say and how sure we are."""

from dataclasses import replace

import pytest

from homeward.evidence.authorities import authority
from homeward.measures.shelf import every_definition
from homeward.reports.chapters import chapter, chapters
from homeward.reports.datapack import with_results
from homeward.reports.pack_html import shortened, to_html
from homeward.reports.reading_order import FURTHER, MEASURES, TITLES, chapter_of
from tests.spec.reports.hand_made_pack import (
    BY_MONTH,
    CURVE,
    EVERY_KIND,
    EXITS,
    RE_ENTRY,
    RETURNS_HOME,
    figure,
    withheld,
)
from tests.spec.reports.hand_made_pack import hand_made_pack as plain_pack


def pack_of(*results, **changes):
    """A hand-made pack with everything that is read from its results."""
    return with_results(plain_pack(**changes), results)


def test_every_measure_of_the_shelf_has_one_home_and_no_chapter_names_one_that_is_not_there():
    named = [measure for ids in MEASURES.values() for measure in ids]
    assert sorted(named) == [each.id for each in every_definition()]
    assert set(MEASURES) <= set(TITLES)


def test_a_measure_that_no_chapter_names_yet_is_not_lost():
    new = replace(EXITS, id="a_new_measure")
    assert chapter_of(new.id) == FURTHER
    assert [part.id for part in chapter(pack_of(new), FURTHER).parts] == ["a_new_measure"]


def test_every_result_stands_in_exactly_one_chapter():
    found = [part.id for each in chapters(pack_of(*EVERY_KIND)) for part in each.parts]
    assert len(found) == len(set(found))
    assert {result.id for result in EVERY_KIND} <= set(found)


@pytest.mark.parametrize(
    ("chapter_id", "opening"),
    [
        (
            "who-goes-home",
            "Of 1,900 exits from care, 412 were returns home (22%); after 60 of 300 returns home with 12 months to "
            "look back on, the child was in care again within that time (20%).",
        ),
        (
            "do-they-stay",
            "After 60 of 300 returns home with 12 months to look back on, the child was in care again within that time "
            "(20%); after 240 the child was not.",
        ),
        ("plan-and-outcome", "No plans were counted."),
        (
            "data-quality",
            "Of 2,600 rows read, 2,498 were used as they stood, 61 were repaired and used, and 41 were set aside.",
        ),
    ],
)
def test_what_a_chapter_says(chapter_id, opening):
    assert chapter(pack_of(RETURNS_HOME, RE_ENTRY), chapter_id).opening == opening


def test_how_sure_we_are_names_the_interval_what_is_hidden_and_what_is_not_complete():
    of = pack_of(RETURNS_HOME, RE_ENTRY)
    assert chapter(of, "who-goes-home").how_sure == (
        "The underlying share of returns home is likely between 20% and 24% (95% interval); 2 of 10 figures are hidden "
        "because of small numbers."
    )
    assert chapter(of, "do-they-stay").how_sure == (
        "The underlying share in care again within 12 months is likely between 16% and 25% (95% interval); 2020 is not "
        "complete yet."
    )
    few = replace(RE_ENTRY, rows=(figure({}, 3, 9, 0.12, 0.65),))
    assert "only a rough guide" in chapter(pack_of(few), "do-they-stay").how_sure


def test_one_child_is_one_child():
    home = replace(RETURNS_HOME, rows=(figure({}, 1, 1, 0.2, 1.0),))
    back = replace(RE_ENTRY, rows=(figure({}, 1, 1, 0.2, 1.0),))
    assert chapter(pack_of(home, back), "at-a-glance").opening == (
        "Of 1 exit from care, 1 was a return home (100%); after 1 of 1 return home with 12 months to look back on, the "
        "child was in care again within that time (100%)."
    )


def test_what_is_hidden_is_said_to_be_hidden_and_nobody_is_said_to_be_nobody():
    home = replace(RETURNS_HOME, rows=(withheld({}),), beside=())
    back = replace(RE_ENTRY, rows=(figure({}, 0, 0),))
    assert chapter(pack_of(home, back), "at-a-glance").opening == (
        "How many exits from care were returns home is hidden; no return home has 12 months to look back on, so how "
        "many were in care again is not known yet."
    )


def test_what_is_not_counted_is_not_said_to_be_nobody():
    narrowed = replace(RE_ENTRY, rows=(), note="Not counted: this measure is not given by need.")
    assert "is not counted here" in chapter(pack_of(RETURNS_HOME, narrowed), "at-a-glance").opening


def test_figures_of_the_wider_definition_say_so():
    opening = chapter(pack_of(RETURNS_HOME, definition="bristol"), "at-a-glance").opening
    assert opening.startswith("Of 1,900 exits from care or placements with parents, 412 were returns home")


def test_ages_are_told_all_together_and_never_only_the_highest():
    rows = (figure({}, 60, 300, 0.159, 0.249), withheld({"age_band": "0"}), figure({"age_band": "16+"}, 20, 100))
    opening = chapter(pack_of(replace(RE_ENTRY, rows=rows)), "who-comes-back").opening
    assert "by age at going home: hidden (under 1) and 20% (16 and over)" in opening


def test_a_series_is_drawn_as_it_is_read():
    part = chapter(pack_of(BY_MONTH), "early-warning").parts[0]
    assert len(part.charts) == 1
    assert "Run chart." in part.charts[0][0]
    assert any("a return home can fail" in note for note in part.notes)
    opening = chapter(pack_of(BY_MONTH), "early-warning").opening
    assert "1 of 2 months" in opening


def test_other_authorities_need_to_know_whose_figures_these_are():
    without = pack_of(RETURNS_HOME, authority=None)
    assert chapter(without, "beside-others").parts == ()
    assert "say of which authority the figures are" in chapter(without, "beside-others").opening
    assert "--authority 301" in to_html(without).decode()
    (part,) = chapter(pack_of(RETURNS_HOME, authority=authority("301")), "beside-others").parts
    captions = [table.caption for table in part.tables]
    assert captions[0] == "Who the children are"
    assert len(part.tables[1].rows) == 153
    assert any(row[0] == "Barking and Dagenham (ours)" for row in part.tables[1].rows)


def test_a_table_too_long_for_paper_is_cut_and_says_so():
    part = chapter(pack_of(RETURNS_HOME, authority=authority("301")), "beside-others").parts[0]
    short = shortened(part.tables[1])
    assert len(short.rows) == 24
    assert short.caption.endswith("(the first 24 of 153 rows; the workbook has all)")
    paper = to_html(pack_of(RETURNS_HOME, authority=authority("301")), on_paper=True).decode()
    assert "In the web page and the workbook: left care to go home: every authority" in paper


def test_a_chapter_can_be_asked_for_alone_and_an_unknown_one_is_refused():
    of = pack_of(*EVERY_KIND)
    assert chapter(of, "who-comes-back") == chapters(of)[list(TITLES).index("who-comes-back")]
    assert chapter(of, "who-comes-back").parts[0].id == CURVE.id
    with pytest.raises(KeyError):
        chapter(of, "who-is-best")
