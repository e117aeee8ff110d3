"""What a child was like on a given day, in the words by which figures are grouped: age, need, legal status."""

from collections.abc import Mapping

import narwhals as nw

from homeward.sources.ssda903.codes import CIN
from homeward.sources.table import Column

UNKNOWN = "unknown"

AGE_BANDS = ("0", "1-4", "5-9", "10-15", "16+")

SEXES = ("female", "male")

ETHNICITY_OF: Mapping[str, str] = {
    **dict.fromkeys(("WBRI", "WIRI", "WOTH", "WIRT", "WROM"), "white"),
    **dict.fromkeys(("MWBC", "MWBA", "MWAS", "MOTH"), "mixed"),
    **dict.fromkeys(("AIND", "APKN", "ABAN", "AOTH", "CHNE"), "asian"),
    **dict.fromkeys(("BCRB", "BAFR", "BOTH"), "black"),
    "OOTH": "other",
}
"""The groups in which England's figures are published; refused, not yet obtained and unreadable are unknown."""

LEGAL_STATUS_OF: Mapping[str, str] = {
    "C1": "interim_care_order",
    "C2": "full_care_order",
    "D1": "freeing_order",
    "E1": "placement_order",
    "V2": "section_20",
    **dict.fromkeys(("L1", "L2", "L3"), "child_protection"),
    **dict.fromkeys(("J1", "J2", "J3"), "youth_justice"),
}
"""The groups in which England's figures are published; child_protection means detained for it."""

LEGAL_STATUSES = (
    "full_care_order",
    "interim_care_order",
    "placement_order",
    "section_20",
    "child_protection",
    "youth_justice",
)
"""Those that a figure lists always; a freeing order (none is left in force) only where one occurs."""

NEEDS = tuple(CIN)

PLACE_OF: Mapping[str, str] = {
    **dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), "foster"),
    **dict.fromkeys(("A3", "A4", "A5", "A6"), "placed_for_adoption"),
    "P1": "placed_with_parents",
    **dict.fromkeys(("H5", "K3", "P2"), "independent_or_supported_living"),
    **dict.fromkeys(("K1", "K2"), "childrens_home_or_secure_unit"),
    "S1": "residential_school",
    **dict.fromkeys(("R1", "R2", "R3", "R5"), "other_residential"),
    **dict.fromkeys(("P3", "Z1", "Z11", "Z12", "Z13", "Z14"), "other"),
    **dict.fromkeys(("T0", "T1", "T2", "T3", "T4"), "temporary"),
}
"""The groups in which England's figures are published, and temporary places, which hide where the child lives."""

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
WITH_PARENTS = "P1"

TIMES_IN_CARE = (
    (0, "under 2 weeks"),
    (14, "2 to under 8 weeks"),
    (56, "8 weeks to under 6 months"),
    (183, "6 months to under 1 year"),
    (365, "1 to under 2 years"),
    (730, "2 to under 3 years"),
    (1096, "3 to under 5 years"),
    (1826, "5 to under 10 years"),
    (3652, "10 years and over"),
)
"""From how many days on each band of time in care counts; the bands are those of England's published figures."""

GROUP_COLUMNS = (
    Column("age", "integer", "whole years", "age on the day", nullable=True),
    Column("age_band", "text", "word", "0, 1-4, 5-9, 10-15, 16+, or unknown"),
    Column("sex", "text", "word", "female, male or unknown"),
    Column("ethnicity", "text", "word", "white, mixed, asian, black, other or unknown"),
    Column("legal_status", "text", "word", "legal status (LS) on the day, in the published groups"),
    Column("need", "text", "code", "category of need (CIN), N1 to N8, or unknown"),
    Column("place", "text", "word", "placement (PLACE) on the day, in the published groups"),
    Column("time_in_care", "text", "word", "band of days since care began; unknown where it began before the data"),
    Column("earlier_returns", "integer", "count", "returns home before the day, within the data"),
    Column("unaccompanied", "text", "word", "yes or no; no for every child where no table says who is"),
)
"""The columns by which every table of events can be grouped."""


def characteristics(*, day: nw.Expr, number: nw.Expr, days_in_care: nw.Expr) -> list[nw.Expr]:
    """Return what a child was like on a day, as the columns of `GROUP_COLUMNS` that must be worked out.

    `number` is the day as YYYYMMDD. Reads from its frame the codes `legal_status`, `need` and `place`, and born_number,
    unaccompanied_until and start_known.
    """
    age = age_on(number)
    return [
        age.alias("age"),
        age_band(age).alias("age_band"),
        in_words("legal_status", LEGAL_STATUS_OF),
        in_words("need", {need: need for need in NEEDS}),
        in_words("place", PLACE_OF),
        _time_in_care(days_in_care).alias("time_in_care"),
        nw.when(day <= nw.col("unaccompanied_until"))
        .then(nw.lit("yes"))
        .otherwise(nw.lit("no"))
        .alias("unaccompanied"),
    ]


def in_words(column: str, words: Mapping[str, str]) -> nw.Expr:
    """Return a column of codes as words; unknown where a code has none."""
    known = nw.col(column).replace_strict(dict(words), default=UNKNOWN, return_dtype=nw.String())
    return known.fill_null(UNKNOWN).alias(column)


def age_on(number: nw.Expr) -> nw.Expr:
    """Return completed years on a date as YYYYMMDD; nothing where the birth is unknown or comes later."""
    difference = number - nw.col("born_number")
    return nw.when(difference >= 0).then(difference // 10_000)


def age_band(age: nw.Expr) -> nw.Expr:
    """Return the band of an age in whole years; unknown where the age is."""
    return _band(age, ((0, "0"), (1, "1-4"), (5, "5-9"), (10, "10-15"), (16, "16+")))


def _time_in_care(days: nw.Expr) -> nw.Expr:
    return nw.when(nw.col("start_known") == 1).then(_band(days, TIMES_IN_CARE)).otherwise(nw.lit(UNKNOWN))


def _band(number: nw.Expr, bands: tuple[tuple[int, str], ...]) -> nw.Expr:
    """Return the name of the highest band that begins at or below a number; unknown where there is none."""
    chain = nw.lit(UNKNOWN)
    for lowest, name in bands:
        chain = nw.when(number >= lowest).then(nw.lit(name)).otherwise(chain)
    return chain
