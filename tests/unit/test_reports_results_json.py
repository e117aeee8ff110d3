"""results.json keeps the shape that other programs rely on, and says no more than its audience may know."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from homeward.journeys.characteristics import (
    AGE_BANDS,
    ETHNICITY_OF,
    LEGAL_STATUS_OF,
    LEGAL_STATUSES,
    NEEDS,
    SEXES,
    TIMES_IN_CARE,
    UNKNOWN,
)
from homeward.measures.groups import EARLIER_RETURNS
from homeward.measures.known_after_return import OUTCOMES
from homeward.measures.result import GROUP_KEYS
from homeward.measures.shelf import every_definition
from homeward.reports.results_json import to_json
from tests.spec.reports.hand_made_pack import EVERY_KIND, RETURNS_HOME, figure, hand_made_pack

SCHEMA = json.loads(Path("docs/reference/results.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def as_read(pack):
    return json.loads(to_json(pack))


def complaints(content):
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in VALIDATOR.iter_errors(content)]


def test_the_schema_itself_is_sound():
    Draft202012Validator.check_schema(SCHEMA)


def enum_of(key):
    return set(SCHEMA["$defs"]["group"]["properties"][key]["enum"])


def test_the_schema_lists_what_the_measures_can_give_and_nothing_else():
    assert set(SCHEMA["$defs"]["group"]["properties"]) == set(GROUP_KEYS)
    assert enum_of("age_band") == {*AGE_BANDS, UNKNOWN}
    assert enum_of("sex") == {*SEXES, UNKNOWN}
    assert enum_of("ethnicity") == {*ETHNICITY_OF.values(), UNKNOWN}
    assert enum_of("legal_status") == {*LEGAL_STATUSES, *LEGAL_STATUS_OF.values(), UNKNOWN}
    assert enum_of("need") == {*NEEDS, UNKNOWN}
    assert enum_of("time_in_care") == {*(name for _, name in TIMES_IN_CARE), UNKNOWN}
    assert enum_of("earlier_returns") == set(EARLIER_RETURNS)
    assert enum_of("unaccompanied") == {"yes", "no"}
    assert enum_of("outcome") == set(OUTCOMES)
    measures = SCHEMA["properties"]["measures"]["propertyNames"]["enum"]
    assert sorted(measures) == [each.id for each in every_definition()]


@pytest.mark.parametrize("audience", ["shareable", "internal"])
def test_both_audiences_follow_the_schema(audience):
    assert complaints(as_read(hand_made_pack(audience=audience, results=EVERY_KIND))) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.pop("fates"),
        lambda content: content["measures"].update(made_up=content["measures"]["returns_home"]),
        lambda content: content["measures"]["returns_home"]["rows"][2].update(numerator=3),
        lambda content: content["measures"]["returns_home"]["rows"][0].update(value=22),
        lambda content: content["measures"]["returns_home"]["rows"][0]["group"].update(sex="f"),
        lambda content: content["measures"]["re_entry_cumulative"]["rows"][0].pop("at_days"),
        lambda content: content["measures"]["early_re_entry_by_month"]["rows"][0].pop("period"),
        lambda content: content["measures"]["time_at_home_before_re_entry"]["rows"][0].pop("quantile"),
        lambda content: content["measures"]["exits"]["rows"][0].update(complete=None),
        lambda content: content["measures"]["exits"].pop("note"),
        lambda content: content["findings"][0].update(places=[]),
        lambda content: content["fates"]["Header"].update(lost=1),
        lambda content: content.update(as_of="31/03/2021"),
    ],
)
def test_the_schema_notices_what_breaks_the_promise(spoil):
    content = as_read(hand_made_pack(results=EVERY_KIND))
    spoil(content)
    assert complaints(content)


def test_the_figures_arrive_as_they_were_counted():
    content = as_read(hand_made_pack(as_of=date(2021, 3, 31)))
    assert content["as_of"] == "2021-03-31"
    assert content["authority"] == {"name": "Barking and Dagenham", "code": "E09000002", "number": "301"}
    total, year = content["measures"]["returns_home"]["rows"][:2]
    assert total == {
        "group": {},
        "numerator": 412,
        "denominator": 1900,
        "value": 0.2168421053,
        "low": 0.199,
        "high": 0.236,
        "suppressed": False,
        "complete": True,
    }
    assert year["group"] == {"year": "2019"}
    assert content["fates"]["Episodes"] == {"read": 2500, "used": 2400, "repaired": 60, "set_aside": 40}


def test_a_shareable_file_names_no_place_and_no_value():
    written = to_json(hand_made_pack(audience="shareable")).decode()
    assert "Jo <b>" not in written
    assert "2020/episodes.csv" not in written
    assert [(found["rule"], found["count"]) for found in json.loads(written)["findings"]] == [
        ("no_child", 1),
        ("vanished", 2),
        ("respite", 1),
    ]


def test_an_internal_file_says_where_and_what():
    found = as_read(hand_made_pack(audience="internal"))["findings"][0]
    assert found["places"] == [
        {
            "file": "2020/episodes.csv",
            "line": 7,
            "column": "CHILD",
            "value": "Jo <b>",
            "sentence": "Line 7 of 2020/episodes.csv has no child.",
        }
    ]


def test_tiny_differences_between_machines_leave_the_same_bytes():
    low = figure({}, 1, 3, 0.1, 0.2)
    almost = replace(low, value=low.value + 1e-14, low=-1e-15)
    first, second = (hand_made_pack(results=(replace(RETURNS_HOME, rows=(row,)),)) for row in (low, almost))
    assert to_json(first).replace(b"0.1,", b"0.0,") == to_json(second)
