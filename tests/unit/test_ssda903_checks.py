"""What cannot well be true is told once, where it stands; what is only just true is not; nothing is changed."""

import pytest

from homeward.sources.findings import Finding
from homeward.sources.ssda903 import read_files, stitch
from homeward.sources.ssda903.checks import EPISODE_CHECKS

HEAD = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
HEADER = "CHILD,SEX,DOB,ETHNIC\n1,2,{born},WBRI\n"
# A child of its own, without any date of birth to check, keeps the year of the return where it is.
ANCHOR = "9,01/05/{0},S,C2,N1,U6,PR1,02/05/{0},E4A\n9,03/05/{0},S,C2,N1,U6,PR1,04/05/{0},E4A\n"


def found(*rows: str, born: str = "01/06/2010", year: int = 2021, more: dict[str, str] | None = None) -> list[Finding]:
    """The findings about child 1 whose episodes are given without their first cell; those of joining are left out."""
    episodes = HEAD + "".join(f"1,{row}\n" for row in rows) + ANCHOR.format(year - 1)
    files = {"episodes.csv": episodes, "header.csv": HEADER.format(born=born), **(more or {})}
    rows_of = stitch(read_files({name: text.encode() for name, text in files.items()}))
    assert rows_of.fates["Episodes"].used == len(rows) + 2 - sum(",V3," in row or ",V4," in row for row in rows)
    joining = {
        "birth_date_missing",
        "child_without_header",
        "respite_set_aside",
        "code_not_valid_in_year",
        "restarted_same_day",
    }
    return [finding for finding in rows_of.findings if finding.rule not in joining]


EPISODES = [
    # rule, column, what is odd, what is only just true; further arguments
    ("born_after_start", "DECOM", "31/05/2020,S,C2,N1,U6,PR1,,", "01/06/2020,S,C2,N1,U6,PR1,,", {"born": "01/06/2020"}),
    (
        "began_as_adult",
        "DECOM",
        "01/06/2020,S,C2,N1,U6,PR1,,",
        "31/05/2020,S,C2,N1,U6,PR1,01/06/2020,E7",
        {"born": "01/06/2002"},
    ),
    (
        "stayed_as_adult",
        "DEC",
        "31/05/2020,S,C2,N1,U6,PR1,02/06/2020,E7",
        "31/05/2020,S,C2,N1,U6,PR1,01/06/2020,E7",
        {"born": "01/06/2002"},
    ),
    (
        "stayed_as_adult",
        "DEC",
        "31/05/2020,S,C2,N1,U6,PR1,,",
        "31/05/2020,S,C2,N1,U6,PR1,01/06/2020,E7",
        {"born": "01/06/2002"},
    ),
    (
        "began_as_adult",
        "DECOM",
        "01/03/2022,S,C2,N1,U6,PR1,,",
        "28/02/2022,S,C2,N1,U6,PR1,01/03/2022,E7",
        {"born": "29/02/2004", "year": 2022},
    ),
    ("began_before_1991", "DECOM", "13/10/1991,S,C2,N1,U6,PR1,,", "14/10/1991,S,C2,N1,U6,PR1,,", {"born": ""}),
    ("parents_by_agreement", "PLACE", "01/06/2020,S,V2,N1,P1,PR0,,", "01/06/2020,S,C2,N1,P1,PR0,,", {}),
    ("period_begins_in_temporary_place", "PLACE", "01/06/2020,S,C2,N1,T1,,,", "01/06/2020,P,C2,N1,T1,,,", {}),
    (
        "period_ends_in_temporary_place",
        "PLACE",
        "01/06/2020,P,C2,N1,T1,,02/06/2020,E4A",
        "01/06/2020,P,C2,N1,T1,,,",
        {},
    ),
    ("remand_under_ten", "LS", "31/05/2020,S,J1,N1,U6,PR1,,", "01/06/2020,S,J1,N1,U6,PR1,,", {}),
    (
        "independent_under_sixteen",
        "PLACE",
        "31/05/2024,S,C2,N1,K3,PR1,,",
        "01/06/2024,S,C2,N1,K3,PR1,,",
        {"born": "01/06/2008", "year": 2025},
    ),
    ("provider_differs_from_place", "PLACE_PROVIDER", "01/06/2020,S,C2,N1,P1,PR1,,", "01/06/2020,S,C2,N1,P1,,,", {}),
    ("provider_differs_from_place", "PLACE_PROVIDER", "01/06/2020,S,C2,N1,U6,PR0,,", "01/06/2020,S,C2,N1,P1,PR0,,", {}),
    (
        "emergency_too_long",
        "DEC",
        "01/06/2020,S,L2,N1,U6,PR1,23/06/2020,E4A",
        "01/06/2020,S,L2,N1,U6,PR1,22/06/2020,E4A",
        {},
    ),
    (
        "emergency_too_long",
        "DEC",
        "01/06/2020,S,L3,N1,U6,PR1,09/06/2020,E4A",
        "01/06/2020,S,L3,N1,U6,PR1,08/06/2020,E4A",
        {},
    ),
    (
        "freeing_order_too_late",
        "LS",
        "31/12/2005,S,D1,N1,U6,PR1,,",
        "30/12/2005,S,D1,N1,U6,PR1,,",
        {"born": "01/06/2004"},
    ),
    (
        "respite_too_long",
        "DEC",
        "01/06/2020,S,V3,N1,U6,PR1,19/06/2020,E4A",
        "01/06/2020,S,V3,N1,U6,PR1,18/06/2020,E4A",
        {},
    ),
]


