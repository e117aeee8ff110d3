"""The chapters of the figures: what stands on each page, filters in the address, comparators, pictures as files."""

import csv
import io
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from homeward.evidence.authorities import neighbours
from homeward.journeys import derive
from homeward.measures.calculate import calculate
from homeward.measures.narrowing import narrow
from homeward.reports.reading_order import TITLES
from homeward.sources.ssda903 import read_files, stitch
from homeward.web.accounts.roles import Role
from homeward.web.insight.figures_filters import FiltersForm
from homeward.web.insight.figures_frame import address_of
from homeward.web.insight.figures_read import NOT_FILTERED
from homeward.web.insight.terms_of_the_field import TERMS, terms_of
from tests.web.published_return import publish_return
from tests.web.small_return import FILES, OTHER_TABLES

pytestmark = pytest.mark.django_db

BARKING = "E09000002"


@pytest.fixture
def reader(user_with, client_of):
    publish_return(user_with(Role.ANALYST), FILES | OTHER_TABLES)
    return client_of(Role.DIRECTOR)


@pytest.fixture
def analyst(user_with, client_of):
    publish_return(user_with(Role.ANALYST), FILES | OTHER_TABLES)
    return client_of(Role.ANALYST)


def words_of(answer, status=200):
    assert answer.status_code == status
    return unescape(" ".join(answer.content.decode().split()))


@pytest.mark.slow
@pytest.mark.parametrize("chapter", TITLES)
def test_every_chapter_opens_with_a_sentence_and_leads_to_the_next_with_the_filters_kept(reader, chapter):
    shown = words_of(reader.get(address_of(chapter), {"sex": "male"}))
    assert TITLES[chapter] in shown
    place = list(TITLES).index(chapter)
    for beside in list(TITLES)[max(0, place - 1) : place + 2]:
        if beside != chapter:
            assert f'href="{address_of(beside)}?sex=male"' in shown


@pytest.mark.slow
@pytest.mark.parametrize("chapter", sorted(set(TITLES) - set(NOT_FILTERED) - {"at-a-glance"}))
def test_each_measure_of_a_chapter_has_its_definition_and_each_picture_its_table(reader, chapter):
    answer = reader.get(address_of(chapter))
    shown = words_of(answer)
    for one in answer.context["parts"]:
        for result in one.defined_by:
            assert result.definition in shown
        for chart in one.charts:
            assert f'id="{chart.table.id}"' in shown
            assert ElementTree.fromstring(chart.picture).tag.endswith("svg")


def test_filters_change_what_is_counted_and_say_so(reader):
    """Odd numbers in small_return.py are girls: 101, 103, 105 and 107 went home in 2024, 109 left care otherwise."""
    shown = words_of(reader.get(address_of("who-goes-home"), {"sex": "female", "year": "2024"}))
    assert "Counted here:</strong> Year to 31 March: 2024; Sex: Female." in shown
    assert f'href="{address_of("who-goes-home")}">Clear filters' in shown
    by_hand = {"female": "80% (4 of 5)", "male": "100% (4 of 4)"}
    for sex, told in by_hand.items():
        assert f"Year to 31 March 2024: {told}" in words_of(
            reader.get(address_of("who-goes-home"), {"sex": sex, "year": "2024"})
        )


def test_the_figures_at_a_glance_are_narrowed_too(reader):
    assert "Children left care 4 times" in words_of(reader.get(reverse("figures"), {"sex": "male", "year": "2024"}))


def test_a_measure_without_figures_says_why_in_its_place(user_with, client_of):
    publish_return(user_with(Role.ANALYST))
    assert "Not counted: the returns given hold no table of reviews." in words_of(
        client_of(Role.DIRECTOR).get(address_of("in-care"), {"sex": "male"})
    )


@pytest.mark.slow
@pytest.mark.parametrize("key", FiltersForm.base_fields)
def test_every_measure_can_be_narrowed_by_every_filter(key):
    """Else its place on the page would say why not; the filters are those by which all measures are given."""
    rows = stitch(read_files({name: text.encode() for name, text in (FILES | OTHER_TABLES).items()}))
    value = {"year": "2024", "unaccompanied": "no", "age_band": "10-15", "sex": "male", "need": "N1"}.get(
        key, "unknown"
    )
    narrowed = calculate(narrow(derive(rows, as_of_day=rows.data_to_day), {key: value}))
    assert [result.id for result in narrowed if "is not given by" in result.note] == []


def test_without_a_table_that_tells_who_is_unaccompanied_nobody_is_left_out_by_it(user_with, client_of):
    publish_return(user_with(Role.ANALYST))
    shown = words_of(client_of(Role.DIRECTOR).get(reverse("figures"), {"unaccompanied": "no"}), 400)
    assert "hold no table that says who is unaccompanied" in shown


@pytest.mark.slow
@pytest.mark.parametrize("asked", [{"sex": "robot"}, {"year": "1066"}, {"need": "'; --"}, {"age_band": "0" * 5000}])
@pytest.mark.parametrize("chapter", ["at-a-glance", "who-goes-home", "true-for-us", "beside-others"])
def test_a_filter_that_does_not_exist_is_answered_with_a_sentence_and_no_figure(reader, chapter, asked):
    shown = words_of(reader.get(address_of(chapter), asked), 400)
    assert "does not exist in these figures. Choose from the list." in shown
    assert "Clear filters" in shown or chapter in NOT_FILTERED
    assert "data-part" not in shown


