"""The code sets say what each code means, when it is good, and what kind of exit it records."""

from homeward.sources.ssda903.codes import CODES, REC, exit_kind_of, valid_codes


def test_every_rec_has_a_kind_of_exit() -> None:
    assert set(exit_kind_of) == set(REC)
    assert exit_kind_of["X1"] == "continues"
    assert exit_kind_of["E4A"] == "return_home_planned"
    assert exit_kind_of["E4B"] == "return_home_unplanned"
    assert exit_kind_of["E4"] == "return_home_plan_unknown"
    # Home with family who have no parental responsibility is not a return home.
    assert exit_kind_of["E13"] == "left_to_family_without_pr"


def test_codes_come_and_go_with_the_years() -> None:
    guardianship = {"E43", "E44", "E45", "E46", "E47", "E48"}
    assert guardianship & set(valid_codes("REC", 2018)) == {"E43", "E44"}
    assert guardianship & set(valid_codes("REC", 2019)) == {"E45", "E46", "E47", "E48"}
    assert {"H5", "P2", "K3", "Z1"} & set(valid_codes("PLACE", 2024)) == {"H5", "P2", "Z1"}
    assert {"H5", "P2", "K3", "Z1"} & set(valid_codes("PLACE", 2025)) == {"K3", "Z1"}
    assert valid_codes("SEX", 2024) == ("1", "2")
    assert valid_codes("SEX", 2025) == ("M", "F", "U")
    assert "E4" not in valid_codes("REC", 2020)


def test_how_a_child_took_part_in_a_review_has_words() -> None:
    words = {code: CODES["REVIEW_CODE"][code].meaning for code in valid_codes("REVIEW_CODE", 2025)}
    assert set(words) == {f"PN{number}" for number in range(8)}
    assert all(words.values())
    # The codes of a child who was not in the room say so; of one who was, that they came.
    assert all(words[code].startswith("came") for code in ("PN1", "PN2", "PN3", "PN4"))
    assert all(words[code].startswith("did not come") for code in ("PN5", "PN6"))


def test_no_two_codes_of_a_column_have_the_same_words() -> None:
    for column, codes in CODES.items():
        meanings = [code.meaning for code in codes.values() if code.is_valid_in(2025) and code.meaning]
        assert len(set(meanings)) == len(meanings), column