@pytest.mark.parametrize(("rule", "column", "odd", "just", "more"), EPISODES)
def test_an_odd_episode_is_told_and_one_just_inside_is_not(
    rule: str, column: str, odd: str, just: str, more: dict[str, object]
) -> None:
    (finding,) = found(odd, **more)
    assert (finding.severity, finding.rule, finding.line, finding.column) == ("warning", rule, 2, column)
    assert finding.sentence.startswith("Line 2 of episodes.csv ")
    assert found(just, **more) == []


TWO = [
    (
        "temporary_too_long",
        ("01/06/2020,S,C2,N1,U6,PR1,02/06/2020,X1", "02/06/2020,P,C2,N1,T4,,{},X1", "{},P,C2,N1,U6,PR1,,"),
        "10/06/2020",
        "09/06/2020",
    ),
    ("need_changed_in_period", ("01/06/2020,S,C2,N1,U6,PR1,02/06/2020,X1", "02/06/2020,P,C2,{},U6,PR1,,"), "N2", "N1"),
    ("care_after_death", ("01/06/2020,S,C2,N1,U6,PR1,02/06/2020,{}", "03/06/2020,S,C2,N1,U6,PR1,,"), "E2", "E4A"),
    ("care_after_adoption", ("01/06/2020,S,C2,N1,U6,PR1,02/06/2020,{}", "03/06/2020,S,C2,N1,U6,PR1,,"), "E12", "E8"),
]


@pytest.mark.parametrize(("rule", "rows", "odd", "just"), TWO)
def test_what_is_odd_among_several_episodes(rule: str, rows: tuple[str, ...], odd: str, just: str) -> None:
    assert [finding.rule for finding in found(*(row.format(odd) for row in rows))] == [rule]
    assert found(*(row.format(just) for row in rows)) == []


def test_short_breaks_of_both_kinds() -> None:
    v3, v4 = "01/06/2020,S,V3,N1,U6,PR1,02/06/2020,E4A", "03/06/2020,S,V4,N1,U6,PR1,,"
    assert [finding.rule for finding in found(v3, v4)] == ["respite_of_both_kinds"] * 2
    assert found(v3, v3.replace("02/06", "04/06").replace("01/06", "03/06")) == []


CARE = ("01/06/2020,S,C2,N1,U6,PR1,01/07/2020,E4A", "01/08/2020,S,C2,N1,U6,PR1,,")


@pytest.mark.parametrize(
    ("day", "is_outside"),
    [
        ("31/05/2020", True),
        ("01/06/2020", False),
        ("01/07/2020", False),
        ("02/07/2020", True),
        ("31/07/2020", True),
        ("01/08/2020", False),
        ("31/03/2021", False),
        # Before the data begin, nobody can tell.
        ("31/03/2020", False),
    ],
)
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/06/2010,{},PN1\n", "REVIEW"),
        ("CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/06/2010,M,{},\n", "MIS_START"),
    ],
)
def test_what_happens_in_care_lies_in_care(table: str, column: str, day: str, *, is_outside: bool) -> None:
    findings = found(*CARE, more={"x.csv": table.format(day)})
    assert [(finding.rule, finding.column) for finding in findings] == [("outside_care", column)] * is_outside


def test_another_date_of_birth_than_the_headers() -> None:
    reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,02/06/2010,01/07/2020,PN1\n"
    (finding,) = found(*CARE, more={"reviews.csv": reviews})
    assert (finding.rule, finding.file, finding.line) == ("birth_date_differs", "reviews.csv", 2)


def test_unaccompanied_beyond_childhood() -> None:
    uasc = "CHILD,SEX,DOB,DUC\n1,2,01/06/2010,{}\n"
    (finding,) = found(*CARE, more={"uasc.csv": uasc.format("02/06/2028")})
    assert (finding.rule, finding.column) == ("unaccompanied_as_adult", "DUC")
    assert found(*CARE, more={"uasc.csv": uasc.format("01/06/2028")}) == []


def test_decisions_for_adoption_agree() -> None:
    placed = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,,01/07/2020,,\n"
    adopted = "CHILD,DOB,DATE_INT,DATE_MATCH\n1,,{},05/07/2020\n"
    (finding,) = found(*CARE, more={"placed.csv": placed, "ad1.csv": adopted.format("02/07/2020")})
    assert (finding.rule, finding.column) == ("adoption_dates_differ", "DATE_INT")
    assert found(*CARE, more={"placed.csv": placed, "ad1.csv": adopted.format("01/07/2020")}) == []


def test_every_check_of_an_episode_is_tried_here() -> None:
    tried = {rule for rule, *_ in EPISODES} | {rule for rule, *_ in TWO}
    assert {check.rule for check in EPISODE_CHECKS} <= tried