@pytest.mark.parametrize("chapter", sorted(NOT_FILTERED))
def test_chapters_that_are_of_everybody_say_that_filters_do_not_apply(reader, chapter):
    shown = words_of(reader.get(address_of(chapter), {"sex": "male"}))
    assert f"Filters do not apply to this chapter. {NOT_FILTERED[chapter]}" in shown
    assert "They are kept for the other chapters: Sex: Male." in shown


def test_questions_left_open_do_not_stand_in_the_address(reader):
    answer = reader.get(address_of("in-care"), {"sex": "", "year": "2024", "need": ""})
    assert answer.url == f"{address_of('in-care')}?year=2024"


def test_a_chapter_that_is_not_there_is_not_found(reader):
    assert reader.get("/figures/who-goes-where/").status_code == 404
    assert reader.get("/figures/at-a-glance/?sex=male").url == "/figures/?sex=male"


# Pictures and tables as files


def test_a_picture_and_its_table_are_sent_as_files_narrowed_like_the_page(analyst):
    place = ["who-goes-home", "returns_home", 1]
    svg = analyst.get(reverse("figures_download", args=[*place, "svg"]))
    assert ElementTree.fromstring(svg.content).tag.endswith("svg")
    answer = analyst.get(reverse("figures_download", args=[*place, "csv"]), {"sex": "male"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Year to 31 March", "Number", "Out of", "Share", "95% interval"]
    assert rows[1][:4] == ["2024", "4", "4", "100.0%"]
    assert ["Sex: Male"] in rows
    assert answer["Content-Disposition"] == 'attachment; filename="homeward-returns_home-1-2025-03-31-internal.csv"'


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        ("who-goes-home", "returns_home", 99, "csv"),
        ("who-goes-home", "nothing", 1, "csv"),
        ("nowhere", "returns_home", 1, "csv"),
        ("who-goes-home", "returns_home", 2, "svg"),
        ("who-goes-home", "returns_home", 1, "exe"),
    ],
)
def test_what_there_is_no_file_of_is_not_found(analyst, place):
    assert analyst.get(reverse("figures_download", args=place)).status_code == 404


def test_the_way_to_the_files_is_shown_to_publishers_only(analyst, client_of):
    address = reverse("figures_download", args=["who-goes-home", "returns_home", 1, "csv"])
    assert address in words_of(analyst.get(address_of("who-goes-home")))
    assert address not in words_of(client_of(Role.DIRECTOR).get(address_of("who-goes-home")))


# Beside others


def test_beside_others_asks_first_whose_figures_these_are(reader):
    shown = words_of(reader.get(address_of("beside-others")))
    assert "Choose first which authority these figures are of." in shown
    assert "Barking and Dagenham" in shown
    assert "data-part" not in shown


def test_neighbours_stand_beside_ours_unless_others_are_chosen(reader):
    near = [each.authority for each in neighbours(BARKING)]
    shown = words_of(reader.get(address_of("beside-others"), {"as": BARKING}))
    for each in near:
        assert f'class="govuk-table__header">{each.name}</th>' in shown
    assert "Statistical neighbours" in shown
    assert "Rounding: " in shown
    assert "Source: Department for Education" in shown
    assert "published 2025-11" in shown

    answer = reader.get(address_of("beside-others"), {"as": BARKING, "with": ["E09000003", "E06000022"]})
    (part,) = answer.context["parts"]
    assert [row[0].text for row in part.charts[0].table.rows][-2:] == ["Barnet", "Bath and North East Somerset"]
    assert f'href="{address_of("beside-others")}?as={BARKING}">Back to statistical neighbours' in words_of(answer)


def test_who_the_children_are_stands_beside_the_funnel_unfolded(reader):
    answer = reader.get(address_of("beside-others"), {"as": BARKING})
    (part,) = answer.context["parts"]
    assert [shown.table.caption for shown in part.shown_tables] == ["Who the children are"]


def test_the_service_may_know_whose_figures_these_are(reader, settings):
    settings.HOMEWARD_AUTHORITY = BARKING
    assert "data-part" in words_of(reader.get(address_of("beside-others")))
    settings.HOMEWARD_AUTHORITY = ""
    assert "Choose first" in words_of(reader.get(address_of("beside-others")))
    assert "data-part" in words_of(reader.get(address_of("beside-others"), {"as": "301"}))


def test_authorities_are_found_by_part_of_a_name_or_region_and_those_ticked_stay(reader):
    answer = reader.get(address_of("beside-others"), {"find": "barns", "with": "E09000003"})
    offered = [label for _, label in answer.context["form"].fields["with"].choices]
    assert offered == ["Barnet", "Barnsley"]
    nothing = words_of(reader.get(address_of("beside-others"), {"find": "atlantis"}))
    assert "No authority or region has that in its name." in nothing


@pytest.mark.parametrize(
    "asked", [{"as": "E99999999"}, {"as": BARKING, "with": "x"}, {"as": BARKING, "published": "9"}]
)
def test_an_authority_or_year_that_does_not_exist_is_answered_with_a_sentence(reader, asked):
    assert "does not exist. Choose from the list." in words_of(reader.get(address_of("beside-others"), asked), 400)


# Words


def test_the_terms_are_explained_in_the_words_of_the_glossary():
    rows = (Path(__file__).parents[2] / "GLOSSARY.md").read_text().splitlines()
    glossary = dict(line.strip("| ").split(" | ", 1) for line in rows if line.startswith("| **"))
    assert {f"**{term}**": meaning for term, meaning in TERMS.items()}.items() <= glossary.items()
    assert {chapter for chapter in TITLES if not terms_of(chapter)} == set()
